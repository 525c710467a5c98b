/**
 * Makes data what other data is, in place: whoever holds it, or an object or list in it, sees what is there now. So what
 * was made for a deployment goes on with a changed one, and keeps what it has in memory.
 *
 * @param live is changed; share it with nobody who takes it for constant
 */
export function become<Data extends object>(live: Data, next: Data): void {
  if (Array.isArray(live) && Array.isArray(next)) {
    live.splice(0, live.length, ...next);
    return;
  }
  const [target, source] = [live as Fields, next as Fields];
  for (const name of Object.keys(target)) if (!Object.hasOwn(source, name)) delete target[name];
  for (const [name, value] of Object.entries(source)) {
    const held = target[name];
    if (isObject(held) && isObject(value) && Array.isArray(held) === Array.isArray(value))
      become(held, value);
    else target[name] = value;
  }
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
