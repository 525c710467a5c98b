/** One value, and who draws it. */
export interface Store<Value> {
  readonly get: () => Value;
  set(change: Partial<Value>): void;
  /** Resolves once there is something, now or after a change. @param signal rejects */
  until<Found>(look: (value: Value) => Found | undefined, signal: AbortSignal): Promise<Found>;
}

export function createStore<Value extends object>(
  first: Value,
  changed: (value: Value) => void,
): Store<Value> {
  let value = first;
  const waiting = new Set<() => void>();
  return {
    get: () => value,
    set: change => {
      value = { ...value, ...change };
      changed(value);
      for (const look of [...waiting]) look();
    },
    until: (look, signal) =>
      new Promise((resolve, reject) => {
        const again = () => {
          const found = look(value);
          if (found === undefined) return;
          waiting.delete(again);
          resolve(found);
        };
        signal.addEventListener('abort', () => {
          waiting.delete(again);
          reject(signal.reason);
        });
        waiting.add(again);
        again();
      }),
  };
}
