import { expect } from 'chai';
import { rightAnswer, solve } from '../../../local/demo/answers.ts';
import { rejection } from '../../support/tokens.ts';

describe('the answers of the demo', () => {
  it('are worked out where a client can', async () => {
    expect(await rightAnswer('', { challenge: 'proof_of_work', prefix: 'a', difficulty: '8' })).to.equal(
      solve('a', 8),
    );
  });

  it('say of a challenge that takes a person that it does', async () => {
    const asked = { challenge: 'human_check', provider: 'turnstile' };

    expect((await rejection(rightAnswer('', asked))).message).to.equal(
      'human_check needs a person and turnstile: sign in with your own client.',
    );
  });
});
