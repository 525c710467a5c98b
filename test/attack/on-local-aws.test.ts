import { expect } from 'chai';
import { parts } from '../../attack/parts.ts';

describe('npm run attack, on the local AWS', function () {
  this.timeout(300_000);

  for (const name of ['secrets', 'load']) {
    it(`gets nowhere: ${name}`, async () => {
      const part = await parts[name]?.();
      const outcome = await part?.run(() => undefined, 'short');
      expect(outcome?.succeeded).to.deep.equal([]);
    });
  }
});
