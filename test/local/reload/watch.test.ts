import { EventEmitter, once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { watchPaths } from '../../../local/reload/watch.ts';
import { temporaryFolder } from '../../support/loop.ts';

describe('watched paths', () => {
  let root: string;
  let stop: () => void;
  const seen: string[][] = [];
  const news = new EventEmitter();
  const write = (name: string, text = name) => {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  /** What has changed next, together. */
  const next = async () => {
    while (seen.length === 0) await once(news, 'change');
    return seen.shift()?.map(path => path.slice(root.length + 1));
  };

  before(() => {
    root = temporaryFolder();
    const file = write('inputs.json');
    write('riddle/lib/a.js');
    write('riddle/node_modules/x/index.js');
    stop = watchPaths([file, join(root, 'riddle')], changed => {
      seen.push([...changed]);
      news.emit('change');
    });
  });
  after(() => stop());

  it('tell of a file that is written, and of one that is put in its place', async () => {
    write('inputs.json', 'again');
    expect(await next()).to.deep.equal(['inputs.json']);
    renameSync(write('inputs.json~', 'once more'), join(root, 'inputs.json'));
    expect(await next()).to.deep.equal(['inputs.json']);
    write('inputs.json', 'after that');
    expect(await next()).to.deep.equal(['inputs.json']);
  });

  it('tell of anything in a folder, in folders that are new too, once for what comes together', async () => {
    write('riddle/lib/a.js', 'again');
    write('riddle/new/b.js');
    expect(await next()).to.deep.equal(['riddle']);
    write('riddle/new/b.js', 'again');
    expect(await next()).to.deep.equal(['riddle']);
  });

  it('tell of a folder that comes back', async () => {
    rmSync(join(root, 'riddle'), { recursive: true });
    expect(await next()).to.deep.equal(['riddle']);
    write('riddle/index.js');
    expect(await next()).to.deep.equal(['riddle']);
    write('riddle/index.js', 'again');
    expect(await next()).to.deep.equal(['riddle']);
  });

  it('tell nothing of node_modules, nor of other files beside a file', async () => {
    write('riddle/node_modules/x/index.js', 'again');
    write('other.json');
    write('inputs.json', 'last');

    expect(await next()).to.not.include('other.json');
    expect(seen).to.deep.equal([]);
  });
});
