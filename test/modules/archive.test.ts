import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import { Parser, type ReadEntry } from 'tar';
import { archiveFolder } from '../../modules/archive.ts';

describe('an archive of a folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'archive-'));
    mkdirSync(join(folder, 'packages'));
    writeFileSync(join(folder, 'versions.tf.json'), '{}\n');
    writeFileSync(join(folder, 'main.tf.json'), '{ "locals": {} }\n');
    writeFileSync(join(folder, 'packages', 'a.zip'), 'zip');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('has the files in order, seen from the folder', async () => {
    const entries = await entriesOf(await archiveFolder(folder));

    expect(entries.map(({ path }) => path)).to.deep.equal([
      'main.tf.json',
      'packages/a.zip',
      'versions.tf.json',
    ]);
  });

  it('says nothing of who packed it, or when', async () => {
    for (const { uid, gid, uname, gname, mode, mtime } of await entriesOf(await archiveFolder(folder))) {
      expect({ uid, gid, uname, gname, mode, mtime: mtime?.getTime() }).to.deep.equal({
        uid: undefined,
        gid: undefined,
        uname: '',
        gname: '',
        mode: 0o644,
        mtime: 0,
      });
    }
  });

  it('has scripts that can be called, whatever their modes were', async () => {
    writeFileSync(join(folder, 'deploy.sh'), 'true\n', { mode: 0o600 });

    const [script] = await entriesOf(await archiveFolder(folder));
    expect(script).to.include({ path: 'deploy.sh', mode: 0o755 });
  });

  it('is the same bytes whatever the modes and times of the files', async () => {
    const before = await archiveFolder(folder);
    chmodSync(join(folder, 'main.tf.json'), 0o600);
    utimesSync(join(folder, 'versions.tf.json'), 1, 1);

    expect(Buffer.from(await archiveFolder(folder)).equals(before)).to.equal(true);
  });

  it('is other bytes when a file changes', async () => {
    const before = await archiveFolder(folder);
    writeFileSync(join(folder, 'main.tf.json'), '{ "locals": { } }\n');

    expect(Buffer.from(await archiveFolder(folder)).equals(before)).to.equal(false);
  });

  it('leaves out what is no file', async () => {
    symlinkSync('main.tf.json', join(folder, 'link'));

    expect(await entriesOf(await archiveFolder(folder))).to.have.lengthOf(3);
  });
});

async function entriesOf(archive: Uint8Array): Promise<ReadEntry[]> {
  const entries: ReadEntry[] = [];
  const parser = new Parser({
    onReadEntry: entry => {
      entries.push(entry);
      entry.resume();
    },
  });
  await pipeline(Readable.from([Buffer.from(archive)]), parser as unknown as NodeJS.WritableStream);
  return entries;
}
