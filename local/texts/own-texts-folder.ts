import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseOwnTexts } from '../../functions/delivery/texts/own-texts.ts';
import type { Templates } from '../../functions/delivery/texts/template.ts';

/** A file of somebody's own texts. */
export interface OwnTexts {
  /** What the file is called: `de` of `de.json`. */
  readonly locale: string;
  readonly file: string;
  /** As it would stand in a parameter of SSM. */
  readonly text: string;
}

/** @throws Error for a folder without texts */
export async function readTextsFolder(folder: string): Promise<readonly OwnTexts[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort();
  if (names.length === 0)
    throw new Error(`${folder} has no texts: they are files such as en.json and pt-BR.json.`);
  return Promise.all(
    names.map(async name => {
      const file = join(folder, name);
      return { locale: name.replace(/\.json$/, ''), file, text: await readFile(file, 'utf8') };
    }),
  );
}

/** The messages of a file as deliver reads them, or what is wrong with them. */
export function checkTexts({
  file,
  text,
}: OwnTexts): { readonly templates: Templates } | { readonly problem: string } {
  try {
    return { templates: parseOwnTexts(text, file) };
  } catch (error) {
    if (error instanceof Error && error.name === 'SettingsError') return { problem: error.message };
    throw error;
  }
}
