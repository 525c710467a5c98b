import type { Tokens as Given } from '../../../../client/state.ts';
import { h } from '../dom/element.ts';
import type { Actions } from '../model.ts';
import { claimWords, decode } from '../state/token.ts';
import { Icon } from './icon.tsx';
import { Copy } from './parts.tsx';

/** What the sign-in was for. */
export function Tokens({ tokens, act }: { tokens: Given | undefined; act: Actions }) {
  const shown = tokens
    ? ([
        ['ID token', tokens.idToken],
        ['Access token', tokens.accessToken],
      ] as const)
    : [];
  return (
    <div key="tokens" class="tokens">
      <p class="signed-in">
        <Icon name="check" />
        Signed in
      </p>
      {shown.map(([name, token], index) => (
        <details key={name} open={index === 0}>
          <summary>{name}</summary>
          <dl>
            {Object.entries(decode(token)).map(([claim, value]) => (
              <div key={claim}>
                <dt>{claim}</dt>
                <dd>{claimWords(claim, value)}</dd>
              </div>
            ))}
          </dl>
          <Copy act={act} text={token} what={`the ${name}`} label="Copy" />
        </details>
      ))}
      <button type="button" class="wide" onclick={act.restart}>
        Sign in again
      </button>
    </div>
  );
}
