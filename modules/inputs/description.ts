import type { Setting } from '../../functions/settings/declare.ts';
import type { Parts } from './parts.ts';
import { takesOf } from './takes.ts';
import { type Said, saidOf } from './words.ts';

/** The description of a Terraform variable, which editors and terraform-docs show as Markdown. */
export function description(setting: Setting, said: Said): string {
  const attributes = attributeLines(setting, said, '');
  return [sentences(setting, said), ...(attributes.length > 0 ? ['', ...attributes] : [])].join('\n');
}

function sentences(setting: Setting, { text, unit }: Said): string {
  const takes = takesOf(setting, unit);
  return takes ? `${text} Takes ${takes}.` : text;
}

function attributeLines(setting: Setting, said: Said, indent: string): readonly string[] {
  const { attributes, of } = setting as Parts;
  if (!attributes) return of ? attributeLines(of, said, indent) : [];
  return Object.entries(attributes).flatMap(([name, inner]) => {
    const own = saidOf(said, name);
    return [`${indent}- \`${name}\`: ${sentences(inner, own)}`, ...attributeLines(inner, own, `${indent}  `)];
  });
}
