import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { git, type TaggedTree, tagTree } from '../../modules/tag-tree.ts';
import { useScratchFolder } from '../support/scratch-folder.ts';

describe('a folder as a tag', () => {
  const scratch = useScratchFolder();
  const tree = (tag: string): TaggedTree => ({
    folder: scratch('module'),
    tag,
    message: '1.2.3',
    date: '2026-11-27T12:00:00Z',
  });
  let repository: string;

  before(() => {
    repository = newRepository('repository');
    mkdirSync(scratch('module/examples'), { recursive: true });
    writeFileSync(scratch('module/main.tf'), '# module\r\n');
    writeFileSync(scratch('module/examples/.gitignore'), 'run.sh\n');
    writeFileSync(scratch('module/examples/run.sh'), 'true\n');
    chmodSync(scratch('module/examples/run.sh'), 0o755);
  });

  function newRepository(name: string): string {
    mkdirSync(scratch(name));
    git(scratch(name), ['init', '--quiet']);
    writeFileSync(scratch(join(name, 'source.ts')), '');
    git(scratch(name), ['add', '.']);
    return scratch(name);
  }

  it('has the folder as its root, ignored files and modes included', () => {
    tagTree(repository, tree('v1.2.3'));

    const files = git(repository, ['ls-tree', '-r', '--format=%(objectmode) %(path)', 'v1.2.3']);
    expect(files.split('\n')).to.deep.equal([
      '100644 examples/.gitignore',
      '100755 examples/run.sh',
      '100644 main.tf',
    ]);
    expect(git(repository, ['cat-file', '-s', 'v1.2.3:main.tf'])).to.equal('10');
  });

  it('leaves what is staged and checked out as it was', () => {
    expect(git(repository, ['status', '--porcelain'])).to.equal('A  source.ts');
  });

  it('is one commit for the same folder, message and date, in any repository', () => {
    const other = newRepository('other');

    expect(tagTree(other, tree('v1.2.3'))).to.equal(git(repository, ['rev-parse', 'v1.2.3']));
  });

  it('is never moved', () => {
    expect(() => tagTree(repository, tree('v1.2.3'))).to.throw(/already exists/);
  });
});
