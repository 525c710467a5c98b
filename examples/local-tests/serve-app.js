/** Stands for your app's own server: serves the page, and tells it which Cognito to use. */

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

export async function serveApp(config) {
  const server = createServer(async (_, response) => {
    const page = await readFile('page.html', 'utf8');
    response
      .setHeader('content-type', 'text/html')
      .end(page.replace('{/* config */}', JSON.stringify(config)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}
