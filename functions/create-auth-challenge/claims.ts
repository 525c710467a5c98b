import { questionName, veil } from '../answers/nonce.ts';
import type { Pseudonym } from '../answers/stable-key.ts';
import type { Claim, Ledger, SendRules, SentQuestion } from '../ledger/ledger.ts';
import type { Posed } from './pose.ts';

/** The ledger, asked for one user's questions. It knows them by name; their nonces stay on this side. */
export interface Claims {
  readonly question: (fresh: Posed, rules: SendRules, now: number) => Promise<Posed>;
  readonly resend: (sent: Posed, fresh: Posed, rules: SendRules, now: number) => Promise<Posed>;
}

/** @param asker under which name the ledger keeps what the user was sent */
export function claimsOf(ledger: Ledger, asker: () => Promise<string>, pseudonym: Pseudonym): Claims {
  const toSent = async ({ nonce, issuedAt, sends, sentAt }: Posed): Promise<SentQuestion> => {
    const question = questionName({ nonce, issuedAt });
    return { question, veiled: await veil(nonce, question, pseudonym), issuedAt, sends, sentAt };
  };
  const toPosed = async ({ question, veiled, ...rest }: Claim): Promise<Posed> => ({
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
