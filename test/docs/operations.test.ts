import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** How Lambda calls what is logged so. `logFault` is `console.fatal` there. */
const LEVELS: Readonly<Record<string, string>> = {
  ...{ 'console.debug': 'DEBUG', 'console.info': 'INFO', 'console.warn': 'WARN', 'console.error': 'ERROR' },
  logFault: 'FATAL',
};

/** Log lines of a source, as level and message: each message with the call that comes last before it. */
function linesOf(source: string): string[] {
  const text = source.replace(/\bconst log = \(.*?\) =>/g, '');
  // `log` adds to a line what all lines of a file have.
  const ofLog = /const log = .*?(console\.\w+)\(/.exec(source)?.[1] ?? 'none';
  return Array.from(text.matchAll(/\bmessage: (['`])(.+?)\1/g), ({ index, 2: message = '' }) => {
    const call =
      text
        .slice(0, index)
        .match(/\b(console\.\w+|logFault|log)(?=\()/g)
        ?.at(-1) ?? 'none';
    return `${LEVELS[call === 'log' ? ofLog : call]} ${message.replace(/\$\{.*?\}/g, '…')}`;
  });
}

/** Rows of the table of log lines in the same form. Where the text is another one each time, there is none to compare. */
function rowsOf(page: string): string[] {
  const [, table = ''] = /^## Logs$.*?\n\|---.*?\n(.*?)\n\n/ms.exec(page) ?? [];
  return table.split('\n').flatMap(row => {
    const [, , messages = '', , level = ''] = row.split('|').map(cell => cell.trim());
    return Array.from(messages.matchAll(/`(.+?)`/g), ([, message = '']) => `${level} ${message}`);
  });
}

describe('docs/operations.md', () => {
  it('lists what the functions log, at the level that they log it at, and nothing else', () => {
    const logged = readdirSync(join(root, 'functions'), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .flatMap(file => linesOf(read(join('functions', file))))
      .filter(line => !line.startsWith('DEBUG '));

    expect(logged).to.include.members([
      'INFO Next step.',
      'WARN Not a … event.',
      'FATAL The trigger failed.',
    ]);
    expect(rowsOf(read('docs/operations.md'))).to.have.members(logged);
  });
});
