/**
 * What a client asks for instead of giving an answer, in ClientMetadata of RespondToAuthChallenge: `action = resend`,
 * or `challenge = <another of the step's alternatives>`. Cognito shows ClientMetadata to all three triggers of that
 * call only, so its outcome is kept in the next round's metadata.
 *
 * A round with an action is not judged, so it can be free without being a free guess.
 */
export interface Action {
  readonly resend: boolean;
  /** The alternative that the client asks for. */
  readonly challenge?: string;
}

/** The action, or undefined for a plain answer. */
export function readAction(clientMetadata: unknown): Action | undefined {
  const { action, challenge } = Object(clientMetadata);
  const resend = action === 'resend';
  if (typeof challenge === 'string') return { resend, challenge };
  return resend ? { resend } : undefined;
}
