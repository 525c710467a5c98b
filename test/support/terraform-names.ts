/** The inputs and locals that an expression looks at, also by another local. */
export function namesIn(from: unknown, locals: Readonly<Record<string, unknown>>) {
  const found = { inputs: new Set<string>(), locals: new Set<string>() };
  const visit = (expression: unknown) => {
    for (const [, kind, name = ''] of JSON.stringify(expression ?? null).matchAll(/\b(var|local)\.(\w+)/g)) {
      if (kind === 'var') found.inputs.add(name);
      else if (!found.locals.has(name)) {
        found.locals.add(name);
        visit(locals[name]);
      }
    }
  };
  visit(from);
  return found;
}
