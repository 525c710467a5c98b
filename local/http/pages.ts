import { asAwsError, type Json } from '../aws-service.ts';
import type { Protocol } from './protocol.ts';

/** A path and what a GET of it gives. */
export type Pages = Readonly<Record<string, () => Json | Promise<Json>>>;

/** Plain JSON at plain paths. */
export function jsonPages(pages: Pages): Protocol {
  const headers = { 'content-type': 'application/json' };
  return {
    takes: ({ method, path }) => method === 'GET' && Object.hasOwn(pages, path),
    answer: async ({ path }) => {
      try {
        return { status: 200, headers, body: JSON.stringify((await pages[path]?.()) ?? null) };
      } catch (error) {
        const { status, message } = asAwsError(error);
        return { status, headers, body: JSON.stringify({ message }) };
      }
    },
  };
}
