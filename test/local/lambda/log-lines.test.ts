import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { readLines } from '../../../local/lambda/log-lines.ts';

/** The lines that are read from a stream that delivers these chunks. */
async function linesOf(chunks: readonly Uint8Array[]): Promise<readonly string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  readLines(stream, line => lines.push(line));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await new Promise(resolve => stream.once('close', resolve));
  return lines;
}

describe('readLines', () => {
  it('reads the last line too when it has no line break', async () => {
    expect(await linesOf([Buffer.from('one\ntwo')])).to.deep.equal(['one', 'two']);
  });

  it('keeps empty lines', async () => {
    expect(await linesOf([Buffer.from('one\n\n')])).to.deep.equal(['one', '']);
  });

  it('gives a record of several lines as one', async () => {
    expect(await linesOf([Buffer.from('Error: no\r    at one\r    at two\nnext\r\n')])).to.deep.equal([
      'Error: no\n    at one\n    at two',
      'next',
    ]);
  });

  it('reads the same lines however they arrive, characters of several bytes too', async () => {
    const line = fc.stringMatching(/^[a-zé😀 ]{0,8}$/u);
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
        const bytes = Buffer.from(lines.map(text => `${text}\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );

        expect(await linesOf(chunks)).to.deep.equal(lines);
      }),
    );
  });
});
