import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import { Icon } from './icon.tsx';
import { Empty } from './parts.tsx';
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
      {runs.length === 0 && <Welcome {...props} />}
      {runs.toReversed().map(run => (
        <RunCard key={run.id} {...props} run={run} isOpen={run.id === shown} />
      ))}
    </section>
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

export const NoRun = () => (
  <Empty title="No such sign-in">It was before the last reset, or on another server.</Empty>
);
