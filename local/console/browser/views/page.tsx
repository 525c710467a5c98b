import { type Child, h } from '../dom/element.ts';
import type { LoadedProps, ViewProps } from '../model.ts';
import type { Column, View } from '../state/address.ts';
import { App } from './app.tsx';
import { Faults } from './faults.tsx';
import { FlowEditor } from './flow-editor.tsx';
import { Header } from './header.tsx';
import { Inbox } from './inbox.tsx';
import { Loop } from './loop.tsx';
import { MetricsView } from './metrics.tsx';
import { Reasons } from './parts.tsx';
import { Users } from './users.tsx';

const VIEWS: Readonly<Record<View, (props: LoadedProps) => Child>> = {
  'sign-in': SignInView,
  users: Users,
  flow: FlowEditor,
  faults: Faults,
  metrics: MetricsView,
};

export function Page({ model, act }: ViewProps) {
  const { snapshot, address, said } = model;
  const Shown = VIEWS[address.view];
  return (
    <div class="page">
      <Header model={model} act={act} />
      <Reasons reasons={model.refused.reset} />
      <main key={address.view} class={`view ${address.view}`} id="main" tabindex="-1">
        {snapshot ? (
          <Shown model={model} act={act} snapshot={snapshot} />
        ) : (
          <p class="waiting">Connecting to the server…</p>
        )}
      </main>
      <p class={said ? 'said' : 'said unseen'} role="status">
        {said}
      </p>
    </div>
  );
}

const COLUMNS: readonly (readonly [Column, string])[] = [
  ['app', 'App'],
  ['loop', 'Loop'],
  ['inbox', 'Inbox'],
];

/** Three columns; on a narrow screen the one that was chosen. */
function SignInView(props: LoadedProps) {
  const { model, act, snapshot } = props;
  const counts = { app: 0, loop: snapshot.runs.length, inbox: snapshot.messages.length };
  return (
    <div class="columns" data-column={model.address.column}>
      <nav class="column-tabs" aria-label="Columns">
        {COLUMNS.map(([column, words]) => (
          <button
            type="button"
            key={column}
            aria-pressed={String(model.address.column === column)}
            onclick={() => act.go({ column })}
          >
            {words}
            {counts[column] > 0 && <span class="count">{counts[column]}</span>}
          </button>
        ))}
      </nav>
      <App {...props} />
      <Loop {...props} />
      <Inbox {...props} />
    </div>
  );
}
