/**
 * What a caller did wrong, and the cure: for the operator who called. Nothing of what was given is in it: that may be a user's
 * name, and errors are logged where they surprise somebody.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(message: string) {
    super(message);
    this.stack = `${this}`;
  }
}
