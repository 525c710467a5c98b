import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { inputs } from '../../modules/inputs/index.ts';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const page = readFileSync(join(docs, 'compliance.md'), 'utf8');

/** A row of a table of requirements. */
interface Row {
  readonly requirement: string;
  readonly verdict: string;
  readonly by: string;
  readonly test: string;
}

const rows: readonly Row[] = page.split('\n').flatMap(line => {
  const [, requirement = '', verdict = '', by = '', test] = line.split(/(?<!\\)\|/).map(cell => cell.trim());
  return test === undefined || !verdict.startsWith('**') ? [] : [{ requirement, verdict, by, test }];
});

/** How many requirements each section of a chapter has in ASVS 5.0.0; of V6 without the last one, which has one row. */
const ASVS = { 6: [3, 12, 8, 6, 8, 4, 2], 16: [1, 5, 4, 3, 4] };

/** Titles of tests that are named, and are not in their files. */
const missing = (cell: string, read: (path: string) => string) =>
  Array.from(cell.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g))
    .filter(([, title = '', path = '']) => !read(path).includes(title))
    .map(([, title, path]) => `${path}: ${title}`);

describe('docs/compliance.md', () => {
  const read = (path: string) => (existsSync(join(docs, path)) ? readFileSync(join(docs, path), 'utf8') : '');

  it('has a verdict for each requirement of ASVS V6 and V16, in order', () => {
    const [v6, v16] = Object.entries(ASVS).map(([chapter, counts]) =>
      counts.flatMap((count, section) =>
        Array.from({ length: count }, (_, index) => `${chapter}.${section + 1}.${index + 1}`),
      ),
    );
    const given = rows.flatMap(({ requirement }) => /^(6|16)\.\d\.\d+/.exec(requirement)?.[0] ?? []);

    expect(given).to.deep.equal([...(v6 ?? []), '6.8.1', ...(v16 ?? [])]);
  });

  it('gives verdicts that it explains', () => {
    const explained = [...page.matchAll(/^\| \*\*(\w+)\*\* \| [a-zCn]/gm)].map(([, word]) => word);

    expect(rows).to.have.length.above(70);
    expect(explained).to.have.lengthOf(6);
    for (const { verdict, requirement } of rows)
      expect(explained, requirement).to.include(verdict.replaceAll('**', ''));
  });

  it('names tests that there are, for all that is met without anybody else', () => {
    expect(rows.flatMap(({ test }) => missing(test, read))).to.deep.equal([]);
    const untested = rows.filter(({ verdict, test }) => verdict === '**yes**' && test === '');
    // There is nothing to test: no hints, no biometrics.
    expect(untested.map(({ requirement }) => requirement.split(' ')[0])).to.deep.equal(['6.4.2', '6.5.7']);
  });

  it('would not name one that is gone', () => {
    expect(missing('[is there](a.ts), [is not](a.ts)', () => "it('is there')")).to.deep.equal([
      'a.ts: is not',
    ]);
  });

  it('names attributes of inputs that there are', () => {
    const names = [...page.matchAll(/`(\w+)\.(\w+)(?: = [^`]*)?`/g)].filter(
      ([, input = '']) => input in inputs,
    );

    expect(names).to.have.length.above(8);
    for (const [, input = '', attribute = ''] of names)
      expect(inputs[input]?.type, input).to.include(attribute);
  });
});
