import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageMedia } from '../../functions/challenge-kinds.ts';
import type { Challenge, ChallengeMaker } from '../../functions/challenges/challenge.ts';
import { folderOf, loadMaker } from '../../functions/challenges/load.ts';
import { blanks } from '../../functions/delivery/texts/blanks.ts';
import { builtIn, builtInLocales } from '../../functions/delivery/texts/built-in.ts';
import { KEPT } from '../../functions/flow/session-size.ts';
import { inputs } from '../../modules/inputs/index.ts';
import { requiredSettings } from './challenge-settings.ts';
import { publicParameters } from './public-parameters.ts';
import { testWorld } from './worlds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where it is looked up what there is of a challenge; another place for the test of this. */
export interface Place {
  /** The text of a file; empty where there is none. */
  readonly text: (path: string) => string;
  /** The tests of challenges. */
  readonly tests: readonly string[];
  readonly load: (name: string) => Promise<ChallengeMaker>;
  readonly publicParameters: (name: string) => Promise<Readonly<Record<string, string>>>;
  readonly requiredSettings: Readonly<Record<string, object>>;
  /** Inputs of the module. */
  readonly inputs: Readonly<Record<string, { readonly type: string }>>;
  readonly media: Readonly<Record<string, string>>;
  readonly blanks: Readonly<Record<string, object>>;
  /** The built-in messages by locale. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly kept: readonly string[];
}

const TESTS = 'test/functions/challenges';

/** What is in the repository. */
export const here: Place = {
  text: path => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''),
  tests: readdirSync(join(root, TESTS), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.test.ts'))
    .map(name => join(TESTS, name).replaceAll('\\', '/')),
  load: loadMaker,
  publicParameters,
  requiredSettings,
  inputs,
  media: messageMedia,
  blanks,
  texts: Object.fromEntries(builtInLocales.map(locale => [locale, builtIn(locale)])),
  kept: KEPT,
};

/**
 * What an entered challenge lacks, in sentences that tell what to do; nothing, when the list is empty. It takes seconds: no
 * Terraform, no network, no bundle.
 */
export async function missingOf(name: string, place: Place = here): Promise<string[]> {
  const code = `functions/challenges/${folderOf(name)}/index.ts`;
  const maker: unknown = name === 'password' ? undefined : await place.load(name).catch(() => undefined);
  if (name !== 'password' && typeof maker !== 'function')
    return [...missingInDocs(name, place), `${code} is not there, or gives no maker by default: write it.`];
  return [
    ...missingInDocs(name, place),
    ...(typeof maker === 'function' ? await missingOfMaker(name, maker as ChallengeMaker, place) : []),
  ];
}

function missingInDocs(name: string, { text }: Place): string[] {
  const [, section] = text('docs/challenges.md').split(new RegExp(`^## ${name}$`, 'm'));
  const stops = section?.split(/^## /m)[0]?.includes('**Stops');
  return [
    ...(section === undefined ? [`docs/challenges.md has no section "## ${name}": write one.`] : []),
    ...(section !== undefined && !stops
      ? [`docs/challenges.md does not say what ${name} stops: "**Stops** …" in its section.`]
      : []),
    ...(text('README.md').includes(`\n| \`${name}\` |`)
      ? []
      : [`README.md has no row of ${name} in its table of challenges: add one.`]),
    ...(new RegExp(`\\b${name}\\b`).test(text('docs/module.md'))
      ? []
      : [`docs/module.md does not know ${name}: npm run docs.`]),
  ];
}

async function missingOfMaker(name: string, make: ChallengeMaker, place: Place): Promise<string[]> {
  const folder = folderOf(name);
  const required = place.requiredSettings[name];
  const { challenge, read, fault } = tried(make, required);
  const isTested = place.tests.some(
    path =>
      path === `${TESTS}/${folder}/index.test.ts` ||
      place.text(path).includes(`challenges/${folder}/index.ts'`),
  );
  return [
    ...(isTested ? [] : [`${TESTS}/${folder}/index.test.ts is not there: test ${name}.`]),
    ...missingSettings(name, read, place),
    ...(challenge
      ? [...missingOfMessage(name, challenge, place), ...(await missingInSchema(name, place))]
      : [
          `${name} does not start with ${JSON.stringify(required ?? {})} (${fault}): give what it needs in test/support/challenge-settings.ts, for measurements too.`,
        ]),
  ];
}

/** Makes a challenge, and sees which settings it reads. */
function tried(make: ChallengeMaker, settings: object = {}) {
  const read = new Set<string>();
  const watched = new Proxy(settings, {
    get: (target, key) => {
      if (typeof key === 'string') read.add(key);
      return Reflect.get(target, key);
    },
  });
  try {
    return { challenge: make(watched, testWorld()), read };
  } catch (error) {
    return { challenge: undefined, read, fault: String(error) };
  }
}

function missingSettings(name: string, read: ReadonlySet<string>, { inputs, text }: Place): string[] {
  const type = inputs[name]?.type;
  if (read.size === 0) return [];
  if (type === undefined)
    return [
      `${name} reads the settings ${[...read].join(', ')}, and the module has no input ${name}: add it in modules/inputs/challenges.ts.`,
    ];
  const path = 'test/modules/inputs/misspelt.test.ts';
  const compared = 'test/support/declared.ts';
  const isCompared = new RegExp(`^  ${name}: `, 'm').test(text(compared));
  const left = Array.from(type.matchAll(/(\w+)\s*=\s*optional\(/g), ([, each]) => `${name}.${each}`)
    .filter(each => !new RegExp(`\\b${each}\\b`).test(text(path)))
    .map(
      each =>
        `${path} does not have ${each}: is what it defaults to safe, weaker than a caller may want, or harmless?`,
    );
  return isCompared
    ? left
    : [
        ...left,
        `${compared} does not have ${name}: enter its declaration, so that a test compares Terraform with it.`,
      ];
}

function missingOfMessage(name: string, { message, isKept = false }: Challenge, place: Place): string[] {
  const isInKept = place.kept.includes(name);
  const kept =
    isKept === isInKept
      ? []
      : [
          `${name} ${isKept ? 'keeps' : 'does not keep'} its question, and KEPT in functions/flow/session-size.ts, which follows from messageMedia, says something else: the two must agree.`,
        ];
  const medium = place.media[name];
  if (!message)
    return medium
      ? [...kept, `${name} sends nothing: take it out of messageMedia in functions/challenge-kinds.ts.`]
      : kept;
  if (medium !== message.medium)
    return [
      ...kept,
      `${name} sends by ${message.medium}: enter it as that in messageMedia of functions/challenge-kinds.ts.`,
    ];
  const without = Object.keys(place.texts).filter(locale => !place.texts[locale]?.[name]);
  return [
    ...kept,
    ...(place.blanks[name]
      ? []
      : [`${name} has no placeholders: enter them in functions/delivery/texts/blanks.ts.`]),
    ...without.map(
      locale =>
        `${name} has no words in functions/delivery/texts/languages/${locale}.ts, or built-in.ts makes no message of them.`,
    ),
  ];
}

async function missingInSchema(name: string, { text, publicParameters }: Place): Promise<string[]> {
  const path = 'schemas/public-parameters.schema.json';
  const { properties } = JSON.parse(text(path)) as { properties: Record<string, { enum?: string[] }> };
  // A parameter of an external function is named by its step.
  const unknown = Object.keys(await publicParameters(name)).filter(
    each => !properties[each] && !each.includes('.'),
  );
  const contract = text('docs/contract.md');
  return [
    ...(properties.challenge?.enum?.includes(name) ? [] : [`${path}: challenge lacks ${name} in its enum.`]),
    ...unknown.map(each => `${path} lacks ${each}, which ${name} shows the client.`),
    ...Object.keys(await publicParameters(name))
      .filter(each => !each.includes('.') && !contract.includes(`\`${each}\``))
      .map(
        each => `docs/contract.md lacks \`${each}\` in its table of public parameters, which ${name} has.`,
      ),
  ];
}
