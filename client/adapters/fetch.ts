import type { Transport } from '../transport.ts';
import { type CognitoOptions, cognitoTransport } from './cognito.ts';

export interface FetchOptions extends CognitoOptions {
  /** `https://cognito-idp.<region>.amazonaws.com/`, or the local server's. */
  readonly endpoint: string;
}

/** Cognito with `fetch` and without a library: the calls of a sign-in need no signature. */
export function fetchTransport({ endpoint, ...options }: FetchOptions): Transport {
  return cognitoTransport(async (operation, input, signal) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(input),
      cache: 'no-store',
      ...(signal && { signal }),
    });
    const body = await response.text();
    const output = body === '' ? {} : JSON.parse(body);
    if (response.ok) return output;
    const error = new Error(output.message ?? output.Message ?? '');
    error.name = String(output.__type ?? `HTTP ${response.status}`).replace(/^.*#/, '');
    throw error;
  }, options);
}
