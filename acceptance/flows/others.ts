import { solve } from '../../local/demo/answers.ts';
import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { expectAsked, expectThat, expectTokens, type Scenario } from '../scenario.ts';

const riddleOn = (on: 'riddle' | 'riddle-pair', name: string, asks: string): Scenario => ({
  name,
  kind: 'flow',
  on,
  asks,
  run: async stage => {
    const user = signIn(stage, await newUser(stage));
    const asked = expectAsked(await user.begin(), 'CUSTOM_CHALLENGE');
    expectThat(asked.ChallengeParameters?.['riddle.riddle'], 'the riddle');
    const wrong = await user.answer(asked, 'wrong');
    expectThat(wrong.ChallengeParameters?.error === 'WRONG_ANSWER', 'to be told that it was wrong');
    expectTokens(await user.answer(wrong, 'desserts'));
    return ['CUSTOM_CHALLENGE', 'tokens'];
  },
});

export const others: readonly Scenario[] = [
  {
    name: 'proof-of-work',
    kind: 'flow',
    on: 'work',
    asks: 'The device works, then a code comes by e-mail.',
    run: async stage => {
      const known = await newUser(stage);
      const user = signIn(stage, known);
      const asked = expectAsked(await user.begin(), 'CUSTOM_CHALLENGE');
      const { prefix = '', difficulty } = asked.ChallengeParameters ?? {};
      const mail = await user.answer(asked, solve(prefix, Number(difficulty)));
      expectThat(mail.ChallengeParameters?.challenge === 'email_otp', 'to be asked for the code');
      const { values } = await stage.kept.message(known.email);
      expectTokens(await user.answer(mail, values.code ?? ''));
      return ['CUSTOM_CHALLENGE', 'CUSTOM_CHALLENGE', 'tokens'];
    },
  },
  riddleOn('riddle', 'external', 'A function of somebody’s own asks and judges.'),
  riddleOn('riddle-pair', 'external-pair', 'Two functions of somebody’s own: one asks, the other judges.'),
];
