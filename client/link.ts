import type { Tokens } from './state.ts';

/** What a link holds, from the fragment of its address. */
export interface OpenedLink {
  readonly username: string;
  readonly token: string;
}

/** Undefined for an address that is no link's. */
export function readLink(hash: string): OpenedLink | undefined {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const username = fields.get('username');
  const token = fields.get('token');
  return username && token ? { username, token } : undefined;
}

/** The question that a link answers: its token begins with the name. */
export const questionOf = ({ token }: OpenedLink): string => token.split('.')[0] ?? '';

/** Out of the address bar and the history, where the token would be seen, copied and synchronized. */
export function hideLink(location: object): void {
  if (location !== globalThis.location) return;
  history.replaceState(history.state, '', globalThis.location.pathname + globalThis.location.search);
}

/**
 * Whose tokens these are, in Cognito's words. An address that nobody verified is what its owner typed: with another
 * person's address in it, an account would pass for theirs.
 */
export function accountOf({ idToken }: Tokens): string {
  const payload = (idToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), each => each.charCodeAt(0));
  const claims = JSON.parse(new TextDecoder().decode(bytes));
  const verified = (name: string) => (claims[`${name}_verified`] === true ? claims[name] : undefined);
  return verified('email') ?? verified('phone_number') ?? claims['cognito:username'];
}
