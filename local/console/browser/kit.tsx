import { stories } from '../../../client/stories.ts';
import '../../../client/element/index.ts';
import type { CognitoChallenge } from '../../../client/element/index.ts';
import { h } from './dom/element.ts';
import { patch } from './dom/patch.ts';
import { LANGUAGES } from './state/languages.ts';
import { Field, textOf } from './views/parts.tsx';

/** Every state of the element, from the kit's stories: none needs a server in that state. */
function Kit({ locale }: { locale: string }) {
  return (
    <div class="wide-view kit">
      <header class="view-head">
        <h1>Client kit</h1>
        <p>
          What <code>&lt;cognito-challenge&gt;</code> shows in each state of a sign-in.
        </p>
        <Field label="Language">
          <select value={locale} onchange={(event: Event) => draw(textOf(event))}>
            {LANGUAGES.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        <a href="/">Console</a>
      </header>
      <main class="stories">
        {stories.map(({ title, state }) => (
          <section key={title} class="card story" aria-label={title}>
            <p class="story-title">{title}</p>
            <cognito-challenge
              key={locale}
              lang={locale}
              password={state.at === 'idle'}
              ref={element => Object.assign(element as CognitoChallenge, { state })}
            />
          </section>
        ))}
      </main>
    </div>
  );
}

const draw = (locale: string) => patch(document.body, Kit({ locale }));

draw('en');
