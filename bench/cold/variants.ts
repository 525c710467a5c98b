import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import type { FunctionName, Packages } from '../../modules/packages.ts';

/** A change to a source file: the text that it has then. */
type Edit = (source: string) => string;

const root = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['package.json', 'tsconfig.json', 'functions', 'modules/packages.ts', 'bench/sdk'];

const WARM_UP = 'functions/warm-up/index.ts';
const noWarmUp = {
  [WARM_UP]: () =>
    ['warmUpCreate', 'warmUpVerify', 'warmUpDeliver']
      .map(name => `export const ${name} = async (): Promise<void> => {};`)
      .join('\n'),
};

/** What is compared: the functions as they are, and changed in one thing. */
export const variants = {
  ours: {},
  'warm-up off': noWarmUp,
  'pause put back': { 'functions/aws/send.ts': replaced('error.isStale ? 0 : pauseMs(', 'pauseMs(') },
  'AWS SDK v3': {
    ...noWarmUp,
    'functions/aws/kms.ts': bySdk('kms', 'generateMac'),
    'functions/aws/dynamodb.ts': bySdk('dynamodb', 'updateItem'),
    'functions/aws/lambda.ts': bySdk('lambda', 'invokeLater, invokeBriefly'),
    'functions/aws/ses.ts': bySdk('ses', 'sendEmail'),
  },
  'level 9': {
    'functions/challenges/captcha/png.ts': matched(
      /deflateSync\((.+), \{[^}]*\}\)/,
      'deflateSync($1, { level: 9 })',
    ),
  },
} satisfies Record<string, Readonly<Record<string, Edit>>>;

export type VariantName = keyof typeof variants;

/** The same exports, of which some are those of `bench/sdk`. */
function bySdk(file: string, names: string): Edit {
  return () => `export * from './${file}.own.ts';\nexport { ${names} } from '../../bench/sdk/${file}.ts';\n`;
}

function replaced(text: string, by: string): Edit {
  return matched(new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')), by);
}

/** @throws Error where there is nothing to change: two equal variants would be compared */
export function matched(pattern: RegExp, by: string): Edit {
  return source => {
    if (!pattern.test(source))
      throw new Error(`There is no ${pattern} to replace: see bench/cold/variants.ts.`);
    return source.replace(pattern, by);
  };
}

/** The sources of a variant, in a folder of their own. @returns the path of one of them */
export function sourcesOf(folder: string, name: VariantName): (path: string) => string {
  const at = (path: string) => join(folder, name, path);
  for (const path of COPIED) cpSync(join(root, path), at(path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), at('node_modules'));
  for (const [path, edit] of Object.entries<Edit>(variants[name])) {
    const source = existsSync(at(path)) ? readFileSync(at(path), 'utf8') : '';
    if (source !== '') renameSync(at(path), at(path.replace(/\.ts$/, '.own.ts')));
    write(at(path), edit(source));
  }
  return at;
}

/** Builds a variant by its own `modules/packages.ts` and unpacks it, as Lambda does. @returns a function's folder */
export async function unpackVariant(
  folder: string,
  name: VariantName,
): Promise<(fn: FunctionName) => string> {
  const at = sourcesOf(folder, name);
  const { packageFunctions } = await import(pathToFileURL(at('modules/packages.ts')).href);
  const packages: Packages = await packageFunctions();
  // Beside the sources, whose package.json would make ES modules of CommonJS.
  const place = (fn: FunctionName) => join(folder, 'unpacked', name, fn);
  for (const [fn, bytes] of Object.entries(packages) as [FunctionName, Uint8Array][])
    for (const [file, contents] of Object.entries(unzipSync(bytes))) write(join(place(fn), file), contents);
  return place;
}

function write(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
