import type { State } from '../../../../client/state.ts';
import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import { hint } from '../state/hint.ts';
import { Choices } from './choices.tsx';
import { FlowSteps } from './flow-steps.tsx';
import { HumanCheck } from './human-check.tsx';
import { Icon } from './icon.tsx';
import { Tokens } from './tokens.tsx';

/** What a user of the app sees, in a frame; around it what the developer chooses. */
export function App(props: LoadedProps) {
  const { model, act, snapshot } = props;
  const { signIn } = model;
  const isIdle = signIn.at === 'idle';
  return (
    <section class="column app" aria-labelledby="app-title">
      <header class="column-head">
        <h2 id="app-title">App</h2>
        <a
          href="/?view=flow"
          onclick={(event: MouseEvent) => {
            event.preventDefault();
            act.go({ view: 'flow' });
          }}
        >
          Edit the flow
        </a>
      </header>
      <FlowSteps flow={snapshot.server.flow} signIn={signIn} />
      <div class="frame">
        <div class="frame-bar">
          <span class="frame-address">{new URL(snapshot.server.endpoint).host}</span>
          {canRestart(signIn) && (
            <button type="button" class="link" onclick={act.restart}>
              Start again
            </button>
          )}
        </div>
        <div class="frame-body">
          <Inside {...props} />
        </div>
        {isIdle && <Choices {...props} />}
      </div>
      {model.playing !== undefined && (
        <div class="caption">
          <p role="status">{model.playing}</p>
          <button type="button" class="small" onclick={act.stopPlaying}>
            Stop
          </button>
        </div>
      )}
      {model.playing === undefined && <Hint {...props} />}
    </section>
  );
}

/** Where the element has no button for it. */
const canRestart = (state: State): boolean =>
  state.at === 'working' || (state.at === 'challenge' && state.challenge.name === 'human_check');

/** The kit's element; not for the widget, which would come from elsewhere, and the tokens, which no app shows. */
function Inside({ model: { signIn }, act }: LoadedProps) {
  if (signIn.at === 'signed-in') return <Tokens tokens={signIn.tokens} act={act} />;
  if (signIn.at === 'challenge' && signIn.challenge.name === 'human_check')
    return <HumanCheck challenge={signIn.challenge} problem={signIn.problem} act={act} />;
  return <div key="element" class="element" ref={act.mountElement} />;
}

/** A link's token is long, and nobody types it. */
const shortened = (answer: string): string => (answer.length > 24 ? `${answer.slice(0, 16)}…` : answer);

/** What only a developer on this machine gets: the answer. */
function Hint({ model, act, snapshot }: LoadedProps) {
  const told = hint(model.signIn, snapshot);
  if (!told) return null;
  return (
    <div class="hint">
      <p class="row spread">
        {told.words}
        {told.answer !== undefined && <code class="answer">{shortened(told.answer)}</code>}
      </p>
      {told.answer !== undefined && (
        <div class="row">
          <button type="button" class="small" onclick={() => act.answer(told.answer ?? '')}>
            <Icon name="check" />
            Give it
          </button>
          <button type="button" class="small" onclick={() => act.answer('wrong')}>
            <Icon name="cross" />
            Give a wrong one
          </button>
        </div>
      )}
    </div>
  );
}
