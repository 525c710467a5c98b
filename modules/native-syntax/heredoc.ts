import type { Expression } from '../../local/terraform/expression/syntax.ts';
import { flat } from './expression-text.ts';

/** A text over several lines, as a heredoc. It has one line's end more than the text. */
export function heredoc(expression: Expression, indent: string): string {
  const lines = textOf(expression).map(line => `${`${indent}  ${line}`.trimEnd()}\n`);
  return `<<-EOT\n${lines.join('')}${indent}EOT`;
}

/** The same for a value that has to be exactly the text; undefined for one that is better on a line. */
export function chomped(expression: Expression, indent: string): string | undefined {
  const parts = partsOf(expression);
  const isLong = parts.some(part => part.kind === 'literal' && String(part.value).includes('\n'));
  if (parts.length === 0 || !isLong) return undefined;
  const lines = textOf(expression);
  // What a heredoc would take away: indentation that all lines share, and blanks at their ends.
  const isKept =
    lines.some(line => /^\S/.test(line)) && lines.every(line => line === line.trimEnd() && line !== 'EOT');
  return isKept ? `chomp(${heredoc(expression, indent)}\n${indent})` : undefined;
}

function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'template') return expression.parts;
  return expression.kind === 'literal' && typeof expression.value === 'string' ? [expression] : [];
}

/** Its lines, as templates without quotation marks. */
function textOf(expression: Expression): readonly string[] {
  // Refuses what no template can have.
  flat(expression);
  const parts = partsOf(expression).map(part =>
    part.kind === 'literal' && typeof part.value === 'string'
      ? part.value.replaceAll('${', () => '$${').replaceAll('%{', '%%{')
      : `\${${flat(part)}}`,
  );
  return parts.join('').split('\n');
}
