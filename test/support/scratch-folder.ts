import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from '../../local/lambda/on-exit.ts';

/** A folder for the suite, removed after it, or with the process. @returns paths in it, by name */
export function useScratchFolder(): (name: string) => string {
  let folder = '';
  let forget = () => {};
  const remove = () => rmSync(folder, { recursive: true, force: true });
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-scratch-'));
    forget = onExit(remove);
  });
  after(() => {
    forget();
    remove();
  });
  return name => join(folder, name);
}
