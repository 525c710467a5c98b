import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

/** What a call does not show: `destinationOf(message, event, rules, true)`. Within braces a boolean has a name. */
const BARE_BOOLEAN = /\b\w+(?:\??: boolean(?: \| undefined)?| = (?:true|false))(?=\s*[,)])/g;
/** `time.ts` has types for moments; a length of time has its unit in its name. */
const MOMENT = /\b(?:now|until|\w+At)\??: (?:number\b|\(\) => number\b)/g;
const LENGTH = /\b(?:\w*(?:age|delay|timeout|deadline|lifetime|pause|duration))\??: number\b/gi;

const faultsOf = (source: string) =>
  [BARE_BOOLEAN, MOMENT, LENGTH].flatMap(pattern => [...source.matchAll(pattern)].map(([found]) => found));

/** That none has more than four parameters in a row, Biome looks at. */
describe('the signatures in functions/', () => {
  const files = readdirSync('functions', { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );

  it('have no bare boolean, and times with their unit', () => {
    const faults = files.flatMap(file =>
      faultsOf(readFileSync(join('functions', file), 'utf8')).map(fault => `${file}: ${fault}`),
    );

    expect(files).to.have.length.above(80);
    expect(faults).to.deep.equal([]);
  });

  for (const [source, ...faults] of [
    ['function mask(address: string, isShown: boolean): string', 'isShown: boolean'],
    ['const fail = (code: string, isStale = false) => code', 'isStale = false'],
    ['(\n  own: boolean | undefined,\n) => 1', 'own: boolean | undefined'],
    ['function mask({ isShown }: { readonly isShown: boolean }): string'],
    [
      'interface Posed { readonly issuedAt: number; readonly now: () => number }',
      'issuedAt: number',
      'now: () => number',
    ],
    ['interface Posed { readonly issuedAt: EpochSeconds; sentAt?: EpochMs; now: Clock }'],
    ['const ours = (maxAge: number) => 1', 'maxAge: number'],
    ['const ours = (maxAgeMs: number, lifetimeSeconds: number) => 1'],
  ])
    it(`would name ${faults.join(' and ') || 'nothing'} in ${source}`, () => {
      expect(faultsOf(String(source))).to.deep.equal(faults);
    });
});
