import { strToU8, type Zippable, zipSync } from 'fflate';

/** Contents by path: text, or text with a file mode. */
export type Files = Readonly<Record<string, string | { readonly text: string; readonly mode: number }>>;

const UNIX = 3;

/** A zip as tools on Unix make it, with file modes. */
export function zipOf(files: Files): Uint8Array {
  const entries = Object.entries(files).map(([path, file]) => {
    const { text, mode } = typeof file === 'string' ? { text: file, mode: 0o644 } : file;
    return [path, [strToU8(text), { os: UNIX, attrs: ((0o100000 | mode) << 16) >>> 0 }]] as const;
  });
  return zipSync(Object.fromEntries(entries) as Zippable);
}

/** An executable `bootstrap`. */
export const program = (text: string) => ({ bootstrap: { text, mode: 0o755 } });
