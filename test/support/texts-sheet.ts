import { builtIn, builtInLocales } from '../../functions/delivery/texts/built-in.ts';
import { escapeHtml } from '../../functions/delivery/texts/html.ts';
import { render } from '../../functions/delivery/texts/render.ts';
import { type MessageName, messageNames, type Template } from '../../functions/delivery/texts/template.ts';

/** What the messages of the sheet are filled with. */
export const SAMPLE = {
  code: '482915',
  minutes: '3',
  app: 'Acme & Söhne',
  name: 'Casey O’Brien',
  link: 'https://app.acme.example/sign-in#username=3d1f8a52-90c1-70aa-5e0e-8a1b6c7d2e44&token=AAECAwQFBgcICQoLDA0ODw.1763750000.mUoYk4cXq0c9Zr5xJv1nE2sT7wB8dL6hGfA3pKiRyMo',
};

export interface Sample {
  readonly locale: string;
  readonly name: MessageName;
  readonly template: Template;
}

/** Every built-in message. */
export function samples(): Sample[] {
  return builtInLocales.flatMap(locale =>
    messageNames.flatMap(name => {
      const template = builtIn(locale)[name];
      return template ? [{ locale, name, template }] : [];
    }),
  );
}

/** All messages on one page: for each language the e-mails in light and dark, their plain texts, the text message. */
export function textsSheet(shown: readonly Sample[] = samples()): string {
  const sections = [...new Set(shown.map(({ locale }) => locale))].map(locale => {
    const own = shown.filter(sample => sample.locale === locale);
    return `<section lang="${locale}"><h2>${locale}</h2><div class="row">${own.map(toCard).join('')}</div></section>`;
  });
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Messages</title><style>
body{margin:0;padding:24px;font:14px/1.5 system-ui,sans-serif;color:#1f2933;background:#e4e9ef}
h1,h2{margin:0 0 12px}section{margin:0 0 40px}.row{display:flex;gap:20px;align-items:flex-start}
article{background:#fff;border-radius:8px;padding:16px}h3{margin:0;font-size:13px;color:#52606d}
.subject{margin:2px 0 12px;font-weight:600}.pair{display:flex;gap:12px}iframe{border:0;width:400px}
.email_otp iframe{height:480px}.magic_link iframe{height:790px}
pre{margin:12px 0 0;padding:12px;background:#f7f9fb;white-space:pre-wrap;overflow-wrap:anywhere;font-size:12px;max-width:788px}
.sms_otp{width:300px}.bubble{padding:10px 14px;border-radius:16px;background:#e5e7eb;white-space:pre-wrap}
</style></head><body><h1>Messages</h1>${sections.join('\n')}</body></html>
`;
}

function toCard({ locale, name, template }: Sample): string {
  const { subject, text, html } = render(template, SAMPLE, locale);
  if (html === undefined) {
    return `<article class="${name}"><h3>${name}, ${[...text].length} characters</h3><p class="bubble">${escapeHtml(text)}</p></article>`;
  }
  const frame = (scheme: string) =>
    `<iframe style="color-scheme:${scheme}" srcdoc="${escapeHtml(html)}"></iframe>`;
  return `<article class="${name}"><h3>${name}</h3><p class="subject">${escapeHtml(subject ?? '')}</p>
<div class="pair">${frame('light')}${frame('dark')}</div><pre>${escapeHtml(text)}</pre></article>`;
}
