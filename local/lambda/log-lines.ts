import type { Readable } from 'node:stream';

/**
 * Calls back for every line of a stream, the last one too when it has no line break.
 *
 * Runtimes write a record of several lines as one, with carriage returns for its inner line breaks.
 */
export function readLines(stream: Readable, onLine: (line: string) => void): void {
  const report = (line: string) => onLine(line.replace(/\r$/, '').replaceAll('\r', '\n'));
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(report);
  });
  stream.on('end', () => {
    if (rest !== '') report(rest);
  });
}
