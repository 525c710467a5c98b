import { type Ledger, UNLIMITED } from './ledger.ts';

/**
 * No ledger: what Cognito's session holds is all there is. Within a sign-in, attempts and resends stay bounded; but a
 * new sign-in starts at nothing, Cognito's own retry of a slow call sends a second message, parallel answers are
 * bounded by Cognito's single-use sessions alone, and a link can be used again until its time is up. It counts in the
 * sign-in that it was sent for: nothing else shows that it was sent at all.
 */
export const stateless: Ledger = {
  countAnswer: async ({ isRight }) => ({ outcome: 'counted', isRight }),
  countGuess: async ({ max }) => max ?? UNLIMITED,
  wasRight: async () => false,
  claimQuestion: async (_user, fresh, _rules, now) => ({ ...fresh, sends: 1, sentAt: now, outcome: 'send' }),
  claimResend: async (_user, { sent }, { resendSeconds, perHour }, now) => {
    if (now < sent.sentAt + resendSeconds) return { ...sent, outcome: 'wait' };
    if (sent.sends >= perHour) return { ...sent, outcome: 'limit' };
    return { ...sent, sends: sent.sends + 1, sentAt: now, outcome: 'send' };
  },
  wasSent: async () => false,
  claimMessage: async () => 'send',
  releaseMessage: async () => {},
};
