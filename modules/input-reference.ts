/** The inputs as Markdown: a table for each group, then for each input with attributes an example and a row an attribute. */

import type { Setting } from '../functions/settings/declare.ts';
import { hclBody, hclValue } from './inputs/hcl-text.ts';
import { inputGroups } from './inputs/index.ts';
import type { Input } from './inputs/input.ts';
import type { Parts } from './inputs/parts.ts';
import { takesOf } from './inputs/takes.ts';
import { typeOf } from './inputs/type-of.ts';
import { type Said, saidOf } from './inputs/words.ts';

export function inputReference(): string {
  const groups = Object.entries(inputGroups).map(([title, group]) => {
    const entries = Object.entries(group);
    const sections = entries.filter(([, { said }]) => said.attributes).map(section);
    return [`### ${title}`, table('input', entries.map(inputRow)), ...sections].join('\n\n');
  });
  return [`## Inputs`, INTRODUCTION, ...groups].join('\n\n');
}

const INTRODUCTION = `Only \`name\` is required. Where null is the default, it stands for "not set". Numbers are whole unless a row says
otherwise. An input with attributes has a section of its own, below the table that it is in.`;

interface Row {
  /** Its anchor. None if a heading is one. */
  readonly id?: string;
  readonly name: string;
  readonly setting: Setting;
  /** As Terraform's language has it; undefined where the caller must choose. */
  readonly fallback: string | undefined;
  readonly said: Said;
}

function inputRow([name, input]: [string, Input]): string {
  const { setting, said, example } = input;
  const fallback = 'default' in input ? hclValue(input.default) : undefined;
  const [summary = ''] = said.text.split(/(?<=\.) /);
  if (said.attributes)
    return row({ name: `[\`${name}\`](#${name})`, setting, fallback, said: { ...said, text: summary } });
  const written = Object.entries(example).map(([each, value]) => `\`${each} = ${hclValue(value)}\``);
  const text = `${said.text} Example: ${written.join(', ')}`;
  return row({ id: name, name: `\`${name}\``, setting, fallback, said: { ...said, text } });
}

function section([name, { setting, said, example }]: [string, Input]): string {
  return [
    `#### \`${name}\``,
    said.text,
    `\`\`\`hcl\n${hclBody(example)}\n\`\`\``,
    table('attribute', attributeRows({ setting, said, id: name, path: '' })),
  ].join('\n\n');
}

interface Within {
  readonly setting: Setting;
  readonly said: Said;
  readonly id: string;
  /** Of what is within, such as `when.`. */
  readonly path: string;
}

function attributeRows({ setting, said, id, path }: Within): readonly string[] {
  const { attributes, of } = setting as Parts;
  if (!attributes) return of ? attributeRows({ setting: of, said, id, path }) : [];
  return Object.entries(attributes).flatMap(([name, inner]) => {
    const [own, innerId] = [saidOf(said, name), `${id}-${name}`];
    const { fallback } = inner as Parts;
    const standard = 'fallback' in inner ? hclValue(fallback ?? null) : undefined;
    return [
      row({ id: innerId, name: `\`${path}${name}\``, setting: inner, fallback: standard, said: own }),
      ...attributeRows({ setting: inner, said: own, id: innerId, path: `${path}${name}.` }),
    ];
  });
}

const table = (what: string, rows: readonly string[]) =>
  [`| ${what} | type | default | takes | what it is |`, '|---|---|---|---|---|', ...rows].join('\n');

function row({ id, name, setting, fallback, said }: Row): string {
  const cells = [
    `${id ? `<a id="${id}"></a>` : ''}${name}`,
    `\`${shortType(setting)}\``,
    fallback === undefined ? 'required' : `\`${fallback.replace(/\s+/g, ' ')}\``,
    // Outside of code, `<region>` would be a tag, which nobody sees.
    takesOf(setting, said.unit).replaceAll('<', '&lt;'),
    said.text.replaceAll('<', '&lt;'),
  ];
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** A type whose attributes have rows of their own. */
const shortType = (setting: Setting) => typeOf(setting, () => 'object');
