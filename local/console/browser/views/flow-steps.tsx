import type { State } from '../../../../client/state.ts';
import type { Server } from '../../../watch/protocol.ts';
import { h } from '../dom/element.ts';
import { challengeWords } from '../state/words.ts';
import { Icon } from './icon.tsx';

/** The declared steps, and where the sign-in is. */
export function FlowSteps({ flow, signIn }: { flow: Server['flow']; signIn: State }) {
  const current = currentStep(flow, signIn);
  return (
    <ol class="steps" aria-label="Steps of the flow">
      {flow.map(({ name, challenges }, index) => {
        const state = index < current ? 'done' : index === current ? 'current' : 'ahead';
        return (
          <li key={name} class={state} aria-current={state === 'current' ? 'step' : null}>
            <span class="step-mark">{state === 'done' ? <Icon name="check" /> : index + 1}</span>
            <span>{challenges.map(challengeWords).join(' or ')}</span>
            {state === 'done' && <span class="unseen">, passed</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** Its index; as many as there are when all of them were passed. */
function currentStep(flow: Server['flow'], signIn: State): number {
  if (signIn.at === 'signed-in') return flow.length;
  if (signIn.at === 'cognito-challenge') return 1;
  if (signIn.at !== 'challenge') return 0;
  // Conditions may leave steps out of this sign-in: its steps are then fewer than the flow's.
  const { name } = signIn.challenge;
  const asked = name === 'external' ? signIn.challenge.challenge : name;
  const from = Math.min(signIn.step - 1, flow.length - 1);
  const found = flow.findIndex(({ challenges }, index) => index >= from && challenges.includes(asked));
  return found < 0 ? from : found;
}
