/**
 * `data.aws_iam_policy_document`: its blocks as the JSON that the AWS provider makes of them, byte for byte
 * (compared with provider 5.100). The provider sorts actions, resources and principals in descending order.
 */

import { ExpressionError } from '../terraform/errors.ts';
import { compareText, isObject, isSequence, type ObjectValue, type Value } from '../terraform/value.ts';
import { type Fields, fieldsOf } from './fields.ts';

type Statement = Readonly<Record<string, unknown>>;

interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

export function policyDocument(args: ObjectValue): { json: string; minified_json: string } {
  const fields = fieldsOf(args, 'aws_iam_policy_document');
  const written: PolicyDocument = {
    Version: fields.optionalText('version') ?? '2012-10-17',
    ...optional('Id', fields.optionalText('policy_id')),
    Statement: fields.blocks('statement').map(statement),
  };
  const sources = fields.texts('source_policy_documents').map(parseDocument);
  const overrides = fields.texts('override_policy_documents').map(parseDocument);
  const statements = merge([...sources, written], overrides);
  const { Statement: _, ...head } = Object.assign({}, ...sources, written, ...overrides) as PolicyDocument;
  const document = { ...head, ...(statements.length > 0 && { Statement: statements }) };
  return { json: JSON.stringify(document, null, 2), minified_json: JSON.stringify(document) };
}

function statement(fields: Fields): Statement {
  return {
    ...optional('Sid', fields.optionalText('sid') || undefined),
    Effect: fields.optionalText('effect') ?? 'Allow',
    ...optional('Action', oneOrMore(sorted(fields.texts('actions')))),
    ...optional('NotAction', oneOrMore(sorted(fields.texts('not_actions')))),
    ...optional('Resource', oneOrMore(sorted(fields.texts('resources')).map(policyVariables))),
    ...optional('NotResource', oneOrMore(sorted(fields.texts('not_resources')).map(policyVariables))),
    ...optional('Principal', principals(fields.blocks('principals'))),
    ...optional('NotPrincipal', principals(fields.blocks('not_principals'))),
    ...optional('Condition', conditions(fields.blocks('condition'))),
  };
}

const optional = (name: string, value: unknown): Statement => (value === undefined ? {} : { [name]: value });
const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort((a, b) => compareText(b, a));
const oneOrMore = (texts: readonly string[]): unknown => (texts.length > 1 ? texts : texts[0]);

/** `&{aws:username}` means IAM's `${aws:username}`, which Terraform would take for its own. */
const policyVariables = (text: string): string => text.replaceAll('&{', '${');

function principals(blocks: readonly Fields[]): unknown {
  const byType = new Map<string, string[]>();
  for (const block of blocks) {
    const type = block.text('type');
    byType.set(type, [...(byType.get(type) ?? []), ...block.texts('identifiers').map(policyVariables)]);
  }
  if (blocks.length === 0) return undefined;
  const [[type, identifiers] = ['', []]] = byType;
  if (byType.size === 1 && type === '*' && identifiers.includes('*')) return '*';
  const entries = [...byType].sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([name, items]) => [name, oneOrMore(sorted(items))]));
}

function conditions(blocks: readonly Fields[]): unknown {
  const tests = new Map<string, Map<string, string[]>>();
  for (const block of blocks) {
    const [test, variable] = [block.text('test'), block.text('variable')];
    const variables = tests.get(test) ?? new Map<string, string[]>();
    variables.set(variable, [
      ...(variables.get(variable) ?? []),
      ...block.texts('values').map(policyVariables),
    ]);
    tests.set(test, variables);
  }
  if (blocks.length === 0) return undefined;
  return byName(tests, variables => byName(variables, oneOrMore));
}

function byName<T>(map: ReadonlyMap<string, T>, write: (item: T) => unknown): unknown {
  const entries = [...map].sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([name, item]) => [name, write(item)]));
}

/** A statement of an override takes the place of that with its `Sid`; others are added. */
function merge(documents: readonly PolicyDocument[], overrides: readonly PolicyDocument[]): Statement[] {
  const statements = documents.flatMap(document => document.Statement);
  for (const override of overrides.flatMap(document => document.Statement)) {
    const position =
      override.Sid === undefined ? -1 : statements.findIndex(({ Sid }) => Sid === override.Sid);
    if (position < 0) statements.push(override);
    else statements[position] = override;
  }
  return statements;
}

function parseDocument(text: string): PolicyDocument {
  const parsed = parseJson(text);
  if (!isObject(parsed)) throw new ExpressionError('a policy document must be a JSON object');
  const { Statement: statements = [], ...head } = parsed;
  return { ...head, Statement: (isSequence(statements) ? statements : [statements]) as readonly Statement[] };
}

function parseJson(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    throw new ExpressionError('a policy document must be JSON', { cause: error });
  }
}
