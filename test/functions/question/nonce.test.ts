import { expect } from 'chai';
import fc from 'fast-check';
import { callName, questionName, shownName, veil } from '../../../functions/question/nonce.ts';
import { pseudonyms } from '../../../functions/question/stable-key.ts';
import { disguises } from '../../support/disguises.ts';
import { KEY_ID } from '../../support/settings.ts';
import { NONCE } from '../../support/trigger-events.ts';
import { fakeMac, NOW_SECONDS } from '../../support/worlds.ts';

const pseudonym = pseudonyms(KEY_ID, fakeMac);
const issuedAt = NOW_SECONDS;
const nonces = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map(bytes => Buffer.from(bytes).toString('base64url'));

describe('the name of a question', () => {
  it('is 22 characters, the same each time, and others for another nonce or time', () => {
    const name = questionName({ nonce: NONCE, issuedAt });
    expect(name).to.match(/^[\w-]{22}$/);
    expect(questionName({ nonce: NONCE, issuedAt })).to.equal(name);
    const others = [
      { nonce: `B${NONCE.slice(1)}`, issuedAt },
      { nonce: NONCE, issuedAt: issuedAt + 1 },
      { nonce: `${NONCE}1`, issuedAt: Number(String(issuedAt).slice(1)) },
    ].map(questionName);
    expect(new Set([name, ...others]).size).to.equal(4);
  });

  it('is what another program makes of it: by another name, an update would give fresh attempts and messages', () => {
    // Computed with Python's hashlib and json.
    expect(questionName({ nonce: NONCE, issuedAt })).to.equal('SniGOqXkE6rMCgm7-gmdBJ');
  });

  it('is the one that the client sees of a fresh question, and another where the question stood already', () => {
    const shown = (askedAt: number) => shownName({ nonce: NONCE, issuedAt, askedAt });
    expect(shown(issuedAt)).to.equal(questionName({ nonce: NONCE, issuedAt }));
    expect(shown(issuedAt - 1), 'a clock that is behind').to.equal(shown(issuedAt));
    expect(shown(issuedAt + 20)).to.equal('156KRAHP32G_OUB2yJCNAL');
    expect(new Set([0, 1, 20].map(later => shown(issuedAt + later))).size).to.equal(3);
  });

  it('tells nothing of the nonce, however disguised', () => {
    fc.assert(
      fc.property(nonces, nonce => {
        const name = questionName({ nonce, issuedAt });
        for (const disguise of disguises(nonce)) expect(name).not.to.include(disguise);
      }),
    );
  });
});

describe('the name of a call', () => {
  const asked = { nonce: NONCE, round: 'Kq3v-_0a' };

  it('is the same for the same answer to the same round, and for nothing else', () => {
    const name = callName(asked, '123456');
    expect(name).to.match(/^[\w-]{11}$/);
    expect(callName(asked, '123456')).to.equal(name);
    const others = [
      callName(asked, '123457'),
      callName(asked, '123456 '),
      callName({ ...asked, round: 'Kq3v-_0b' }, '123456'),
      callName({ ...asked, nonce: `B${NONCE.slice(1)}` }, '123456'),
      callName({ ...asked, round: 'Kq3v-_0' }, 'a123456'),
    ];
    expect(new Set([name, ...others]).size).to.equal(6);
  });

  it('is what another program makes of it: by another name, an update would count a second try again', () => {
    expect(callName(asked, '123456')).to.equal('urZvjLMj8To');
  });
});

describe('a veiled nonce', () => {
  it('comes back as it was, whatever its 22 characters are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[\w-]{22}$/), async nonce => {
        const question = questionName({ nonce, issuedAt });
        const veiled = await veil(nonce, question, pseudonym);
        expect(veiled).to.match(/^[\w-]{22}$/);
        expect(await veil(veiled, question, pseudonym)).to.equal(nonce);
      }),
    );
  });

  it('tells nothing of the nonce, and has a pad of its own for each question', async () => {
    const text = 'A'.repeat(22);
    const pads = await Promise.all(['one', 'other', 'third'].map(name => veil(text, name, pseudonym)));
    expect(new Set([text, ...pads]).size).to.equal(4);
    await fc.assert(
      fc.asyncProperty(nonces, async nonce => {
        const veiled = await veil(nonce, questionName({ nonce, issuedAt }), pseudonym);
        for (const disguise of disguises(nonce)) expect(veiled).not.to.include(disguise);
      }),
    );
  });

  it('comes back after an update: the pad is what another program makes of the key', async () => {
    const question = questionName({ nonce: NONCE, issuedAt });
    expect(await veil(NONCE, question, pseudonym)).to.equal('r6OlIE9G-iEzSc4AExTrs0');
  });

  it('takes the KMS key', async () => {
    const another = pseudonyms('another key', fakeMac);
    expect(await veil(await veil(NONCE, 'q', pseudonym), 'q', another)).not.to.equal(NONCE);
  });
});
