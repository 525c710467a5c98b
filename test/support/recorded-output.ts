import { inspect } from 'node:util';

const METHODS = ['debug', 'info', 'log', 'warn', 'error', 'trace', 'dir', 'table'] as const;

/**
 * Records whatever is written while the tests of this suite run: to the console, and past it. What goes to the
 * console is kept from the screen; what goes straight to stdout or stderr is recorded on its way.
 */
export function recordOutput() {
  let texts: string[] = [];
  let undo: (() => void)[] = [];

  beforeEach(() => {
    texts = [];
    for (const method of METHODS) {
      const original = console[method];
      console[method] = (...values: unknown[]) => {
        texts.push(values.map(everything).join(' '));
      };
      undo.push(() => {
        console[method] = original;
      });
    }
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write;
      stream.write = ((...args: Parameters<typeof write>) => {
        texts.push(String(args[0]));
        return write.apply(stream, args);
      }) as typeof write;
      undo.push(() => {
        stream.write = write;
      });
    }
  });

  afterEach(() => {
    for (const step of undo) step();
    undo = [];
  });

  return { text: () => texts.join('\n') };
}

function everything(value: unknown): string {
  if (typeof value === 'string') return value;
  return inspect(value, {
    depth: Number.POSITIVE_INFINITY,
    maxArrayLength: null,
    maxStringLength: null,
    showHidden: true,
    breakLength: Number.POSITIVE_INFINITY,
  });
}
