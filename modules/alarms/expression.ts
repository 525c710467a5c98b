/** An expression of Terraform inside a value. */
export interface Expression {
  readonly hcl: string;
}

export const expression = (hcl: string): Expression => ({ hcl });

/** A value as an expression of Terraform: its texts are templates, so `${var.name}` in them is the input. */
export function expressionOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(expressionOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('hcl' in value) return String(value.hcl);
  const entries = Object.entries(value).map(([key, each]) => `${key} = ${expressionOf(each)}`);
  return `{ ${entries.join(', ')} }`;
}

/** An element of a list that is there under a condition; or always. */
export interface Optional<Value> {
  readonly when?: string | undefined;
  readonly value: Value;
}

/** A list as an expression, without what is not there. An expression among its items is a list too, and its elements are taken. */
export function listOf(items: readonly (Optional<unknown> | Expression)[]): Expression {
  const parts = items.map(item => {
    if ('hcl' in item) return item.hcl;
    const { when, value } = item;
    return when ? `[for each in [${expressionOf(value)}] : each if ${when}]` : `[${expressionOf(value)}]`;
  });
  return expression(`concat(${parts.join(', ')})`);
}
