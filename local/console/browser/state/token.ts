/** The claims of a JWT, unchecked: here they are only shown. */
export function decode(token: string): Readonly<Record<string, unknown>> {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), each => each.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

const TIMES: readonly string[] = ['exp', 'iat', 'auth_time', 'nbf'];

export function claimWords(claim: string, value: unknown): string {
  if (TIMES.includes(claim) && typeof value === 'number')
    return new Date(value * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
