import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languageTag } from '../../functions/delivery/texts/locale.ts';
import { parseOwnTexts } from '../../functions/delivery/texts/own-texts.ts';
import type { Templates } from '../../functions/delivery/texts/template.ts';
import { SettingsError } from '../../functions/settings/settings-error.ts';
import type { JsonObject } from '../aws-service.ts';

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
  locale,
  file,
  text,
}: OwnTexts): { readonly templates: Templates } | { readonly problem: string } {
  try {
    languageTag.read(locale, `The name of ${file}`);
    return { templates: parseOwnTexts(text, file) };
  } catch (error) {
    if (error instanceof SettingsError) return { problem: error.message };
    throw error;
  }
}

/** A wrong text concerns its own language: that keeps the text of before, if there is one. */
export function soundTexts(read: readonly OwnTexts[], before: readonly OwnTexts[]) {
  const checked = read.map(text => {
    const result = checkTexts(text);
    if (!('problem' in result)) return { text, problems: [] };
    const old = before.find(({ locale }) => locale === text.locale);
    const then = old ? 'stay as they were' : 'are not sent until it is right';
    return {
      text: old ?? text,
      problems: [`Wrong text: ${result.problem} Messages in ${text.locale} ${then}.`],
    };
  });
  return { texts: checked.map(({ text }) => text), problems: checked.flatMap(({ problems }) => problems) };
}

/** Texts as parameters: those that the inputs name for a language, or some of this machine's own. */
export function withTexts(inputs: JsonObject, texts: readonly OwnTexts[], region: string) {
  if (texts.length === 0) return { inputs, secrets: {} };
  const delivery: JsonObject = Object(inputs.delivery);
  const named: Readonly<Record<string, string>> = Object(delivery.texts);
  const arns = texts.map(({ locale, text }) => {
    const arn = named[locale] ?? `arn:aws:ssm:${region}:123456789012:parameter/local/texts/${locale}`;
    return { locale, arn, text };
  });
  const added = Object.fromEntries(arns.map(({ locale, arn }) => [locale, arn]));
  return {
    inputs: { ...inputs, delivery: { ...delivery, texts: { ...named, ...added } } },
    secrets: Object.fromEntries(arns.map(({ arn, text }) => [arn, text])),
  };
}
