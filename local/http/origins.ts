/**
 * Which requests a server on this machine answers. Every web page that the developer has open can send requests to
 * loopback, and its own name can be made to point there (DNS rebinding): so the Host must be loopback, and a page
 * gets an answer where it is on loopback too, and asks for what is made for pages.
 */

import type { HttpRequest } from './protocol.ts';

export interface OriginRules {
  /** Whether a page of another port may ask for this: Cognito's own operations and public keys. */
  readonly forPages: (request: HttpRequest) => boolean;
  /** Origins besides those on loopback, such as `https://app.example.test`. */
  readonly allowedOrigins: readonly string[];
}

/** Why a request gets no response; undefined if it gets one. */
export function refusal(request: HttpRequest, { forPages, allowedOrigins }: OriginRules): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
  if (!isLoopback(`http://${host}`))
    return `This server is for this machine: the Host ${host} is not on loopback.`;
  if (origin === undefined) {
    // A script, a picture or a form of another page: the browser sends no Origin, but says so. A link may be followed.
    const isOfAnotherPage = site === 'cross-site' || site === 'same-site';
    return isOfAnotherPage && !(mode === 'navigate' && request.method === 'GET') && !forPages(request)
      ? 'Other pages get nothing from here.'
      : undefined;
  }
  if (origin === `http://${host}`) return undefined;
  if (!isLoopback(origin) && !allowedOrigins.includes(origin))
    return `Pages of ${origin} get nothing from here. Name it with --allow-origin if it is yours.`;
  return request.method === 'OPTIONS' || forPages(request) ? undefined : 'Other pages get nothing from here.';
}

/** What a browser requires before it shows a response to a page. The server's own pages need none of it. */
export function corsHeaders({ headers: { origin } }: HttpRequest): Readonly<Record<string, string>> {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST, GET, OPTIONS',
    // Amplify's and the SDKs'.
    'access-control-allow-headers':
      'content-type, x-amz-target, x-amz-user-agent, cache-control, amz-sdk-invocation-id, amz-sdk-request, authorization, x-amz-date, x-amz-security-token',
    'access-control-expose-headers': 'x-amzn-errortype, x-amzn-requestid',
    'access-control-max-age': '600',
    vary: 'Origin',
  };
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost|\[::1\])$/;

/** By its host, whatever the port. Browsers resolve `*.localhost` to loopback themselves (RFC 6761, 6.3). */
function isLoopback(origin: string): boolean {
  try {
    return LOOPBACK.test(new URL(origin).hostname);
  } catch {
    return false; // `null`, of a page in a sandbox or a file
  }
}
