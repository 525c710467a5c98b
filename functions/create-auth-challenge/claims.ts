import { questionName, veil } from '../answers/nonce.ts';
import type { Pseudonym } from '../answers/stable-key.ts';
import type { Claim, Ledger, SendRules, SentQuestion } from '../ledger/ledger.ts';

/** A question with its nonce, and the messages that go with it. */
type Sent = Omit<SentQuestion, 'question' | 'veiled'> & { readonly nonce: string };

/** What came of asking to send it. */
export type SentClaim = Sent & Pick<Claim, 'outcome'>;

/** The ledger, asked for one user's questions. It knows them by name; their nonces stay on this side. */
export interface Claims {
  readonly question: (fresh: Sent, rules: SendRules, now: number) => Promise<SentClaim>;
  readonly resend: (sent: Sent, fresh: Sent, rules: SendRules, now: number) => Promise<SentClaim>;
}

/** @param asker under which name the ledger keeps what the user was sent */
export function claimsOf(ledger: Ledger, asker: () => Promise<string>, pseudonym: Pseudonym): Claims {
  const toSent = async ({ nonce, issuedAt, sends, sentAt }: Sent): Promise<SentQuestion> => {
    const question = questionName({ nonce, issuedAt });
    return { question, veiled: await veil(nonce, question, pseudonym), issuedAt, sends, sentAt };
  };
  const toPosed = async ({ question, veiled, ...rest }: Claim): Promise<SentClaim> => ({
    nonce: await veil(veiled, question, pseudonym),
    ...rest,
  });
  return {
    question: async (fresh, rules, now) =>
      toPosed(await ledger.claimQuestion(await asker(), await toSent(fresh), rules, now)),
    resend: async (sent, fresh, rules, now) => {
      const both = [await toSent(sent), await toSent(fresh)] as const;
      return toPosed(await ledger.claimResend(await asker(), ...both, rules, now));
    },
  };
}
