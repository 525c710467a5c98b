/** The HTML of a page. @param script draws all of it, where there is one */
export const page = (title: string, script: string | undefined, body = ''): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
    <link rel="stylesheet" href="/console/style.css">
${script ? `    <script type="module" src="/console/${script}"></script>\n` : ''}  </head>
  <body>${body}</body>
</html>
`;

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#6c62e8" stroke-width="2.5"><circle cx="5" cy="12" r="3" fill="#6c62e8"/><circle cx="19" cy="12" r="3"/><path d="M8 12h8"/></svg>';

/** Scripts, styles and requests of this server, and nothing else. Pictures of captcha are data. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail may say what it likes: it runs nothing, loads nothing, and is of no origin. Its styles are its own. */
export const MAIL_POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** The mail as a reader shows it in a scheme, whatever the system's is. */
export const inScheme = (html: string, scheme: string | null): string =>
  html.replaceAll(/\(prefers-color-scheme:\s*(dark|light)\)/g, (_, asked) =>
    asked === (scheme ?? 'light') ? '(min-width:0)' : '(max-width:0)',
  );
