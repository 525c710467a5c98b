import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a module registry keeps what it has: https://developer.hashicorp.com/terraform/internals/module-registry-protocol */
const MODULES = '/v1/modules/';

/** A module of a registry, by the address without its host. */
export interface Published {
  /** `acme/cognito-challenge/aws` */
  readonly address: string;
  readonly version: string;
  /** Where the registry says that it is: any source that Terraform can fetch. */
  readonly source: (endpoint: string) => string;
}

export interface ModuleServer {
  /** `http://127.0.0.1:…` */
  readonly endpoint: string;
  /** Of the registry, for the `host` block of Terraform's configuration: real ones tell it over HTTPS alone. */
  readonly modules: string;
  close(): Promise<void>;
}

/** A web server on loopback with one file under any name, and a registry with one module. */
export async function serveModule(archive: string, published: Published): Promise<ModuleServer> {
  const { address, version, source } = published;
  const of = (rest: string) => `${MODULES}${address}/${rest}`;
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === of('versions'))
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ modules: [{ versions: [{ version }] }] }));
    else if (path === of(`${version}/download`))
      response.writeHead(204, { 'x-terraform-get': source(endpoint) }).end();
    else if (path?.startsWith('/files/')) response.end(readFileSync(archive));
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    modules: endpoint + MODULES,
    close: () => new Promise(resolve => void server.close(() => resolve())),
  };
}

export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
