import type { Caught } from '../aws/kept.ts';
import { signIn } from '../client/sign-in.ts';
import { madeUp, newUser } from '../client/users.ts';
import type { Json } from '../json.ts';
import { expectAsked, expectError, expectThat, expectTokens, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const codeIn = ({ values }: Caught): string => values.code ?? '';

const tokenIn = ({ values }: Caught): string =>
  new URLSearchParams(new URL(values.link ?? '').hash.slice(1)).get('token') ?? '';

/** Begins a sign-in, and changes to another challenge of the step where it is not the first. */
async function asks(stage: Stage, user: ReturnType<typeof signIn>, challenge: string, start = {}) {
  const first = expectAsked(await user.begin(start), 'CUSTOM_CHALLENGE');
  if (challenge === first.ChallengeParameters?.challenge) return first;
  const changed = await user.answer(first, 'change', { challenge });
  expectThat(
    changed.ChallengeParameters?.challenge === challenge,
    `to be asked ${challenge} on ${stage.name}`,
  );
  return changed;
}

/** One step, `any_of`; each message is caught. */
export const codes: readonly Scenario[] = [
  ...[
    { name: 'email-otp', challenge: 'email_otp', to: 'email', answerIn: codeIn, start: {} },
    { name: 'sms-otp', challenge: 'sms_otp', to: 'phoneNumber', answerIn: codeIn, start: {} },
    { name: 'magic-link', challenge: 'magic_link', to: 'email', answerIn: tokenIn, start: {} },
    {
      name: 'start-with-custom-challenge',
      challenge: 'email_otp',
      to: 'email',
      answerIn: codeIn,
      start: { CHALLENGE_NAME: 'CUSTOM_CHALLENGE' },
    },
  ].map(
    ({ name, challenge, to, answerIn, start }): Scenario => ({
      name,
      kind: 'flow',
      on: 'codes',
      asks: `${challenge}${'CHALLENGE_NAME' in start ? ' after CHALLENGE_NAME = CUSTOM_CHALLENGE' : ''}: the message is caught, a wrong answer is counted, the right one gives tokens.`,
      run: async stage => {
        const known = await newUser(stage);
        const user = signIn(stage, known);
        const asked = await asks(stage, user, challenge, start);
        const messages = challenge === 'magic_link' ? 2 : 1;
        const message = await stage.kept.message(known[to as 'email' | 'phoneNumber'], messages);
        const wrong = await user.answer(asked, 'wrong');
        expectThat(wrong.ChallengeParameters?.attemptsRemaining === '2', 'two attempts to be left');
        expectTokens(await user.answer(wrong, answerIn(message)));
        return { channel: message.channel, challenge: message.challenge };
      },
    }),
  ),
  {
    name: 'resend',
    kind: 'flow',
    on: 'codes',
    asks: 'A code that is asked for again is the same one, costs no attempt, and is not sent too soon.',
    run: async stage => {
      const known = await newUser(stage);
      const user = signIn(stage, known);
      const asked = await asks(stage, user, 'email_otp');
      const code = codeIn(await stage.kept.message(known.email));
      let again = await user.answer(asked, 'resend', { action: 'resend' });
      expectThat((await stage.kept.count(known.email)) === 1, 'no second message at once');
      if (stage.pace.waitsForResend) {
        const { resendAfter = '' } = again.ChallengeParameters ?? {};
        await stage.sleep(Math.max(0, Date.parse(resendAfter) - Date.now()) + 1000);
        again = await user.answer(again, 'resend', { action: 'resend' });
        expectThat(codeIn(await stage.kept.message(known.email, 2)) === code, 'the same code once more');
      }
      const { attemptsRemaining = '' } = again.ChallengeParameters ?? {};
      expectTokens(await user.answer(again, code));
      return { attemptsRemaining };
    },
  },
  {
    name: 'unknown-user',
    kind: 'flow',
    on: 'codes',
    asks: 'Somebody unknown is asked the same, in the same shape, and never has tokens.',
    run: async stage => {
      const shapes: Json[] = [];
      for (const who of [await newUser(stage), madeUp()]) {
        const user = signIn(stage, who);
        let asked = await asks(stage, user, 'email_otp');
        const rounds = [Object.keys(asked.ChallengeParameters ?? {}).sort()];
        for (const _ of ['first', 'second']) {
          asked = await user.answer(asked, '000000');
          rounds.push(Object.keys(asked.ChallengeParameters ?? {}).sort());
        }
        await expectError(user.answer(asked, '000000'), 'NotAuthorizedException');
        shapes.push(rounds);
      }
      const [known, unknown] = shapes;
      expectThat(JSON.stringify(known) === JSON.stringify(unknown), 'the same parameters for both');
      return { parameters: known ?? null };
    },
  },
];
