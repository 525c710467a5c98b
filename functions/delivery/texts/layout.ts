/**
 * An e-mail in HTML, for mail clients as they are: tables for the frame, styles on the elements (some drop `<style>`),
 * and a `<style>` for what only some know: dark mode, small screens. No picture, and nothing that is fetched: a mail
 * that loads something reveals when it was read.
 */

/** A part of the mail, and its words, escaped. */
export type Block = readonly [kind: keyof typeof blocks, words: string];

const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MONOSPACE = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace";

const blocks = {
  text: (words: string) =>
    paragraph('ink', 'margin:0 0 16px;font-size:16px;line-height:24px;color:#1f2933', words),
  note: (words: string) =>
    paragraph('soft', 'margin:0 0 24px;font-size:14px;line-height:21px;color:#52606d', words),
  hint: (words: string) =>
    paragraph('soft', 'margin:0 0 4px;font-size:13px;line-height:20px;color:#52606d', words),
  /** One tap selects all of it. The space between the digits is drawn, so it is not copied. */
  code: (words: string) =>
    paragraph(
      'ink box',
      `margin:0 0 16px;padding:16px 8px 16px 12px;${MONOSPACE};font-size:30px;line-height:40px;font-weight:700;letter-spacing:4px;text-align:center;color:#1f2933;background:#f1f4f8;border-radius:8px;-webkit-user-select:all;user-select:all`,
      words,
    ),
  /** A cell with its own colour: Outlook draws no padding around a link. */
  button: (words: string) =>
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px"><tr><td class="button" bgcolor="#1d4ed8" style="border-radius:8px;background:#1d4ed8"><a href="{link}" class="button" style="display:inline-block;padding:14px 28px;border-radius:8px;${FONT};font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none">${words}</a></td></tr></table>`,
  link: (words: string) =>
    `<p style="margin:0 0 16px;font-size:13px;line-height:20px;word-break:break-all"><a href="{link}" class="link" style="color:#1d4ed8">${words}</a></p>`,
  footer: (words: string) =>
    paragraph(
      'soft line',
      'margin:24px 0 0;padding:16px 0 0;border-top:1px solid #d9e0e7;font-size:13px;line-height:20px;color:#52606d',
      words,
    ),
};

/** In dark mode, and in Outlook's own one (`data-ogsc`, `data-ogsb`). */
const DARK = [
  ['.page', 'background:#11161c!important'],
  ['.card', 'background:#1b222b!important;border-color:#323d4a!important'],
  ['.ink', 'color:#eef2f6!important'],
  ['.soft', 'color:#a9b6c3!important'],
  ['.box', 'background:#0f141a!important'],
  ['.line', 'border-color:#323d4a!important'],
  ['.link', 'color:#8ab4ff!important'],
  ['.button', 'background:#3b6fe8!important;color:#ffffff!important'],
] as const;

const STYLE = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}',
  '@media (max-width:480px){.card{padding:24px 20px!important}}',
  `@media (prefers-color-scheme:dark){${DARK.map(([name, style]) => `${name}{${style}}`).join('')}}`,
  ...DARK.map(([name, style]) => `[data-ogsc] ${name},[data-ogsb] ${name}{${style}}`),
].join('\n');

/** Keeps the first words of the mail out of the preview, once the preheader is read. */
const FILLER = '&#847;&zwnj;&nbsp;'.repeat(40);

/** @param preheader shown in a list of mails, not in the mail */
export function layout(locale: string, preheader: string, title: string, parts: readonly Block[]): string {
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f1f4f8;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}${FILLER}</div>
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f1f4f8">
<tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:480px">
<tr><td class="card" align="left" style="padding:32px;background:#ffffff;border:1px solid #d9e0e7;border-radius:12px;${FONT}">
<p class="soft" style="margin:0 0 8px;font-size:14px;line-height:20px;font-weight:600;color:#52606d">{app}</p>
<h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:28px;font-weight:700;color:#1f2933">${title}</h1>
${parts.map(([kind, words]) => blocks[kind](words)).join('\n')}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function paragraph(classes: string, style: string, words: string): string {
  return `<p class="${classes}" style="${style}">${words}</p>`;
}
