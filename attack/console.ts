const methods = ['debug', 'log', 'info', 'warn', 'error', 'trace'] as const;

/** What functions write, kept in place of being shown: to the console, and metrics, which go past it. */
export function captureConsole() {
  const originals = methods.map(method => [method, console[method]] as const);
  const { write } = process.stdout;
  const lines: string[] = [];
  for (const method of methods)
    console[method] = (...parts: readonly unknown[]) => {
      lines.push(parts.map(part => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
    };
  process.stdout.write = ((...args: Parameters<typeof write>) => {
    const text = String(args[0]);
    if (!text.startsWith('{"_aws":')) return write.apply(process.stdout, args);
    lines.push(text);
    return true;
  }) as typeof write;
  return {
    lines,
    restore: () => {
      for (const [method, original] of originals) console[method] = original;
      process.stdout.write = write;
    },
  };
}
