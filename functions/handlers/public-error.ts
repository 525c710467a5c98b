/**
 * An error whose text Cognito hands to the end user ("CreateAuthChallenge failed with error …"). So it gives
 * nothing away, has no stack, and no full stop: Cognito adds one.
 */
export class PublicError extends Error {
  override readonly name = 'PublicError';

  constructor(message: string) {
    super(message);
    this.stack = `PublicError: ${message}`;
  }
}
