/**
 * Unpacks a deployment package: a zip, read by its central directory; or copies a folder.
 *
 * File modes are in that directory only, and a `bootstrap` needs its own; zip libraries leave them out.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

import { chmod, cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

/** Lambda's quota: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_UNPACKED_BYTES = 262_144_000;

interface Entry {
  readonly name: string;
  /** Unix file type and permissions; 0 when the zip was not made on Unix. */
  readonly mode: number;
  readonly content: Buffer;
}

/**
 * Writes the files of a package into a folder, with their permissions.
 *
 * @param packagePath a zip, or a folder with what would be in it
 * @throws Error for a file that is not a zip, is damaged or too large, and for an entry that would be written elsewhere
 */
export async function unpack(packagePath: string, folder: string): Promise<void> {
  try {
    if ((await stat(packagePath)).isDirectory()) return await cp(packagePath, folder, { recursive: true });
    for (const entry of readZip(await readFile(packagePath))) await writeEntry(entry, folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The package ${packagePath} cannot be unpacked: ${reason}`, { cause: error });
  }
}

async function writeEntry({ name, mode, content }: Entry, folder: string): Promise<void> {
  const file = resolve(folder, name);
  // "Zip slip": a name as ../../x or /etc/x would leave the folder.
  if (!file.startsWith(folder + sep)) throw new Error(`its entry ${name} is outside of the package`);
  if (name.endsWith('/')) {
    await mkdir(file, { recursive: true });
    return;
  }
  // A link could lead later entries out of the folder.
  if ((mode & S_IFMT) === S_IFLNK)
    throw new Error(`its entry ${name} is a symbolic link; zip the file itself`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, mode & 0o777 || 0o644);
}

const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;
const MADE_ON_UNIX = 3;
const MADE_ON_MACOS = 19;

const END_SIGNATURE = Buffer.from('PK\x05\x06');
const END_BYTES = 22;
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;

function* readZip(zip: Buffer): Generator<Entry> {
  const end = zip.lastIndexOf(END_SIGNATURE, zip.length - END_BYTES);
  if (end < 0) throw new Error('it is not a zip file');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  let unpackedBytes = 0;
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw new Error('its directory is damaged');
    unpackedBytes += zip.readUInt32LE(at + 24);
    if (unpackedBytes > MAX_UNPACKED_BYTES) {
      throw new Error(`unzipped size must be smaller than ${MAX_UNPACKED_BYTES} bytes`);
    }
    const nameEnd = at + CENTRAL_BYTES + zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + CENTRAL_BYTES, nameEnd);
    const madeOn = zip.readUInt8(at + 5);
    const hasMode = madeOn === MADE_ON_UNIX || madeOn === MADE_ON_MACOS;
    yield { name, mode: hasMode ? zip.readUInt16LE(at + 40) : 0, content: readContent(zip, at, name) };
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** @param at where the entry is in the central directory */
function readContent(zip: Buffer, at: number, name: string): Buffer {
  const method = zip.readUInt16LE(at + 10);
  const checksum = zip.readUInt32LE(at + 16);
  const packedBytes = zip.readUInt32LE(at + 20);
  const bytes = zip.readUInt32LE(at + 24);
  const local = zip.readUInt32LE(at + 42);
  const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + packedBytes);
  const content = decompress(method, packed, bytes);
  if (content === undefined)
    throw new Error(`its entry ${name} has the unknown compression method ${method}`);
  if (content.length !== bytes || crc32(content) !== checksum)
    throw new Error(`its entry ${name} is damaged`);
  return content;
}

function decompress(method: number, packed: Buffer, bytes: number): Buffer | undefined {
  if (method === 0) return packed;
  // No more than declared: a small zip cannot fill the memory.
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(bytes, 1) });
  return undefined;
}
