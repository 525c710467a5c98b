import type { PublicParameters } from './parameters.ts';
import type { Challenge, ChallengeState } from './state.ts';

type Read = (parameters: Partial<PublicParameters>) => Challenge | undefined;

/** How each challenge that this kit knows is read; undefined if something of it is missing. */
const READ: Readonly<Record<string, Read>> = {
  captcha: ({ captchaUrl: imageUrl }) => (imageUrl ? { name: 'captcha', imageUrl } : undefined),
  email_otp: parameters => code('email_otp', parameters),
  sms_otp: parameters => code('sms_otp', parameters),
  magic_link: ({ deliveryMedium: medium, destination = '', question }) =>
    medium && question ? { name: 'magic_link', medium, destination, question } : undefined,
  human_check: ({ provider, siteKey, action = '' }) =>
    provider && siteKey ? { name: 'human_check', provider, siteKey, action } : undefined,
  proof_of_work: ({ prefix, difficulty }) =>
    prefix && difficulty ? { name: 'proof_of_work', prefix, difficulty: Number(difficulty) } : undefined,
};

function code(
  name: 'email_otp' | 'sms_otp',
  {
    deliveryMedium: medium,
    destination = '',
    codeLength,
    codeAlphabet = 'digits',
  }: Partial<PublicParameters>,
): Challenge | undefined {
  return medium
    ? { name, medium, destination, length: Number(codeLength) || 0, alphabet: codeAlphabet }
    : undefined;
}

/**
 * The question in the public parameters of a `CUSTOM_CHALLENGE`. One that this kit does not know, or that is not as the
 * contract says, is `external`: a newer server, or a create function of somebody's own, may have asked it.
 */
export function readChallenge(parameters: Readonly<Record<string, string>>, nowMs: number): ChallengeState {
  const given = parameters as Partial<PublicParameters>;
  const { challenge = '', alternatives, error, resendAfter } = given;
  const read = Object.hasOwn(READ, challenge) ? READ[challenge]?.(given) : undefined;
  const expiresAtMs = Date.parse(given.expiresAt ?? '') || Number.POSITIVE_INFINITY;
  return {
    at: 'challenge',
    challenge: read ?? { name: 'external', challenge, parameters },
    step: Number(given.step) || 1,
    steps: Number(given.steps) || 1,
    attemptsRemaining: Number(given.attemptsRemaining) || 1,
    expiresAtMs,
    ...countdowns({ expiresAtMs, resendAtMs: Date.parse(resendAfter ?? '') }, nowMs),
    alternatives: (alternatives?.split(',') ?? []).filter(each => each !== challenge),
    ...(error && { problem: error }),
    busy: false,
  };
}

/** What changes as time passes. @param resendAtMs NaN where nothing is sent */
export function countdowns(
  { expiresAtMs, resendAtMs }: { expiresAtMs: number; resendAtMs: number },
  nowMs: number,
): Pick<ChallengeState, 'secondsLeft' | 'resendInSeconds'> {
  const until = (timeMs: number) => Math.max(0, Math.ceil((timeMs - nowMs) / 1000));
  return {
    secondsLeft: until(expiresAtMs),
    ...(Number.isNaN(resendAtMs) ? {} : { resendInSeconds: until(resendAtMs) }),
  };
}
