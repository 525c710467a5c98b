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
    mkdirSync(join(directory, 'folder'));
  });
  after(() => rmSync(directory, { recursive: true }));

  const digest = (path: string) => callFunction(fileFunctions(directory), 'filebase64sha256', [path]);

  it('read them from the module', () => {
    for (const path of ['a.txt', './a.txt', join(directory, 'a.txt')])
      expect(digest(path)).to.equal('ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=');
  });

  it('refuse what is missing, and a folder', () => {
    expect(() => digest('nope')).to.throw(ExpressionError, 'no file exists at "nope"');
    expect(() => digest('folder')).to.throw(ExpressionError, 'no file exists at "folder"');
  });
});
