import { expect } from 'chai';
import { decoyEmail, decoyNumber, foldName } from '../../../functions/delivery/decoy.ts';
import { NONCE } from '../../support/trigger-events.ts';

describe('decoys', () => {
  it('are of a name without what Cognito may pass over: case, blanks about it, forms of one letter', () => {
    expect(foldName(' ＡLICE@Example.com ')).to.equal('alice@example.com');
  });

  it('are the same for the same pseudonym in each release, or an update would show them for what they are', () => {
    // 00 01 02 03 04 05 06 07 …
    expect(decoyNumber(NONCE)).to.equal('6051');
    expect(decoyEmail(NONCE)).to.equal('a@g');
  });
});
