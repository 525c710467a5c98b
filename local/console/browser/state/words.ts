import type { Call, Run } from '../../../watch/protocol.ts';

export const duration = (ms: number): string => {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 1 ? '<1 ms' : `${Math.round(ms)} ms`;
};

/** `14:02:11`, where the person is. */
export const clock = (at: number | string): string => new Date(at).toTimeString().slice(0, 8);

/** What colour a thing has, besides its words. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

export const runTones: Readonly<Record<Run['status'], Tone>> = {
  open: 'plain',
  passed: 'good',
  refused: 'warn',
  failed: 'bad',
};

/** What became of a run, in a word or two. */
export function runWord({ status, calls }: Run): string {
  const [first] = calls;
  if (status !== 'passed' || !first || first.role === 'DefineAuthChallenge') return STATUSES[status];
  return first.role === 'PreTokenGeneration' ? 'tokens refreshed' : 'done';
}

const STATUSES: Readonly<Record<Run['status'], string>> = {
  open: 'under way',
  passed: 'signed in',
  refused: 'refused',
  failed: 'failed',
};

/** By what the function answered, however it is worded. */
export function callTone({ error, response, awsCalls, verdict }: Call): Tone {
  if (error) return 'bad';
  const { answerCorrect, issueTokens, failAuthentication } = outcome(response);
  if (answerCorrect === true || issueTokens === true) return 'good';
  // A resend or a choice comes as an answer, too: it is not judged.
  if (failAuthentication === true || (answerCorrect === false && verdict.startsWith('wrong'))) return 'warn';
  return awsCalls.some(({ isAllowed }) => !isAllowed) ? 'warn' : 'plain';
}

/** The response, or that in a whole event. */
function outcome(json: unknown): Record<string, unknown> {
  const { response = json } = Object(json);
  return Object(response);
}

const SHORT: Readonly<Record<string, string>> = {
  DefineAuthChallenge: 'Define',
  CreateAuthChallenge: 'Create',
  VerifyAuthChallengeResponse: 'Verify',
  PreTokenGeneration: 'Token guard',
};

/** What a function is called where there is little room. */
export const shortRole = (role: string): string =>
  SHORT[role] ?? role.replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);

/** A challenge in words. */
export const challengeWords = (name: string): string => NAMES[name] ?? name.replaceAll('_', ' ');

const NAMES: Readonly<Record<string, string>> = {
  email_otp: 'e-mail code',
  sms_otp: 'SMS code',
  magic_link: 'link',
  captcha: 'picture',
  human_check: 'human check',
  proof_of_work: 'proof of work',
};
