import type { Claim, Ledger, SendRules, SentQuestion } from '../ledger/ledger.ts';
import { isLong, toLong } from '../question/long-code.ts';
import { questionName, veil } from '../question/nonce.ts';
import type { Pseudonym } from '../question/stable-key.ts';
import type { EpochSeconds } from '../time.ts';

/** A question with its nonce, and the messages that go with it. */
type Sent = Omit<SentQuestion, 'question' | 'veiled' | 'isLong'> & { readonly nonce: string };

/** The outcome of asking to send it. */
export type SentClaim = Sent & Pick<Claim, 'outcome'>;

/** What the step and the operator say of sending. */
export type Rules = Omit<SendRules, 'guesses'>;

/** The ledger, asked for one user's questions. It knows them by name; their nonces stay on this side. */
export interface Claims {
  readonly question: (fresh: Sent, rules: Rules, now: EpochSeconds) => Promise<SentClaim>;
  readonly resend: (sent: Sent, fresh: Sent, rules: Rules, now: EpochSeconds) => Promise<SentClaim>;
}

/** Under which names the ledger keeps what the user was sent, and what was guessed at the user's codes. */
export interface Names {
  readonly asker: string;
  readonly guesses: SendRules['guesses'];
}

export function claimsOf(
  ledger: Pick<Ledger, 'claimQuestion' | 'claimResend'>,
  names: () => Promise<Names>,
  pseudonym: Pseudonym,
): Claims {
  const toSent = async ({ nonce, issuedAt, sends, sentAt }: Sent): Promise<SentQuestion> => {
    const question = questionName({ nonce, issuedAt });
    const veiled = await veil(nonce, question, pseudonym);
    return { question, veiled, isLong: isLong({ nonce }), issuedAt, sends, sentAt };
  };
  const toFresh = async (fresh: Sent) => ({
    ...(await toSent(fresh)),
    long: await toSent({ ...fresh, nonce: toLong(fresh.nonce) }),
  });
  const toPosed = async ({
    question,
    veiled,
    issuedAt,
    sends,
    sentAt,
    outcome,
  }: Claim): Promise<SentClaim> => ({
    nonce: await veil(veiled, question, pseudonym),
    ...{ issuedAt, sends, sentAt, outcome },
  });
  return {
    question: async (fresh, rules, now) => {
      const { asker, guesses } = await names();
      return toPosed(await ledger.claimQuestion(asker, await toFresh(fresh), { ...rules, guesses }, now));
    },
    resend: async (sent, fresh, rules, now) => {
      const { asker, guesses } = await names();
      const questions = { sent: await toSent(sent), fresh: await toFresh(fresh) };
      return toPosed(await ledger.claimResend(asker, questions, { ...rules, guesses }, now));
    },
  };
}
