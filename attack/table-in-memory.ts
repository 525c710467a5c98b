import type { Item, Update, UpdateItem } from '../functions/aws/dynamodb.ts';

/**
 * A table that does what DynamoDB's UpdateItem does with the expressions that the ledger uses, without a network: fast
 * enough for a year. It throws where DynamoDB would refuse: at an expression that it cannot read, a value that is not
 * used, arithmetic on what is not a number. `test/attack` compares it with dynalite.
 */
export function tableInMemory() {
  const items = new Map<string, Item>();
  const update: UpdateItem = async ({ id, set, condition, values }: Update) => {
    const old = items.get(id) ?? {};
    const { test, change } = compiled(set, condition, values);
    if (!test(old, values)) return { done: false, item: old };
    const item = { id, ...old, ...change(old, values) };
    // An attribute that a set lost its last member of is gone.
    const whole = Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
    items.set(id, whole as Item);
    return { done: true, item: whole as Item };
  };
  return { update, items };
}

type Value = Item[string] | undefined;
type Values = Update['values'];
type Expression<Result> = (item: Item, values: Values) => Result;
type Changes = Readonly<Record<string, Value>>;

interface Compiled {
  readonly test: Expression<boolean>;
  readonly change: Expression<Changes>;
}

const kept = new Map<string, Compiled>();

function compiled(set: string, condition: string, values: Values): Compiled {
  const key = `${set}\n${condition}\n${Object.keys(values)}`;
  const known = kept.get(key);
  if (known) return known;
  const used = new Set(`${set} ${condition}`.match(/:\w+/g));
  const given = new Set(Object.keys(values).map(name => `:${name}`));
  const odd = [...used, ...given].find(name => !used.has(name) || !given.has(name));
  if (odd) throw new Error(`The value ${odd} is not used, or not given: ${set}, if ${condition}`);
  const made = { test: conditionOf(tokensOf(condition)), change: changesOf(tokensOf(`SET ${set}`)) };
  kept.set(key, made);
  return made;
}

interface Tokens {
  /** The next one, without taking it. */
  readonly peek: () => string | undefined;
  /** Takes the next one, if it is this one. */
  readonly take: (token: string) => boolean;
  readonly next: () => string;
}

function tokensOf(text: string): Tokens {
  const tokens = text.match(/:?\w+|<=|>=|<>|[=<>(),+-]/g) ?? [];
  if (tokens.join('') !== text.replace(/\s/g, '')) throw new Error(`Cannot read ${text}`);
  let at = 0;
  const next = () => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`Something is missing at the end of ${text}`);
    return token;
  };
  const take = (token: string) => {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  };
  return { peek: () => tokens[at], take, next };
}

function conditionOf(tokens: Tokens): Expression<boolean> {
  const whole = either(tokens);
  if (tokens.peek() !== undefined) throw new Error(`What is ${tokens.peek()}?`);
  return whole;
}

function either(tokens: Tokens): Expression<boolean> {
  const parts = [both(tokens)];
  while (tokens.take('OR')) parts.push(both(tokens));
  return (item, values) => parts.some(part => part(item, values));
}

function both(tokens: Tokens): Expression<boolean> {
  const parts = [single(tokens)];
  while (tokens.take('AND')) parts.push(single(tokens));
  return (item, values) => parts.every(part => part(item, values));
}

function single(tokens: Tokens): Expression<boolean> {
  if (tokens.take('NOT')) {
    const part = single(tokens);
    return (item, values) => !part(item, values);
  }
  if (tokens.take('(')) {
    const part = either(tokens);
    expectNext(tokens, ')');
    return part;
  }
  const first = tokens.next();
  const test = tokens.peek() === '(' ? tests[first] : undefined;
  if (test) {
    const [left, right] = operands(tokens);
    return (item, values) => test(left?.(item, values), right?.(item, values));
  }
  const left = operand(first, tokens);
  const compare = comparisons[tokens.next()];
  const right = operand(tokens.next(), tokens);
  if (!compare) throw new Error(`What is compared with ${first}?`);
  return (item, values) => {
    const [a, b] = [left(item, values), right(item, values)];
    // What is not there, or of another type, compares with nothing.
    return typeof a === typeof b && a !== undefined && b !== undefined && compare(a, b);
  };
}

const tests: Readonly<Record<string, (value: Value, member: Value) => boolean>> = {
  attribute_exists: value => value !== undefined,
  attribute_not_exists: value => value === undefined,
  contains: (value, member) => Array.isArray(value) && value.includes(member),
};

type Comparable = NonNullable<Value>;
const comparisons: Readonly<Record<string, (a: Comparable, b: Comparable) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** What stands in brackets, between commas. */
function operands(tokens: Tokens): Expression<Value>[] {
  expectNext(tokens, '(');
  const list = [operand(tokens.next(), tokens)];
  while (tokens.take(',')) list.push(operand(tokens.next(), tokens));
  expectNext(tokens, ')');
  return list;
}

function operand(first: string, tokens: Tokens): Expression<Value> {
  if (first.startsWith(':')) return (_, values) => values[first.slice(1)];
  if (first === 'if_not_exists') {
    const [value, otherwise] = operands(tokens);
    return (item, values) => value?.(item, values) ?? otherwise?.(item, values);
  }
  return item => item[first];
}

function changesOf(tokens: Tokens): Expression<Changes> {
  const changes: Expression<Changes>[] = [];
  while (tokens.peek() !== undefined) {
    const change = clauses[tokens.next()];
    if (!change) throw new Error('A clause begins with SET, ADD or DELETE.');
    do changes.push(change(tokens));
    while (tokens.take(','));
  }
  return (item, values) => Object.assign({}, ...changes.map(change => change(item, values)));
}

const clauses: Readonly<Record<string, (tokens: Tokens) => Expression<Changes>>> = {
  SET: tokens => {
    const name = tokens.next();
    expectNext(tokens, '=');
    const first = operand(tokens.next(), tokens);
    const sign = tokens.take('+') ? 1 : tokens.take('-') ? -1 : 0;
    const second = sign ? operand(tokens.next(), tokens) : undefined;
    return (item, values) => {
      const value = first(item, values);
      if (value === undefined) throw new Error(`${name} is set to something that is not there.`);
      return { [name]: second ? numberOf(value) + sign * numberOf(second(item, values)) : value };
    };
  },
  ADD: tokens => {
    const name = tokens.next();
    const more = operand(tokens.next(), tokens);
    return (item, values) => ({
      [name]: [...new Set([...membersOf(item[name]), ...membersOf(more(item, values))])],
    });
  },
  DELETE: tokens => {
    const name = tokens.next();
    const less = operand(tokens.next(), tokens);
    return (item, values) => {
      const rest = membersOf(item[name]).filter(each => !membersOf(less(item, values)).includes(each));
      return { [name]: rest.length > 0 ? rest : undefined };
    };
  },
};

function expectNext(tokens: Tokens, token: string): void {
  if (!tokens.take(token)) throw new Error(`${token} is missing before ${tokens.peek()}.`);
}

function numberOf(value: Value): number {
  if (typeof value !== 'number') throw new Error('Only numbers are added.');
  return value;
}

function membersOf(value: Value): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') throw new Error('Not a set.');
  return value ?? [];
}
