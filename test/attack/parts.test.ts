import { expect } from 'chai';
import { parts } from '../../attack/parts.ts';

/** Each in its short form. The exploits are tests themselves, and what needs longer has files of its own. */
const here = ['sessions', 'behaviours', 'mixing', 'parallel', 'fuzz'];

describe('npm run attack', function () {
  this.timeout(300_000);

  for (const name of here) {
    it(`gets nowhere: ${name}`, async () => {
      const part = await parts[name]?.();
      const outcome = await part?.run(() => undefined, 'short');
      expect(outcome?.succeeded).to.deep.equal([]);
    });
  }
});
