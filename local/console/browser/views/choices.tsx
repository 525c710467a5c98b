import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import { LANGUAGES } from '../state/languages.ts';
import { people } from '../state/people.ts';
import { Field, textOf } from './parts.tsx';

/** Who signs in, in which language, through which client. */
export function Choices({ model: { form }, act, snapshot }: LoadedProps) {
  const { server, users } = snapshot;
  const clients = Object.keys(server.clientIds);
  return (
    <div class="choices">
      <Field label="Sign in as">
        <select value={form.who} onchange={(event: Event) => act.form({ who: textOf(event) })}>
          {people(server, users).map(({ who, words }) => (
            <option key={who} value={who}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Language">
        <select value={form.locale} onchange={(event: Event) => act.form({ locale: textOf(event) })}>
          {LANGUAGES.map(([locale, words]) => (
            <option key={locale} value={locale}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      {clients.length > 1 && (
        <Field label="Client">
          <select value={form.client} onchange={(event: Event) => act.form({ client: textOf(event) })}>
            {clients.map(name => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      )}
    </div>
  );
}
