import { expect } from 'chai';
import { atMost } from '../../../attack/incidents/at-most.ts';
import { rejection } from '../../support/handlers.ts';

const turn = () => new Promise(resolve => setImmediate(resolve));

describe('So many at a time', () => {
  it('does each once, as many at once as it may, and gives the results in order', async () => {
    let running = 0;
    let most = 0;
    const results = await atMost(3, [5, 4, 3, 2, 1, 0], async turns => {
      most = Math.max(most, ++running);
      for (let n = 0; n < turns; n++) await turn();
      running--;
      return turns * 10;
    });

    expect(results).to.deep.equal([50, 40, 30, 20, 10, 0]);
    expect(most).to.equal(3);
  });

  it('fails where one of them fails', async () => {
    const failing = atMost(2, [1, 2, 3], async n => {
      if (n === 3) throw new Error('the third');
    });

    expect(await rejection(failing)).to.have.property('message', 'the third');
  });
});
