import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stub gives for any message, 32 bytes. */
export const MAC = Buffer.alloc(32, 7);

/** A KMS on loopback that has one answer, ready made: what is measured is the caller. */
export async function withKmsStub<Result>(use: (endpoint: string) => Promise<Result>): Promise<Result> {
  const answer = JSON.stringify({ MacAlgorithm: 'HMAC_SHA_256', Mac: MAC.toString('base64') });
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
