import type { JsonObject } from '../../local/terraform/json.ts';
import { aligned, type Pair } from './aligned.ts';
import { argument, type Reading } from './argument.ts';
import { asObject } from './as-object.ts';
import { allOf, type Names, namesOf } from './blocks.ts';
import { block } from './body.ts';
import { comment } from './comment.ts';

/** A block of a configuration; all locals are one. */
export interface Piece {
  /** `aws_kms_key.answers`, `data.aws_region.region`, `var.name`, `locals`, `module.inputs`, `output.name`, … */
  readonly address: string;
  readonly text: string;
}

const reading = (names: Names, literal: readonly string[] = [], bare: readonly string[] = []): Reading => ({
  names,
  literal: new Set(literal),
  bare: new Set([...bare, 'depends_on']),
  layout: 'lines',
});

const ofResource = (type: string) =>
  reading(namesOf(type), [], ['provider', 'iterator', 'ignore_changes', 'replace_triggered_by']);
const ofVariable = reading(allOf('block'), ['description', 'default'], ['type']);
const ofOutput = reading(allOf('block'), ['description']);
const ofModule = reading(allOf('argument'), ['source', 'version'], ['providers']);
const ofCheck = reading(allOf('block'));
/** `required_providers` is a block, in which a provider is an argument. */
const ofTerraform = reading({ kindOf: () => 'block', below: () => allOf('argument') }, ['required_version']);
const ofMoved = reading(allOf('argument'), [], ['from', 'to']);
const ofLocals = reading(allOf('argument'));

/**
 * A configuration in Terraform's JSON syntax, in HCL's own: what is an expression is one, not text in quotation marks.
 * Every block is there once, and means the same.
 *
 * @throws Error for blocks that it does not know
 */
export function pieces(configuration: JsonObject): readonly Piece[] {
  return Object.entries(configuration).flatMap(([kind, blocks]): readonly Piece[] => {
    const write = WRITERS[kind];
    if (write === undefined)
      throw new Error(`modules/native-syntax does not know blocks of the kind ${kind}.`);
    return [blocks].flat().flatMap(each => write(asObject(each, kind)));
  });
}

type Write = (blocks: JsonObject) => readonly Piece[];

const labelled =
  (head: string, root: string, how: Reading): Write =>
  blocks =>
    entries(blocks).map(([name, body]) => ({
      address: `${root}.${name}`,
      text: block(`${head} "${name}"`, asObject(body, name), how),
    }));

const typed =
  (head: string, root: string): Write =>
  blocks =>
    entries(blocks).flatMap(([type, named]) => {
      const how = ofResource(root + type);
      return entries(asObject(named, type)).map(([name, body]) => ({
        address: `${root}${type}.${name}`,
        text: block(`${head} "${type}" "${name}"`, asObject(body, name), how),
      }));
    });

const WRITERS: Readonly<Record<string, Write>> = {
  terraform: body => [{ address: 'terraform', text: block('terraform', body, ofTerraform) }],
  variable: labelled('variable', 'var', ofVariable),
  output: labelled('output', 'output', ofOutput),
  module: labelled('module', 'module', ofModule),
  check: labelled('check', 'check', ofCheck),
  resource: typed('resource', ''),
  data: typed('data', 'data.'),
  moved: body => [{ address: `moved.${body.from}`, text: block('moved', body, ofMoved) }],
  locals: values => [{ address: 'locals', text: locals(values) }],
};

/** Those on one line below each other; one of several lines, or with a comment, by itself. */
function locals(values: JsonObject): string {
  const reasons = values['//'] === undefined ? {} : asObject(values['//'], '//');
  const groups: { readonly why: string; readonly pairs: Pair[] }[] = [];
  let isOpen = false;
  for (const [name, value] of entries(values)) {
    const why = comment(reasons[name], '  ');
    const next = argument(name, value, ofLocals, '  ');
    const isAlone = why !== '' || next.text.includes('\n');
    const last = groups.at(-1);
    if (last !== undefined && isOpen && !isAlone) last.pairs.push(next);
    else groups.push({ why, pairs: [next] });
    isOpen = !isAlone;
  }
  const texts = groups.map(({ why, pairs }) => `${why}${aligned(pairs, '  ')}`);
  return `locals {\n${texts.join('\n\n')}\n}`;
}

const entries = (object: JsonObject) => Object.entries(object).filter(([name]) => name !== '//');
