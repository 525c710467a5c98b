import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modeOf } from './archive.ts';
import { currentVersion, type Release, sourceArguments } from './release.ts';

const examples = fileURLToPath(new URL('../examples', import.meta.url));

/** How the repository's examples name the module, which `npm run build` writes there. */
const BUILT = 'source = "../../dist/terraform-aws-cognito-challenge"';

/** What a run of an example leaves behind. */
const LEFT = /^(node_modules|\.terraform.*|.*\.tfstate.*|.*tfplan|plan\.json|package-lock\.json)$/;

/** The examples that call the module from Terraform, by folder. */
export function moduleExamples(): string[] {
  return readdirSync(examples)
    .filter(name => existsSync(join(examples, name, 'main.tf')))
    .sort();
}

/**
 * Writes the examples below a built module. They call the one that they are in, or the address that it is released under.
 *
 * @throws Error for an example that does not call the module as the others do
 */
export function writeExamples(folder: string, { source = '../..' }: Release): void {
  const call = sourceArguments(source, currentVersion());
  for (const name of moduleExamples()) {
    const files = filesOf(name);
    const calls = files.filter(file => readFileSync(join(examples, file), 'utf8').includes(BUILT));
    if (calls.length === 0) throw new Error(`examples/${name} does not have ${BUILT}.`);
    for (const file of files) {
      const [from, to] = [join(examples, file), join(folder, 'examples', file)];
      mkdirSync(dirname(to), { recursive: true });
      if (calls.includes(file)) writeFileSync(to, readFileSync(from, 'utf8').replaceAll(BUILT, call));
      else copyFileSync(from, to);
      chmodSync(to, modeOf(file));
    }
  }
}

/** Files below a folder of the examples, by path from there. */
function filesOf(path: string): string[] {
  return readdirSync(join(examples, path), { withFileTypes: true })
    .filter(entry => !LEFT.test(entry.name))
    .flatMap(entry => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
}
