import { isJsonObject } from '../../local/terraform/expression/from-json.ts';
import type { Json, JsonObject } from '../../local/terraform/json.ts';
import { inputGroups } from '../inputs/index.ts';
import { outputs } from '../outputs.ts';
import { comment } from './body.ts';
import { type Piece, pieces } from './configuration.ts';
import type { Entry } from './outline.ts';

interface File {
  /** What its first lines say. */
  readonly about?: string;
  /** Constructs of the stack, where the file is not named for its only one. */
  readonly constructs?: readonly string[];
  /** The type of all of its resources, where each is a construct by itself. */
  readonly type?: string;
}

/** Files by name, without `.tf`. A construct that no file names has one of its own. */
const FILES: Readonly<Record<string, File>> = {
  main: {
    about:
      'What everything else refers to. Each file has one concern, and its resources have its name: all that a function is and may do is in the file of the function.',
    constructs: ['assume_role', 'region', 'partition'],
  },
  'answer-key': {
    about: 'The key that answers are derived from. It never leaves KMS.',
    constructs: ['answers'],
  },
  ledger: {
    about: 'The table of counters: attempts, messages, single use. Its keys are pseudonyms and hashes.',
  },
  'define-auth-challenge': {
    about: 'Decides what a sign-in asks next, and whether it has passed. It calls nothing.',
  },
  'create-auth-challenge': { about: 'Makes the question.' },
  'verify-auth-challenge-response': { about: 'Judges the answer.' },
  'deliver-challenge': { about: 'Sends codes and links, if a challenge of the flow does.' },
  'pre-token-generation': { about: 'The token guard: refuses tokens which did not come from the flow.' },
  'user-pool': { about: 'The user pool, unless the caller has one.', constructs: ['sign_in'] },
  'user-pool-clients': { about: 'App clients, one for each entry of var.clients.', constructs: ['client'] },
  triggers: {
    about: 'Cognito may call the caller’s own functions, for this pool alone.',
    constructs: ['trigger'],
  },
  'risk-configuration': { about: 'What threat protection does.', constructs: ['risk'] },
  waf: {
    about: 'The firewall in front of sign-in and sign-up, if there is one.',
    constructs: ['firewall', 'limits'],
  },
  alarms: { about: 'What somebody is called for.', type: 'aws_cloudwatch_metric_alarm' },
  dashboard: { about: 'What whoever is called looks at first.', type: 'aws_cloudwatch_dashboard' },
  queries: { about: 'Saved queries of the functions’ logs.', type: 'aws_cloudwatch_query_definition' },
  'existing-pool': {
    about: 'Warnings about a user pool that somebody else created. Nothing of it is changed.',
    constructs: ['existing'],
  },
};

/** Files of what is read from above, and of what others refer to: no local is only theirs. */
const COMMON: ReadonlySet<string> = new Set(['main', 'variables', 'outputs', 'versions', 'locals']);

/** Where blocks go that are sorted by what they are. */
const BY_KIND: Readonly<Record<string, string>> = {
  terraform: 'versions',
  var: 'variables',
  output: 'outputs',
  module: 'main',
  moved: 'moved',
};

/**
 * A module's files in HCL, by name.
 *
 * @param about what `main.tf` begins with, instead of what it says of the module itself
 */
