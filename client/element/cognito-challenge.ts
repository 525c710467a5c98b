import type { SignIn, State } from '../state.ts';
import { STYLES } from './styles.ts';
import { makeTemplate, type Template } from './template.ts';
import { type View, viewOf } from './view.ts';
import { LANGUAGES, languageOf, type Words } from './words/index.ts';

/**
 * `<cognito-challenge>`: give it a sign-in as `element.signIn`, and it asks what Cognito asks. Attributes: `lang` (by
 * default the document's, then the browser's), `password` (the form to begin with asks for one). Events: `state`, and
 * `signed-in` with the tokens, each in `detail`.
 */
export class CognitoChallenge extends HTMLElement {
  static readonly observedAttributes = ['lang', 'password'];
  readonly #template: Template;
  readonly #widget: HTMLElement = Object.assign(document.createElement('div'), { slot: 'widget' });
  #signIn: SignIn | undefined;
  #state: State = { at: 'idle' };
  #view: View | undefined;
  #unsubscribe: (() => void) | undefined;
  #said: State['at'] | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
    const act = (action: { run: (signIn: SignIn) => unknown }) => this.#signIn && action.run(this.#signIn);
    this.#template = makeTemplate(root, act);
    this.#template.form.addEventListener('submit', event => {
      event.preventDefault();
      this.#submit();
    });
    // A code that was pasted, or filled in from the message, is sent: nothing is left to type.
    this.#template.form.addEventListener('input', event => {
      const { inputType } = event as InputEvent;
      if (inputType === 'insertFromPaste' || inputType === 'insertReplacementText') this.#submitWhole();
    });
  }

  get signIn(): SignIn | undefined {
    return this.#signIn;
  }

  set signIn(signIn: SignIn | undefined) {
    this.#unsubscribe?.();
    this.#signIn = signIn;
    if (this.isConnected) this.connectedCallback();
  }

  /** What is shown. Set without a sign-in, it is shown as it is: for a page of stories. */
  get state(): State {
    return this.#state;
  }

  set state(state: State) {
    this.#state = state;
    this.#render();
  }

  connectedCallback(): void {
    this.#unsubscribe?.();
    // Set before the element was defined: an own property, which hides the accessor.
    if (Object.hasOwn(this, 'signIn')) {
      const { signIn } = this;
      Reflect.deleteProperty(this, 'signIn');
      this.#signIn = signIn;
    }
    if (!this.#signIn) {
      this.#render();
      return;
    }
    this.#unsubscribe = this.#signIn.subscribe(state => this.#take(state));
    void this.#signIn.answerLink(location);
  }

  disconnectedCallback(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  attributeChangedCallback(): void {
    this.#render();
  }

  get #words(): Words {
    const locale =
      this.lang ||
      this.closest<HTMLElement>('[lang]')?.lang ||
      document.documentElement.lang ||
      navigator.language;
    return LANGUAGES[languageOf(locale)] as Words;
  }

  #take(state: State): void {
    const isNew = state.at !== this.#said;
    this.#said = state.at;
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
    if (isNew && state.at === 'signed-in')
      this.dispatchEvent(new CustomEvent('signed-in', { detail: state.tokens ?? null }));
  }

  #render(): void {
    if (!this.isConnected) return;
    const hadFocus = this.shadowRoot?.activeElement != null;
    this.#view = viewOf(this.#state, { words: this.#words, withPassword: this.hasAttribute('password') });
    const isOther = this.#template.show(this.#view);
    // A page that has just been opened keeps its own focus.
    if (isOther && hadFocus) this.#template.focus();
    if (!this.#view.isWidget) this.#widget.remove();
    else if (isOther) this.#showWidget();
  }

  #showWidget(): void {
    this.#widget.replaceChildren();
    this.append(this.#widget);
    this.#answerHumanCheck().catch(() => {
      this.#widget.textContent = this.#words.no_widget;
    });
  }

  /** Its code is loaded when it is first asked for: most sign-ins have none. */
  async #answerHumanCheck(): Promise<void> {
    if (!this.#signIn) return;
    const { answerHumanCheck } = await import('../human-check.ts');
    await answerHumanCheck(this.#signIn, this.#widget);
  }

  #values(): Record<string, string> {
    const inputs = this.#template.form.querySelectorAll('input');
    return Object.fromEntries(Array.from(inputs, ({ name, value }) => [name, value]));
  }

  #submit(): void {
    const values = this.#values();
    const isWhole = Object.values(values).every(value => value.trim() !== '');
    if (!isWhole) this.#template.focus();
    else if (this.#signIn && !this.#view?.isBusy) this.#view?.submit?.send(this.#signIn, values);
  }

  #submitWhole(): void {
    const challenge = this.#state.at === 'challenge' ? this.#state.challenge : undefined;
    const typed = (this.#values().answer ?? '').replace(/[\s-]/g, '');
    if (challenge && 'length' in challenge && typed.length === challenge.length) this.#submit();
  }
}
