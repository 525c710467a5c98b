import { operatorNamed, takesValue } from './condition-operators.ts';
import type { Condition, Patterns, Policy, Principals, Statement } from './policy.ts';
import { PolicyError } from './policy-error.ts';
import { resourcePattern } from './resource-pattern.ts';

/** Whether a policy is attached to a role, or to what is acted on: only the latter says for whom it is. */
export type Attachment = 'identity' | 'resource';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @throws PolicyError for what is not a policy
 */
export function parsePolicy(text: string, attachment: Attachment): Policy {
  const document = parseObject(text);
  const version = document.Version ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17') {
    throw new PolicyError(`Version takes 2012-10-17 or 2008-10-17; got ${JSON.stringify(version)}`);
  }
  const statements = list(document.Statement).map(statement => readStatement(statement, attachment));
  return { version, statements };
}

function readStatement(statement: unknown, attachment: Attachment): Statement {
  if (!isObject(statement)) throw new PolicyError('a statement must be an object');
  const { Sid, Effect, Condition = {}, ...elements } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new PolicyError('Effect takes Allow or Deny');
  const unknown = Object.keys(elements).find(name => !ELEMENTS.has(name));
  if (unknown !== undefined) throw new PolicyError(`a statement has no element ${unknown}`);
  const principal = principals(elements, attachment, Effect);
  return {
    ...(typeof Sid === 'string' && { sid: Sid }),
    effect: Effect,
    action: patterns(elements, 'Action', action),
    resource: patterns(elements, 'Resource', text => resourcePattern(text, attachment)),
    ...(principal && { principal }),
    conditions: conditions(Condition),
  };
}

const ELEMENTS = new Set(['Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal']);

function patterns(
  elements: JsonObject,
  name: 'Action' | 'Resource',
  read: (text: string) => string,
): Patterns {
  const [is, not] = [elements[name], elements[`Not${name}`]];
  if ((is === undefined) === (not === undefined)) {
    throw new PolicyError(`a statement takes either ${name} or Not${name}`);
  }
  return { not: is === undefined, patterns: texts(is ?? not, name).map(read) };
}

function action(text: string): string {
  if (/^(\*|[a-z\d-]+:[\w*?]+)$/i.test(text)) return text;
  throw new PolicyError(`an action is *, or a service and a name, for example kms:GenerateMac; got ${text}`);
}

function principals(
  { Principal, NotPrincipal }: JsonObject,
  attachment: Attachment,
  effect: Statement['effect'],
): Principals | undefined {
  const given = Principal ?? NotPrincipal;
  if (attachment === 'identity') {
    if (given !== undefined) throw new PolicyError('Principal has no place in the policy of a role');
    return undefined;
  }
  if (given === undefined || (Principal !== undefined && NotPrincipal !== undefined)) {
    throw new PolicyError('a statement takes either Principal or NotPrincipal');
  }
  if (NotPrincipal !== undefined && effect === 'Allow') {
    throw new PolicyError('NotPrincipal goes with Deny only');
  }
  const names = isObject(given) ? Object.values(given) : [given];
  return { not: Principal === undefined, names: names.flatMap(name => texts(name, 'Principal')) };
}

function conditions(block: unknown): Condition[] {
  if (!isObject(block)) throw new PolicyError('Condition must be an object');
  return Object.entries(block).flatMap(([operator, keys]) => {
    if (!isObject(keys)) throw new PolicyError(`Condition.${operator} must be an object`);
    return Object.entries(keys).map(([key, values]) => condition(operator, key, values));
  });
}

function condition(written: string, key: string, values: unknown): Condition {
  const [, set, name = '', suffix] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? [];
  const isNull = name === 'Null' && set === undefined && suffix === undefined;
  if (!isNull && !operatorNamed(name)) throw new PolicyError(`unknown condition operator ${written}`);
  const read = texts(values, key);
  const wrong = read.find(value => !takesValue(name, value));
  if (wrong !== undefined)
    throw new PolicyError(`${written} of ${key} does not take ${JSON.stringify(wrong)}`);
  return {
    ...(set && { set: set as 'ForAllValues' | 'ForAnyValue' }),
    operator: name,
    ifExists: suffix !== undefined,
    key,
    values: read,
  };
}

/** A single text means a list of one; JSON's booleans and numbers are taken as they are written. */
function texts(value: unknown, name: string): string[] {
  const items = list(value);
  if (items.length === 0) throw new PolicyError(`${name} is empty`);
  return items.map(item => {
    if (['string', 'boolean', 'number'].includes(typeof item)) return String(item);
    throw new PolicyError(`${name} takes text, or a list of it`);
  });
}

function parseObject(text: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new PolicyError('the policy is not JSON', { cause: error });
  }
  if (isObject(parsed)) return parsed;
  throw new PolicyError('the policy must be a JSON object');
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