export function writtenFiles(
  configuration: JsonObject,
  outline: readonly Entry[],
  about = FILES.main?.about,
): Readonly<Record<string, string>> {
  const { locals = {}, ...blocks } = explained(inOrder(configuration, outline), outline);
  const byFile = new Map<string, Piece[]>();
  const add = (file: string, piece: Piece) => byFile.set(file, [...(byFile.get(file) ?? []), piece]);
  for (const piece of pieces(blocks)) add(fileOf(piece.address, outline), piece);
  // A module without resources is about its locals.
  const common = 'resource' in configuration ? 'locals' : 'main';
  for (const [file, own] of localsByFile(asObject(locals), byFile, common))
    for (const piece of pieces({ locals: own })) add(file, piece);
  const place = (piece: Piece) => {
    const at = outline.findIndex(entry => entry.address === piece.address);
    return at < 0 ? (FIRST.test(piece.address) ? -1 : outline.length) : at;
  };
  const files = Array.from(byFile, ([name, own]) => {
    const sorted = own.toSorted((a, b) => place(a) - place(b));
    const head = comment(name === 'main' ? about : FILES[name]?.about);
    const texts = sorted.map(({ address, text }) => `${heading(address)}${text}\n`);
    return [`${name}.tf`, [head, ...texts].filter(text => text !== '').join('\n')] as const;
  });
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const FIRST = /^(module\.|locals$)/;

/** A local is in the file that alone refers to it. */
function localsByFile(
  locals: JsonObject,
  byFile: ReadonlyMap<string, readonly Piece[]>,
  common: string,
): ReadonlyMap<string, JsonObject> {
  const { '//': reasons, ...values } = locals;
  const found = new Map<string, JsonObject>();
  for (const [name, value] of Object.entries(values)) {
    const reference = new RegExp(`\\blocal\\.${name}\\b`);
    const isShared = Object.values(values).some(other => reference.test(JSON.stringify(other)));
    const files = Array.from(byFile).filter(([, own]) => own.some(({ text }) => reference.test(text)));
    const [file = common] = files.length === 1 && !isShared ? (files[0] ?? []) : [];
    const home = COMMON.has(file) ? common : file;
    found.set(home, { ...found.get(home), '//': reasons ?? {}, [name]: value });
  }
  return found;
}

function fileOf(address: string, outline: readonly Entry[]): string {
  const [kind = '', name = ''] = address.split('.');
  const byKind = BY_KIND[kind];
  if (byKind !== undefined) return byKind;
  // A check is about what has its name.
  const construct = kind === 'check' ? name : outline.find(entry => entry.address === address)?.construct;
  if (construct === undefined) return 'main';
  const named = Object.entries(FILES).find(
    ([, { type, constructs = [] }]) => type === kind || constructs.includes(construct),
  );
  return named?.[0] ?? construct.replaceAll('_', '-');
}

/** Inputs are in groups, as the documentation shows them. */
function heading(address: string): string {
  const group = Object.entries(inputGroups).find(([, group]) => address === `var.${Object.keys(group)[0]}`);
  return group === undefined ? '' : `# ${group[0]}\n\n`;
}

/** Variables, locals and outputs as they are declared. */
function inOrder(configuration: JsonObject, outline: readonly Entry[]): JsonObject {
  const orders: Readonly<Record<string, readonly string[]>> = {
    variable: Object.values(inputGroups).flatMap(group => Object.keys(group)),
    output: Object.keys(outputs),
    locals: outline.flatMap(({ address }) => (address.startsWith('local.') ? address.slice(6) : [])),
  };
  const sorted = Object.entries(configuration).map(([kind, blocks]): [string, Json] => {
    const order = orders[kind];
    if (order === undefined || !isJsonObject(blocks)) return [kind, blocks];
    const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
    return [kind, Object.fromEntries(Object.entries(blocks).sort(([a], [b]) => rank(a) - rank(b)))];
  });
  return Object.fromEntries(sorted);
}

/** With what the constructs say of it as comments, which JSON has as `//`. */
function explained(configuration: JsonObject, outline: readonly Entry[]): JsonObject {
  const reasons = new Map(outline.map(({ address, why }) => [address, why]));
  const withReasons = (blocks: Json | undefined, prefix: string): Json => {
    const typed = Object.entries(asObject(blocks ?? {})).map(([type, named]): [string, Json] => [
      type,
      Object.fromEntries(
        Object.entries(asObject(named)).map(([name, body]): [string, Json] => {
          const why = reasons.get(`${prefix}${type}.${name}`);
          return [name, why === undefined ? body : { '//': why, ...asObject(body) }];
        }),
      ),
    ]);
    return Object.fromEntries(typed);
  };
  const ofLocals = Object.fromEntries(
    Array.from(reasons).flatMap(([address, why]) =>
      why !== undefined && address.startsWith('local.') ? [[address.slice(6), why]] : [],
    ),
  );
  return {
    ...configuration,
    ...('locals' in configuration && { locals: { ...asObject(configuration.locals ?? {}), '//': ofLocals } }),
    ...('resource' in configuration && { resource: withReasons(configuration.resource, '') }),
    ...('data' in configuration && { data: withReasons(configuration.data, 'data.') }),
  };
}

function asObject(value: Json): JsonObject {
  if (!isJsonObject(value)) throw new Error(`Not an object: ${JSON.stringify(value)}.`);
  return value;
}
