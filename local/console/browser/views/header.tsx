import { h } from '../dom/element.ts';
import type { ViewProps } from '../model.ts';
import type { View } from '../state/address.ts';
import { Icon } from './icon.tsx';
import { Copy, textOf } from './parts.tsx';

const TABS: readonly (readonly [View, string])[] = [
  ['sign-in', 'Sign-in'],
  ['users', 'Users'],
  ['flow', 'Flow'],
  ['faults', 'Faults'],
  ['metrics', 'Metrics'],
];

const CONNECTIONS = { connecting: 'connecting', live: 'live', lost: 'not reachable' } as const;

export function Header({ model, act }: ViewProps) {
  const { snapshot, connection, address, theme } = model;
  const faults = Object.keys(snapshot?.switches.functions ?? {}).length;
  return (
    <header class="top">
      <h1>
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="5" cy="12" r="3" />
          <circle cx="19" cy="12" r="3" />
          <path d="M8 12h8" />
        </svg>
        Local Cognito
      </h1>
      {snapshot && (
        <p class="pool">
          <code>{snapshot.server.userPoolId}</code>
          <Copy act={act} text={snapshot.server.userPoolId} what="the user pool id" />
        </p>
      )}
      <nav aria-label="Views">
        {TABS.map(([view, words]) => (
          <a
            key={view}
            href={view === 'sign-in' ? '/' : `/?view=${view}`}
            aria-current={address.view === view ? 'page' : null}
            onclick={(event: MouseEvent) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              act.go({ view });
            }}
          >
            {words}
            {view === 'faults' && faults > 0 && <span class="count">{faults}</span>}
          </a>
        ))}
      </nav>
      <p class={`connection ${connection}`} role="status">
        {CONNECTIONS[connection]}
      </p>
      <select
        class="small"
        aria-label="Colours"
        value={theme}
        onchange={(event: Event) => act.theme(textOf(event) as ViewProps['model']['theme'])}
      >
        <option value="system">Auto</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
      <button type="button" class="small" onclick={act.reset} disabled={model.busy === 'reset'}>
        <Icon name="reset" />
        Reset
      </button>
    </header>
  );
}
