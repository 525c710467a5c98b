import type { HumanCheck, SignIn } from './state.ts';

/** What the widgets' scripts put into the page: all of them nearly the same. */
interface Widget {
  render(container: HTMLElement, options: object): unknown;
  execute(siteKey: string, options: object): Promise<string>;
  ready(run: () => void): void;
}

interface Provider {
  /** Fixed: a script's address never comes from the server, which would be as good as its code. */
  readonly script: (siteKey: string) => string;
  /** The global that the script makes. */
  readonly global: 'turnstile' | 'hcaptcha' | 'grecaptcha';
}

const RECAPTCHA = 'https://www.google.com/recaptcha/api.js?render=';

const PROVIDERS: Readonly<Record<HumanCheck['provider'], Provider>> = {
  turnstile: {
    script: () => 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit',
    global: 'turnstile',
  },
  hcaptcha: { script: () => 'https://js.hcaptcha.com/1/api.js?render=explicit', global: 'hcaptcha' },
  recaptcha_v2: { script: () => `${RECAPTCHA}explicit`, global: 'grecaptcha' },
  recaptcha_v3: { script: siteKey => RECAPTCHA + encodeURIComponent(siteKey), global: 'grecaptcha' },
};

const scripts = new Map<string, Promise<Widget>>();

/**
 * Shows the provider's widget in a container, which has to be in the document itself: the providers do not look into shadow
 * roots. (reCAPTCHA v3 shows nothing.)
 *
 * @returns the token to answer with. Rejects if the script does not load, or the widget gives up
 */
export async function humanCheck(
  { provider, siteKey, action }: HumanCheck,
  container: HTMLElement,
): Promise<string> {
  const widget = await load(PROVIDERS[provider], siteKey);
  // reCAPTCHA's script is there before what it loads.
  if (PROVIDERS[provider].global === 'grecaptcha') await new Promise<void>(resolve => widget.ready(resolve));
  if (provider === 'recaptcha_v3') return widget.execute(siteKey, action ? { action } : {});
  return new Promise((callback, reject) => {
    const failed = () => reject(new Error(`The widget of ${provider} failed.`));
    const options = { sitekey: siteKey, callback, 'error-callback': failed, ...(action && { action }) };
    widget.render(container, options);
  });
}

/**
 * Shows the widget that a sign-in asks for, and answers with its token, unless something else is asked by then.
 *
 * @returns once that is done. Rejects as {@link humanCheck} does
 */
export async function answerHumanCheck(signIn: SignIn, container: HTMLElement): Promise<void> {
  const asked = questionOf(signIn);
  if (asked?.name !== 'human_check') return;
  const token = await humanCheck(asked, container);
  if (questionOf(signIn) === asked) await signIn.answer(token);
}

const questionOf = ({ state }: SignIn) => (state.at === 'challenge' ? state.challenge : undefined);

function load({ script, global }: Provider, siteKey: string): Promise<Widget> {
  const src = script(siteKey);
  let loaded = scripts.get(src);
  if (!loaded) {
    loaded = new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement('script'), { src, async: true });
      element.onload = () => resolve((globalThis as unknown as Record<string, Widget>)[global] as Widget);
      element.onerror = () => {
        scripts.delete(src); // the next question may try again
        element.remove();
        reject(
          new Error(`${new URL(src).origin} cannot be reached, or the page's policy does not allow it.`),
        );
      };
      document.head.append(element);
    });
    scripts.set(src, loaded);
  }
  return loaded;
}
