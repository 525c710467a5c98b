import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import type { Json } from '../json.ts';
import { type Scenario, toldError } from '../scenario.ts';
import { ASKS, NEVER_RIGHT } from './rules.ts';

/** How long a sign-in may be, and what the Session string has to carry. */
export const rounds: readonly Scenario[] = [
  {
    name: 'rounds',
    kind: 'question',
    on: 'probe',
    answerOnly: true,
    asks: 'How many rounds may a sign-in have whose define goes on for ever, and how does the Session grow?',
    run: async stage => {
      await stage.kept.script(NEVER_RIGHT);
      const user = signIn(stage, await newUser(stage));
      let asked = await user.begin();
      const sessionLengths = [asked.Session?.length ?? 0];
      for (let answered = 1; answered <= stage.pace.rounds; answered++) {
        try {
          asked = await user.answer(asked, 'wrong');
        } catch (error) {
          return { answered: answered - 1, refusal: toldError(error), sessionLengths };
        }
        sessionLengths.push(asked.Session?.length ?? 0);
      }
      return { answered: stage.pace.rounds, refusal: null, sessionLengths };
    },
  },
  ...(['privateChallengeParameters', 'publicChallengeParameters', 'challengeMetadata'] as const).map(
    (field): Scenario => ({
      name: `size-of-${field}`,
      kind: 'question',
      on: 'probe',
      answerOnly: true,
      asks: `How many characters may ${field} have, how long is the Session then, and what does Cognito say above?`,
      run: async stage => {
        const known = await newUser(stage);
        const sizes: Json[] = [];
        for (const size of stage.pace.sizes) {
          const text = 'x'.repeat(size);
          const big = { [field]: field === 'challengeMetadata' ? text : { answer: text } };
          await stage.kept.script({
            ...NEVER_RIGHT,
            CreateAuthChallenge: [{ response: { ...ASKS.response, ...big } }],
          });
          const user = signIn(stage, known);
          try {
            const asked = await user.begin();
            // Metadata counts twice: in what is asked, and in the session afterwards.
            const again = await user.answer(asked, 'wrong');
            sizes.push({ size, sessionLengths: [asked.Session?.length ?? 0, again.Session?.length ?? 0] });
          } catch (error) {
            sizes.push({ size, refusal: toldError(error) });
            break;
          }
        }
        return sizes;
      },
    }),
  ),
];
