import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { need } from './need.ts';
import { samples, textsSheet } from './texts-sheet.ts';

const WIDTH = 2150;
const HEIGHT = 7000;

describe('the sheet of messages', function () {
  this.timeout(60_000);
  let directory: string;

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'messages-'));
    writeFileSync(join(directory, 'sheet.html'), textsSheet());
  });

  after(() => rmSync(directory, { recursive: true, maxRetries: 5 }));

  it('has every message, e-mails in light and dark', () => {
    const sheet = textsSheet();
    const emails = samples().filter(({ template }) => template.html !== undefined);
    expect(sheet.match(/<iframe style="color-scheme:light"/g)).to.have.length(emails.length);
    expect(sheet.match(/<iframe style="color-scheme:dark"/g)).to.have.length(emails.length);
    expect(sheet.match(/<article/g)).to.have.length(samples().length);
  });

  describe('in a browser', () => {
    before(need('chromium'));

    it('can be looked at: a picture of it has more than one colour', async () => {
      const picture = join(directory, 'sheet.png');
      const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
      const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
      const profile = `--user-data-dir=${join(directory, 'profile')}`;
      const size = [`--window-size=${WIDTH},${HEIGHT}`, '--hide-scrollbars', `--screenshot=${picture}`];
      const url = pathToFileURL(join(directory, 'sheet.html')).href;
      await promisify(execFile)('chromium', [...flags, ...quiet, profile, ...size, url], { timeout: 50_000 });
      const png = readFileSync(picture);
      expect(png.subarray(1, 4).toString()).to.equal('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).to.deep.equal([WIDTH, HEIGHT]);
      // An empty page of this size takes some 50 KB.
      expect(png.length).to.be.above(300_000);
    });
  });
});
