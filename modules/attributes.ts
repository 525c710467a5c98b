/** Which attributes a type constraint of Terraform has, and where. */

/** The parts of a type that lead to attributes: only those have names that somebody could misspell. */
export type Shape =
  | { readonly kind: 'object'; readonly attributes: Readonly<Record<string, Shape | undefined>> }
  | { readonly kind: 'list' | 'map'; readonly of: Shape };

/** A name, a literal or a sign, with the blanks in front of it: a line break separates attributes as a comma does. */
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[A-Za-z_][\w-]*|-?\d+(?:\.\d+)?|[(){}[\]=,:]|$)/y;

/**
 * @param type as in `type` of a variable: `list(object({ name = string, size = optional(number, 3) }))`
 * @returns undefined for a type without attributes
 * @throws Error for anything other than a type constraint, and for a tuple, which no input has
 */
export function attributesOf(type: string): Shape | undefined {
  const tokens = tokensOf(type);
  const shape = typeAt(tokens, type);
  if (tokens.length > 0) throw invalid(type, tokens[0]);
  return shape;
}

function tokensOf(type: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const at = TOKEN.lastIndex;
    const [, token] = TOKEN.exec(type) ?? [];
    if (token === undefined) throw invalid(type, type.slice(at).trim());
    if (token === '') return tokens;
    tokens.push(token);
  }
}

const invalid = (type: string, at = 'the end') => new Error(`Not a type constraint, at ${at}: ${type}`);

function take(tokens: string[], wanted: string, type: string): void {
  const token = tokens.shift();
  if (token !== wanted) throw invalid(type, token);
}

function typeAt(tokens: string[], type: string): Shape | undefined {
  const name = tokens.shift() ?? '';
  if (['any', 'bool', 'number', 'string'].includes(name)) return undefined;
  if (!['list', 'map', 'object', 'set'].includes(name)) throw invalid(type, name);
  take(tokens, '(', type);
  const shape =
    name === 'object' ? objectAt(tokens, type) : itemsAt(tokens, type, name === 'map' ? 'map' : 'list');
  take(tokens, ')', type);
  return shape;
}

function itemsAt(tokens: string[], type: string, kind: 'list' | 'map'): Shape | undefined {
  const of = typeAt(tokens, type);
  return of && { kind, of };
}

function objectAt(tokens: string[], type: string): Shape {
  const attributes: Record<string, Shape | undefined> = {};
  take(tokens, '{', type);
  while (tokens[0] !== '}') {
    const name = tokens.shift() ?? '';
    if (!/^[A-Za-z_]/.test(name)) throw invalid(type, name || undefined);
    take(tokens, '=', type);
    attributes[name] = attributeAt(tokens, type);
    if (tokens[0] === ',') tokens.shift();
  }
  take(tokens, '}', type);
  return { kind: 'object', attributes };
}

function attributeAt(tokens: string[], type: string): Shape | undefined {
  if (tokens.at(0) !== 'optional') return typeAt(tokens, type);
  tokens.shift();
  take(tokens, '(', type);
  const shape = typeAt(tokens, type);
  if (tokens.at(0) === ',') {
    tokens.shift();
    passLiteral(tokens, type);
  }
  take(tokens, ')', type);
  return shape;
}

/** Skips a default, up to the bracket that closes what surrounds it. */
function passLiteral(tokens: string[], type: string): void {
  for (let depth = 0; depth > 0 || tokens[0] !== ')'; ) {
    const token = tokens.shift();
    if (token === undefined) throw invalid(type);
    if ('([{'.includes(token)) depth++;
    if (')]}'.includes(token)) depth--;
  }
}
