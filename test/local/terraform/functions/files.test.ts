import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ExpressionError } from '../../../../local/terraform/errors.ts';
import { fileFunctions } from '../../../../local/terraform/functions/files.ts';
import { callFunction } from '../../../../local/terraform/functions/signature.ts';

describe('functions that read files', () => {
  let directory = '';
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'files-'));
    writeFileSync(join(directory, 'a.txt'), 'a');
    writeFileSync(join(directory, 'bytes'), Buffer.from([0xff, 0xfe]));
    mkdirSync(join(directory, 'folder'));
  });
  after(() => rmSync(directory, { recursive: true }));

  const call = (name: string, path: string) => callFunction(fileFunctions(directory), name, [path]);

  it('read them from the module', () => {
    for (const path of ['a.txt', './a.txt', join(directory, 'a.txt')])
      expect(call('file', path)).to.equal('a');
    expect(call('filebase64', 'bytes')).to.equal('//4=');
    expect(call('filesha256', 'a.txt')).to.equal(
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    );
    expect(call('filebase64sha256', 'a.txt')).to.equal('ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=');
  });

  it('say whether there is one', () => {
    expect(['a.txt', 'nope', 'folder'].map(path => call('fileexists', path))).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it('refuse what is missing, a folder, and text that is not UTF-8', () => {
    expect(() => call('file', 'nope')).to.throw(ExpressionError, 'no file exists at "nope"');
    expect(() => call('filesha256', 'folder')).to.throw(ExpressionError, 'no file exists at "folder"');
    expect(() => call('file', 'bytes')).to.throw(ExpressionError, 'not valid UTF-8');
  });
});
