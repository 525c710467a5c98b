import { readFile } from 'node:fs/promises';
import { expect } from 'chai';

const requestsIn = async (path: string) => {
  const text = await readFile(path, 'utf8');
  return [...text.matchAll(/^(?: \*)? *\| (`(?:GET|POST|PUT|PATCH).*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/\/(?:local\/\w+|health)/g)].map(([request]) => request),
  );
};

describe('The interface of the local server', () => {
  it('is described where it is declared, as far as it is documented', async () => {
    const documented = new Set(await requestsIn('docs/local.md'));
    expect(documented.size).to.be.greaterThan(10);
    expect([...new Set(await requestsIn('local/watch/protocol.ts'))]).to.have.members([...documented]);
  });
});
