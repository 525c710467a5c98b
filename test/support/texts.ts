/** `npm run texts [-- sheet.html]` shows the built-in messages, `npm run texts -- --own FOLDER [sheet.html]` checks your own. */

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { MessageName, Template, Templates } from '../../functions/delivery/texts/template.ts';
import { checkTexts, type OwnTexts, readTextsFolder } from '../../local/texts/own-texts-folder.ts';
import { type Sample, samples, textsSheet } from './texts-sheet.ts';

/** Of SSM, in its standard tier and in its advanced one. */
const PARAMETER_BYTES = 4096;
const ADVANCED_BYTES = 8192;

interface Checked {
  /** What there is to say of each file. */
  readonly lines: readonly string[];
  readonly samples: readonly Sample[];
  readonly isRight: boolean;
}

export function checkFolder(texts: readonly OwnTexts[]): Checked {
  const files = texts.map(text => {
    const result = checkTexts(text);
    const problem = 'problem' in result ? result.problem : tooLong(text);
    if ('problem' in result || problem) return { line: `wrong: ${problem}`, samples: [], isRight: false };
    const { templates } = result;
    return {
      line: `right: ${described(text, templates)}`,
      samples: samplesOf(text, templates),
      isRight: true,
    };
  });
  return {
    lines: files.map(({ line }) => line),
    samples: files.flatMap(file => file.samples),
    isRight: files.every(({ isRight }) => isRight),
  };
}

/** As `base64gzip` of Terraform leaves it. */
const bytesOf = ({ text }: OwnTexts): number => gzipSync(text).toString('base64').length;

function tooLong(text: OwnTexts): string | undefined {
  const bytes = bytesOf(text);
  if (bytes <= ADVANCED_BYTES) return undefined;
  return `${text.file} has ${bytes} bytes after base64gzip; a parameter holds ${ADVANCED_BYTES}.`;
}

function described(text: OwnTexts, templates: Templates): string {
  const bytes = bytesOf(text);
  const tier = bytes > PARAMETER_BYTES ? `, over ${PARAMETER_BYTES}: tier = "Advanced"` : '';
  return `${text.file} (${Object.keys(templates).join(', ') || 'no message'}; ${bytes} bytes after base64gzip${tier})`;
}

const samplesOf = ({ locale }: OwnTexts, templates: Templates): Sample[] =>
  (Object.entries(templates) as [MessageName, Template][]).map(([name, template]) => ({
    locale,
    name,
    template,
  }));

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { own: { type: 'string' } }, allowPositionals: true });
  const file = resolve(positionals[0] ?? 'messages.html');
  const checked =
    values.own === undefined
      ? { lines: [], samples: samples(), isRight: true }
      : checkFolder(await readTextsFolder(values.own));
  for (const line of checked.lines) console.log(line);
  if (checked.samples.length > 0) {
    writeFileSync(file, textsSheet(checked.samples));
    console.log(`Wrote ${file}. Open it in a browser.`);
  }
  process.exitCode = checked.isRight ? 0 : 1;
}

if (import.meta.filename === resolve(process.argv[1] ?? '')) await main();
