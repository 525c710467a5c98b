/** The pages at the root of the local server: the console, the states of the client kit, and what they load. */

import type { HttpAnswer, HttpRequest, Protocol } from '../http/protocol.ts';
import type { Message } from '../watch/protocol.ts';
import type { Assets } from './assets.ts';
import { inScheme, MAIL_POLICY, POLICY, page } from './page.ts';
import { SITE_VERIFY, siteVerify } from './site-verify.ts';

const PAGES: Readonly<Record<string, string>> = {
  '/': page('Local Cognito', 'console.js'),
  '/kit': page('Client kit', 'kit.js'),
};

/**
 * @param assets called when the first page is opened
 * @param now epoch milliseconds
 * @returns what `startLocalAws` takes as `pages`
 */
export const consolePages =
  (assets: () => Promise<Assets>, now: () => number) =>
  (messages: () => readonly Message[]): Protocol =>
    protocol({ assets, messages, now });

interface Pages {
  readonly assets: () => Promise<Assets>;
  readonly messages: () => readonly Message[];
  readonly now: () => number;
}

function protocol({ assets, messages, now }: Pages): Protocol {
  let loaded: Promise<Assets> | undefined;

  async function answer({ path, query, body }: HttpRequest): Promise<HttpAnswer> {
    const html = PAGES[path];
    if (html) return found('text/html; charset=utf-8', html, POLICY);
    if (path === SITE_VERIFY)
      return found('application/json', JSON.stringify(siteVerify(new URLSearchParams(body), now())));
    const [, mailId] = /^\/console\/mail\/([^/]+)$/.exec(path) ?? [];
    if (mailId !== undefined) {
      const mail = messages().find(({ id }) => id === decodeURIComponent(mailId));
      return mail?.html
        ? found('text/html; charset=utf-8', inScheme(mail.html, query.get('scheme')), MAIL_POLICY)
        : missing(path);
    }
    loaded ??= assets().catch(error => {
      loaded = undefined; // the next request tries again
      throw error;
    });
    const asset = (await loaded).get(path.slice('/console/'.length));
    return asset ? found(asset.type, asset.text, POLICY) : missing(path);
  }

  return {
    takes: ({ method, path }) =>
      path === SITE_VERIFY
        ? method === 'POST'
        : method === 'GET' && (Object.hasOwn(PAGES, path) || path.startsWith('/console/')),
    answer: async request => {
      try {
        return await answer(request);
      } catch (error) {
        // A bundle that cannot be made says which line of which file it is.
        return plain(500, error instanceof Error ? error.message : String(error));
      }
    },
  };
}

const found = (type: string, body: string, policy?: string): HttpAnswer => ({
  status: 200,
  headers: {
    'content-type': type,
    'cache-control': 'no-cache',
    'referrer-policy': 'no-referrer',
    ...(policy && { 'content-security-policy': policy }),
  },
  body,
});

const plain = (status: number, body: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

const missing = (path: string) => plain(404, `There is nothing at ${path}.`);
