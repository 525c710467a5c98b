import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { type Scenario, told } from '../scenario.ts';
import type { Script } from '../script.ts';
import { ofTrigger } from './events.ts';
import { ONE_CHALLENGE } from './rules.ts';

/** AWS promises no number since March 2026: "may retry". */
export const slowTrigger: readonly Scenario[] = (['DefineAuthChallenge', 'CreateAuthChallenge'] as const).map(
  trigger => ({
    name: `slow-${trigger}`,
    kind: 'question',
    on: 'probe',
    answerOnly: true,
    asks: `${trigger} takes longer than Cognito waits: how often is it called, and when?`,
    run: async stage => {
      const slow: Script = {
        ...ONE_CHALLENGE,
        [trigger]: (ONE_CHALLENGE[trigger] ?? []).map(rule => ({ ...rule, delayMs: stage.pace.slowMs })),
      };
      await stage.kept.script(slow);
      const user = signIn(stage, await newUser(stage));
      const answer = await told(user.begin());
      await stage.sleep(stage.pace.settleMs);
      const calls = ofTrigger(await stage.kept.events(), trigger).map(({ at }) => at);
      const [first = 0] = calls;
      return { calls: calls.length, afterSeconds: calls.map(at => Math.round((at - first) / 1000)), answer };
    },
  }),
);
