import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Parameters } from '../records.ts';
import { agentFor, openConnection } from './connections.ts';
import { signalIn } from './time-left.ts';

const TIMEOUT_MS = 2000;
const MAX_BYTES = 64 * 1024;

/** Opens a connection for the next form that is posted there. @throws Error after 1.2 s too */
export async function connectTo(url: string): Promise<void> {
  await openConnection(new URL(url));
}

/** Posts a form and gives the JSON of the answer. @throws Error after two seconds, or for anything other than 200 and JSON */
export function postForm(url: string, fields: Parameters): Promise<unknown> {
  const request = url.startsWith('http:') ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      // A provider takes a token once.
      agent: agentFor(new URL(url), 'own'),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      signal: signalIn(TIMEOUT_MS),
    });
    outgoing.on('error', reject);
    outgoing.on('response', response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', reject);
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MAX_BYTES) outgoing.destroy(new Error('The answer is too long.'));
      });
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`status ${response.statusCode}`));
        try {
          resolve(JSON.parse(text));
        } catch {
          // JSON.parse would repeat the answer, and errors are logged.
          reject(new Error('The response is not JSON.'));
        }
      });
    });
    outgoing.end(new URLSearchParams(fields).toString());
  });
}
