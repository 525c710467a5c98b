import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { matched, variants } from '../../../bench/cold/variants.ts';

describe('variants of the functions', () => {
  it('refuse a change that changes nothing', () => {
    expect(() => matched(/isStale/, '')('nothing of the kind')).to.throw('There is no /isStale/ to replace');
  });

  for (const [name, edits] of Object.entries(variants))
    for (const [path, edit] of Object.entries<(source: string) => string>(edits))
      it(`${name}: changes ${path}`, () => {
        const source = readFileSync(path, 'utf8');
        expect(edit(source)).to.not.equal(source);
      });
});
