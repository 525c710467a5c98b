import type { Question } from '../challenges/challenge.ts';
import type { Step } from '../settings.ts';
import { type AnswerContext, derivedBytes } from './derive.ts';
import type { EpochKey } from './epoch-key.ts';

/**
 * What create leaves for verify, as `privateChallengeParameters` (strings): which question was asked. Cognito shows
 * it to the verify trigger only, and still it holds no answer.
 */
export interface AskedQuestion {
  readonly step: string;
  readonly challenge: string;
  readonly nonce: string;
  /** Epoch seconds. */
  readonly issuedAt: number;
}

export function toPrivateParameters({ issuedAt, ...rest }: AskedQuestion): Record<string, string> {
  return { ...rest, issuedAt: String(issuedAt) };
}

/** The question that private parameters tell of; undefined where another create function wrote them. */
export function fromPrivateParameters(
  parameters: Readonly<Record<string, string>>,
): AskedQuestion | undefined {
  const { step, challenge, nonce, issuedAt } = parameters;
  if (!step || !challenge || !nonce || !/^\d{10}$/.test(issuedAt ?? '')) return undefined;
  return { step, challenge, nonce, issuedAt: Number(issuedAt) };
}

/** Puts a question to a user of a client of a pool: from here on its answer is fixed. */
export function toQuestion(
  step: Step,
  asked: AskedQuestion,
  asker: Pick<AnswerContext, 'userPoolId' | 'clientId' | 'userName'>,
  epochKey: EpochKey,
): Question {
  const context = {
    ...asked,
    userPoolId: asker.userPoolId,
    clientId: asker.clientId,
    userName: asker.userName,
  };
  return {
    step,
    nonce: asked.nonce,
    secret: async () => derivedBytes(await epochKey(asked.issuedAt), context),
  };
}
