import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TaggedTree {
  /** Becomes the root of the tree. */
  readonly folder: string;
  readonly tag: string;
  readonly message: string;
  /** Of author and committer, as git writes dates. */
  readonly date: string;
}

/**
 * Commits a folder to a repository under a tag, on no branch and without touching what is checked out or staged: the
 * module has to be at the root of what Terraform and registries fetch, and the sources' root is another one. The same
 * folder, message and date give the same commit.
 *
 * @returns the commit
 * @throws Error with git's words where the tag is there already
 */
export function tagTree(repository: string, { folder, tag, message, date }: TaggedTree): string {
  const scratch = mkdtempSync(join(tmpdir(), 'cognito-challenge-index-'));
  const gitDir = git(repository, ['rev-parse', '--absolute-git-dir']);
  const who = { NAME: 'terraform-aws-cognito-challenge', EMAIL: 'release@localhost', DATE: date };
  const identity = ['AUTHOR', 'COMMITTER'].flatMap(role =>
    Object.entries(who).map(([name, value]) => [`GIT_${role}_${name}`, value] as const),
  );
  const env = { ...Object.fromEntries(identity), GIT_DIR: gitDir, GIT_WORK_TREE: folder };
  const inFolder = (...args: readonly string[]) =>
    git(folder, ['-c', 'core.autocrlf=false', '-c', 'commit.gpgSign=false', ...args], {
      ...env,
      GIT_INDEX_FILE: join(scratch, 'index'),
    });
  try {
    inFolder('add', '--force', '--all', '.');
    const commit = inFolder('commit-tree', inFolder('write-tree'), '-m', message);
    inFolder('update-ref', `refs/tags/${tag}`, commit, '0'.repeat(commit.length));
    return commit;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @throws Error with git's words */
export function git(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const env = { ...process.env, ...environment };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trim();
}
