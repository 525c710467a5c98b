import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'fflate';
import { create } from 'tar';

/**
 * A folder's files as `.tar.gz`, the same bytes for the same files: names in order, no owner, no time, one mode
 * for scripts and one for the rest. Compressed with fflate, whose output does not change with Node's zlib.
 */
export async function archiveFolder(folder: string): Promise<Uint8Array> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  const chunks: Buffer[] = [];
  const stream = create(
    { cwd: folder, portable: true, mtime: new Date(0), noDirRecurse: true, filter: sameMode },
    files,
  );
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks), { level: 9, mtime: 0 });
}

/** Independent of the umask of whoever builds it. */
function sameMode(path: string, stat: { mode?: number }): boolean {
  stat.mode = 0o100000 + modeOf(path);
  return true;
}

/** What a file of the module is to whoever has it: a shell script can be called. */
export function modeOf(path: string): number {
  return path.endsWith('.sh') ? 0o755 : 0o644;
}
