import { type Child, h } from '../dom/element.ts';
import type { Actions } from '../model.ts';
import type { Tone } from '../state/words.ts';
import { Icon, type IconName } from './icon.tsx';

/** What a place says while nothing is there: what will appear, and how. */
export const Empty = ({ title, children }: { title: string; children?: Child }) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    <p>{children}</p>
  </div>
);

export const Badge = ({ tone, children }: { tone: Tone; children?: Child }) => (
  <span class={`badge ${tone}`}>{children}</span>
);

export function Copy(props: { text: string; what: string; act: Actions; label?: string }) {
  const { text, what, act, label } = props;
  return (
    <button
      type="button"
      class={label ? 'small' : 'small square'}
      aria-label={`Copy ${what}`}
      onclick={() => act.copy(text, what)}
    >
      <Icon name="copy" />
      {label}
    </button>
  );
}

export function IconButton(props: {
  icon: IconName;
  label: string;
  onclick: () => void;
  disabled?: boolean;
}) {
  const { icon, label, onclick, disabled } = props;
  return (
    <button
      type="button"
      class="small square"
      aria-label={label}
      title={label}
      disabled={disabled}
      onclick={onclick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A choice of a few, as buttons in a row; the arrow keys need nothing, each is a button. */
export function Segments<Name extends string>(props: {
  label: string;
  names: readonly (readonly [Name, Child])[];
  chosen: Name;
  choose: (name: Name) => void;
}) {
  const { label, names, chosen, choose } = props;
  return (
    <fieldset class="segments">
      <legend class="unseen">{label}</legend>
      {names.map(([name, words]) => (
        <button type="button" key={name} aria-pressed={String(name === chosen)} onclick={() => choose(name)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}

/** Why a request was refused. */
export const Reasons = ({ reasons }: { reasons: readonly string[] | undefined }) => (
  <div class="reasons" role="alert">
    {reasons?.map(reason => (
      <p key={reason}>{reason}</p>
    ))}
  </div>
);

/** What may be longer than its box: in the order of the keyboard, so that it can be scrolled. */
export const Scroll = ({ name, label, children }: { name: string; label: string; children?: Child }) => (
  <section class={`scroll ${name}`} tabindex="0" aria-label={label}>
    {children}
  </section>
);

/** A field with its label above. */
export const Field = ({ label, children }: { label: string; children?: Child }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is given
  <label class="field">
    <span>{label}</span>
    {children}
  </label>
);

/** The value of what was typed into, or chosen. */
export const textOf = (event: Event): string =>
  (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
