import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import { clock } from '../state/words.ts';
import { Icon } from './icon.tsx';
import { isReload, TITLES } from './inbox.tsx';
import { RunCard } from './run.tsx';

/** Every sign-in, newest first. */
export function Loop(props: LoadedProps) {
  const { model, snapshot, act } = props;
  const { runs } = snapshot;
  const shown = model.address.run ?? runs.at(-1)?.id;
  return (
    <section class="column loop" aria-labelledby="loop-title">
      <header class="column-head">
        <h2 id="loop-title">Loop</h2>
        {runs.length > 0 && snapshot.server.demoUser && model.playing === undefined && (
          <button type="button" class="small primary" onclick={act.play}>
            <Icon name="play" />
            Sign the demo user in
          </button>
        )}
      </header>
      <Reload snapshot={snapshot} />
      {runs.length === 0 && <Welcome {...props} />}
      {runs.toReversed().map(run => (
        <RunCard key={run.id} {...props} run={run} isOpen={run.id === shown} />
      ))}
    </section>
  );
}

/** What was deployed since the newest sign-in began. */
function Reload({ snapshot: { notices, runs } }: Pick<LoadedProps, 'snapshot'>) {
  const last = notices.findLast(({ kind }) => isReload(kind));
  if (!last || Date.parse(last.at) < (runs.at(-1)?.startedAtMs ?? 0)) return null;
  return (
    <p class={`reload ${last.kind}`} role="status">
      <b>{TITLES[last.kind]}</b> {clock(last.at)} · {last.text}
    </p>
  );
}

function Welcome({ snapshot, act, model }: LoadedProps) {
  const { demoUser } = snapshot.server;
  return (
    <div class="welcome">
      <p class="welcome-title">Watch a sign-in from all sides.</p>
      <p>
        This is a Cognito on your machine. It calls your functions with the wiring that Terraform deploys, and
        shows every call here, with its event, its log and what IAM allowed.
      </p>
      {demoUser ? (
        <button type="button" class="primary" onclick={act.play} disabled={model.playing !== undefined}>
          <Icon name="play" />
          Sign the demo user in
        </button>
      ) : (
        <p>Add a user under Users, then sign in on the left.</p>
      )}
      <ol class="ghost" aria-hidden="true">
        {['Define', 'Create', 'Verify', 'Define'].map((role, index) => (
          <li key={String(index)}>{role}</li>
        ))}
      </ol>
    </div>
  );
}
