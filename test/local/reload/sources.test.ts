import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { reloads } from '../../../local/reload/reloads.ts';
import { temporaryFolder } from '../../support/loop.ts';

describe('live reload of the functions’ own sources', () => {
  let rebuild: () => Promise<boolean>;
  let deploys: unknown[];
  let stop: () => void;
  const folder = temporaryFolder();
  const said: string[] = [];
  const news = new EventEmitter();

  before(() => {
    const module = {
      assets: async () => new Map(),
      read: () => Promise.reject(new Error('not asked for')),
      sources: { folder, rebuild: () => rebuild() },
    };
    const say = (line: string) => {
      said.push(line);
      news.emit('line');
    };
    stop = reloads(module, { say }, async inputs => {
      deploys.push(inputs);
      return ['Warning: of a plan'];
    });
  });
  after(() => stop());

  /** What is said of a change with which the packages become this. */
  const afterChange = async (result: () => Promise<boolean>) => {
    rebuild = result;
    deploys = [];
    said.length = 0;
    writeFileSync(join(folder, 'decide.ts'), '');
    while (!said.some(line => /^(Not live|Live)/.test(line))) await once(news, 'line');
    return said.join('\n');
  };

  it('deploys other packages, with the inputs that are deployed', async () => {
    const told = await afterChange(async () => true);

    expect(told).to.match(/^Warning: of a plan\nLive: .* \(\d+ ms\)$/);
    expect(deploys).to.deep.equal([undefined]);
  });

  it('replaces nothing where the packages are the same', async () => {
    expect(await afterChange(async () => false)).to.match(
      /^Live: .*, which makes the same packages as before$/,
    );
    expect(deploys).to.deep.equal([]);
  });

  it('says why where there are none, and goes on', async () => {
    const told = await afterChange(() => Promise.reject(new Error('decide.ts:12:2: ERROR: Expected ")"')));

    expect(told).to.match(/^Not live: .*\. What was there before goes on\.\n {2}decide\.ts:12:2: ERROR/);
    expect(deploys).to.deep.equal([]);
  });
});
