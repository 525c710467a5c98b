import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { strToU8, zipSync } from 'fflate';
import { unpack } from '../../../local/lambda/package.ts';
import { zipOf } from '../../support/zip-of.ts';

describe('unpack', () => {
  let outside: string;
  let folder: string;
  let zipPath: string;

  beforeEach(async () => {
    outside = await realpath(await mkdtemp(join(tmpdir(), 'unpack-')));
    folder = join(outside, 'task');
    zipPath = join(outside, 'package.zip');
  });

  afterEach(() => rm(outside, { recursive: true }));

  async function unpacked(zip: Uint8Array): Promise<void> {
    await writeFile(zipPath, zip);
    await unpack(zipPath, folder);
  }

  /** The message of the refusal; nothing may have been written outside of the folder then. */
  async function refusal(zip: Uint8Array): Promise<string> {
    try {
      await unpacked(zip);
    } catch (error) {
      expect((await readdir(outside)).filter(name => name !== 'task')).to.deep.equal(['package.zip']);
      return String(error);
    }
    throw new Error('The package was unpacked');
  }

  const modeOf = async (file: string) => ((await stat(join(folder, file))).mode & 0o777).toString(8);

  it('writes compressed and stored files, and folders', async () => {
    const text = 'text '.repeat(1000);
    await unpacked(
      zipSync({
        'a/b/packed.txt': strToU8(text),
        'stored.txt': [strToU8(text), { level: 0 }],
        'empty.txt': new Uint8Array(),
        'folder/': new Uint8Array(),
        'ünïcode 名.txt': strToU8('named'),
      }),
    );

    expect(await readFile(join(folder, 'a/b/packed.txt'), 'utf8')).to.equal(text);
    expect(await readFile(join(folder, 'stored.txt'), 'utf8')).to.equal(text);
    expect(await readFile(join(folder, 'empty.txt'), 'utf8')).to.equal('');
    expect(await readFile(join(folder, 'ünïcode 名.txt'), 'utf8')).to.equal('named');
    expect(await readdir(join(folder, 'folder'))).to.deep.equal([]);
  });

  it('copies a folder, with file modes', async () => {
    const source = join(outside, 'source');
    await mkdir(join(source, 'lib'), { recursive: true });
    await writeFile(join(source, 'bootstrap'), '#!/bin/sh', { mode: 0o755 });
    await writeFile(join(source, 'lib/text.txt'), 'text');
    await unpack(source, folder);

    expect(await modeOf('bootstrap')).to.equal('755');
    expect(await readFile(join(folder, 'lib/text.txt'), 'utf8')).to.equal('text');
  });

  it('keeps file modes', async () => {
    await unpacked(zipOf({ bootstrap: { text: '#!/bin/sh', mode: 0o755 }, key: { text: '', mode: 0o600 } }));

    expect([await modeOf('bootstrap'), await modeOf('key')]).to.deep.equal(['755', '600']);
  });

  it('gives files without a mode the usual one', async () => {
    await unpacked(zipSync({ 'index.js': new Uint8Array() }));

    expect(await modeOf('index.js')).to.equal('644');
  });

  it('gives nobody more than permissions: no set-user-id', async () => {
    await unpacked(zipOf({ bootstrap: { text: '', mode: 0o4755 } }));

    expect((await stat(join(folder, 'bootstrap'))).mode & 0o7777).to.equal(0o755);
  });

  for (const name of [
    '../escaped.txt',
    'a/../../escaped.txt',
    '../task-2/escaped.txt',
    '/tmp/escaped.txt',
    '..',
  ]) {
    it(`refuses an entry named ${name}`, async () => {
      expect(await refusal(zipSync({ [name]: strToU8('escaped') }))).to.contain(
        `its entry ${name} is outside of the package`,
      );
    });
  }

  it('refuses symbolic links', async () => {
    const link = zipSync({ link: [strToU8('/etc'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] });

    expect(await refusal(link)).to.contain('its entry link is a symbolic link');
  });

  it('refuses what is no zip', async () => {
    expect(await refusal(strToU8('exports.handler = async () => {}'))).to.contain('it is not a zip file');
    expect(await refusal(new Uint8Array())).to.contain('it is not a zip file');
  });

  it('refuses a changed content', async () => {
    const zip = zipSync({ 'index.js': [strToU8('original'), { level: 0 }] });
    zip.set(strToU8('modified'), Buffer.from(zip).indexOf('original'));

    expect(await refusal(zip)).to.contain('its entry index.js is damaged');
  });

  it('refuses more than Lambda takes, before it unpacks that', async () => {
    const zip = Buffer.from(zipSync({ 'large.bin': strToU8('a little') }));
    zip.writeUInt32LE(262_144_001, zip.indexOf('PK\x01\x02') + 24);

    expect(await refusal(zip)).to.contain('unzipped size must be smaller than 262144000 bytes');
  });

  it('does not unpack more than the zip declares', async () => {
    const zip = Buffer.from(zipSync({ 'bomb.bin': new Uint8Array(1_000_000) }));
    zip.writeUInt32LE(10, zip.indexOf('PK\x01\x02') + 24);

    expect(await refusal(zip)).to.contain('Cannot create a Buffer larger than 10 bytes');
  });

  it('names the package that cannot be unpacked', async () => {
    expect(await unpack(join(outside, 'none.zip'), folder).catch(String)).to.match(
      /The package .*none\.zip cannot be unpacked: ENOENT/,
    );
  });
});
