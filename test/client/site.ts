import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildModules } from '../../client/build/build-client.ts';
import { temporaryFolder } from '../support/loop.ts';

/** What docs/clients.md advises, with Cognito's endpoint. */
export const policy = (endpoint: string, more = ''): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src ${endpoint}; ${more}`;

export interface Page {
  /** A module of the page. */
  readonly script: string;
  readonly body?: string;
  readonly policy: string;
  readonly lang?: string;
}

const example = fileURLToPath(new URL('../../examples/element', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/**
 * The built package and pages that use it, on loopback, and the example at `/app/`.
 *
 * @param told writes into the example's files what they have to be told
 */
export async function serveSite(pages: Readonly<Record<string, Page>>, told: (text: string) => string) {
  const folder = temporaryFolder();
  await buildModules(folder);
  const server = createServer(({ url = '/' }, response) => {
    const [path = '/'] = url.split('?');
    const page = pages[path.replace(/\.js$/, '')];
    if (page && path.endsWith('.js'))
      return response.setHeader('content-type', 'text/javascript').end(page.script);
    if (page) {
      response.setHeader('content-security-policy', page.policy);
      return void response.setHeader('content-type', 'text/html').end(`<!doctype html>
        <html lang="${page.lang ?? 'en'}"><meta charset="utf-8"><title>Sign in</title>
        <meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">
        <main><h1>Acme</h1>${page.body ?? ''}</main><script type="module" src="${path}.js"></script></html>`);
    }
    const inExample = /^\/app\/(?!cognito-challenge-client\/)(.*)$/.exec(path)?.[1];
    const file =
      inExample === undefined
        ? join(folder, path.replace('/app/cognito-challenge-client', ''))
        : join(example, inExample || 'index.html');
    try {
      const source = readFileSync(file, 'utf8');
      response.setHeader('content-type', TYPES[extname(file)] ?? '').end(told(source));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { url, close: () => server.close() };
}

/** A program with what it imports, as an app's bundler makes it. */
export async function bundled(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, loader: 'tsx', resolveDir: new URL('../../client', import.meta.url).pathname },
    ...{ bundle: true, format: 'esm', write: false, minify: true, jsx: 'automatic' },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}
