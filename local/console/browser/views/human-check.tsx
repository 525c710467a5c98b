import type { HumanCheck as Asked, Problem } from '../../../../client/state.ts';
import { h } from '../dom/element.ts';
import type { Actions } from '../model.ts';
import { standInToken } from '../sign-in/stand-in.ts';

/** In the place of the provider's widget, which this page does not load: what it would give for the documented test keys. */
export function HumanCheck(props: { challenge: Asked; problem: Problem | undefined; act: Actions }) {
  const { challenge, problem, act } = props;
  const { provider, siteKey } = challenge;
  const token = standInToken(provider);
  return (
    <div key="human-check" class="stand-in">
      <p class="app-title">Confirm that you are human</p>
      <p>
        Here your app shows the widget of {provider}. This page loads nothing from elsewhere
        {token
          ? ', so it answers with the token of the provider’s test keys.'
          : ', and the provider has no test keys.'}
      </p>
      <p class="facts">
        Site key <code>{siteKey}</code>
      </p>
      {problem && <p class="call-error">That did not pass: the secret has to be that of the test keys.</p>}
      {token && (
        <button type="button" class="primary wide" onclick={() => act.answer(token)}>
          I am human
        </button>
      )}
      <button type="button" class="wide" onclick={() => act.answer('not-a-token')}>
        I am a robot
      </button>
    </div>
  );
}
