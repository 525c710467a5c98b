/**
 * What a caller did wrong, and the cure: for the operator who called. Lambda's runtime logs what a handler throws, so nothing of
 * what was given is in it: it may be a user's name.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(message: string) {
    super(message);
    this.stack = `${this}`;
  }
}
