import type { Action, Field, View } from './view.ts';

export interface Template {
  readonly form: HTMLFormElement;
  /** @returns whether another question is shown than before */
  show(view: View): boolean;
  /** Where the focus belongs: the first field, or what is asked. */
  focus(): void;
}

type Properties = Readonly<Record<string, unknown>>;

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  part: string,
  properties: Properties = {},
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  if (part) element.setAttribute('part', part);
  return element;
}

/** The nodes of the element, made once; a view changes their texts. @param act is called with the action of a button */
export function makeTemplate(root: ShadowRoot, act: (action: Action) => void): Template {
  const bar = make('div', 'bar');
  const title = make('h2', 'title', { tabIndex: -1, id: 'title' });
  const hint = make('p', 'hint');
  const image = make('img', 'image');
  const texts = make('div', 'texts');
  const widget = make('slot', '', { name: 'widget' });
  const fields = make('div', 'fields');
  const problem = make('p', 'problem', { id: 'problem' });
  const facts = make('p', 'facts');
  const submit = make('button', 'submit', { type: 'submit' });
  const form = make('form', 'form', { noValidate: true });
  const actions = make('div', 'actions');
  // Read out when it changes: countdowns are not in it.
  const said = make('p', '', { className: 'said' });
  said.setAttribute('role', 'status');
  form.setAttribute('aria-labelledby', 'title');
  form.append(title, hint, image, texts, widget, fields, problem, submit, facts);
  root.append(bar, form, actions, said);
  let key: string | undefined;

  function showFields(list: readonly Field[]): void {
    fields.replaceChildren(
      ...list.map(({ name, label, attributes }) => {
        const input = make('input', 'input', { name, required: true });
        for (const [attribute, value] of Object.entries(attributes)) input.setAttribute(attribute, value);
        const labelled = make('label', 'label');
        labelled.append(label, input);
        return labelled;
      }),
    );
  }

  function showActions(list: readonly Action[], isBusy: boolean): void {
    // Buttons stay in place, and keep the focus: only what they say and do changes.
    while (actions.children.length > list.length) actions.lastChild?.remove();
    list.forEach((action, at) => {
      const button = (actions.children[at] ??
        actions.appendChild(make('button', 'action', { type: 'button' }))) as HTMLButtonElement;
      button.textContent = action.label;
      setDisabled(button, isBusy || action.isWaiting === true);
      button.onclick = () => {
        if (button.getAttribute('aria-disabled') === 'false') act(action);
      };
    });
  }

  return {
    form,
    focus: () => (fields.querySelector('input') ?? title).focus(),
    show(view) {
      // The same question in another language has other fields.
      const shown = JSON.stringify([view.key, view.fields]);
      const isOther = shown !== key;
      key = shown;
      setText(title, view.title);
      setText(hint, view.hint);
      image.hidden = !view.image;
      if (view.image) Object.assign(image, view.image);
      widget.hidden = !view.isWidget;
      bar.classList.toggle('busy', view.isBusy === true);
      form.setAttribute('aria-busy', String(view.isBusy === true));
      if (isOther) {
        showFields(view.fields ?? []);
        texts.replaceChildren(...(view.texts ?? []).map(textContent => make('p', 'text', { textContent })));
      }
      for (const input of fields.querySelectorAll('input')) {
        input.setAttribute('aria-invalid', String(view.problem !== undefined));
        input.setAttribute('aria-describedby', 'problem');
      }
      setText(problem, view.problem);
      submit.hidden = !view.submit;
      submit.textContent = view.submit?.label ?? '';
      setDisabled(submit, view.isBusy === true);
      facts.replaceChildren(...(view.facts ?? []).map(textContent => make('span', 'fact', { textContent })));
      showActions(view.actions ?? [], view.isBusy === true && view.fields !== undefined);
      // Emptied while an answer is on its way, so that the same problem is read out again.
      if (isOther || view.problem) said.textContent = [view.problem, view.title].filter(Boolean).join(' ');
      else if (view.isBusy) said.textContent = '';
      return isOther;
    },
  };
}

/** Not `disabled`: a button that had the focus would lose it. */
const setDisabled = (button: HTMLButtonElement, isDisabled: boolean) =>
  button.setAttribute('aria-disabled', String(isDisabled));

function setText(element: HTMLElement, text: string | undefined): void {
  element.hidden = !text;
  if (element.textContent !== (text ?? '')) element.textContent = text ?? '';
}
