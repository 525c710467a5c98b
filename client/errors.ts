import type { State } from './state.ts';

/** What an error means for the sign-in: its end, or a problem after which the same Session takes another answer. */
export type Verdict = Extract<State, { at: 'refused' | 'unavailable' }> | { readonly problem: string };

/** The user's own, of what Cognito itself asks: Cognito then takes another answer in the same Session. */
const PROBLEMS = [
  'CodeMismatchException',
  'ExpiredCodeException',
  'EnableSoftwareTokenMFAException',
  'InvalidPasswordException',
  'PasswordHistoryPolicyViolationException',
];

/** Whether starting again may help. */
const REFUSALS: Readonly<Record<string, boolean>> = {
  NotAuthorizedException: true,
  UserNotFoundException: true,
  // Amplify's own, of a sign-in that it no longer keeps.
  SignInException: true,
  UserNotConfirmedException: false,
  PasswordResetRequiredException: false,
};

/**
 * Everything that is not known to be about the user (quotas, firewalls, networks, failed functions, wrong settings) is
 * `unavailable`: to call it a refusal would send people to reset passwords that are right.
 */
export function verdictOf(error: unknown): Verdict {
  const { name = 'Error', message = '' }: { name?: string; message?: string } = Object(error);
  if (PROBLEMS.includes(name)) return { problem: name };
  const retryable = Object.hasOwn(REFUSALS, name) ? REFUSALS[name] : undefined;
  if (retryable === undefined) return { at: 'unavailable', reason: message ? `${name}: ${message}` : name };
  // The only case in which Cognito's text says more than its name does.
  return { at: 'refused', retryable: retryable && !/disabled/i.test(message), reason: name };
}
