import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { proofOfWork } from '../../../../functions/challenges/proof-of-work/index.ts';
import { SettingsError } from '../../../../functions/settings/settings-error.ts';
import { questionFrom, settingsFrom, worldWith } from '../../../support/questions.ts';

const SETTINGS = settingsFrom([{ challenges: ['password'] }, { challenges: ['proof_of_work'] }]);
const question = questionFrom(SETTINGS);

describe('proof_of_work', function () {
  this.timeout(20_000);
  const made = (difficulty: number) => proofOfWork({ difficulty }, worldWith());

  it('gives the client prefix and difficulty, and nothing that verify would have to keep', async () => {
    const asked = await made(12).create(question);
    expect(asked).to.deep.equal({ public: { prefix: 'AAECAwQFBgcICQoLDA0ODw.', difficulty: '12' } });
  });

  it('asks for 18 bits where nothing is said', async () => {
    expect((await proofOfWork({}, worldWith()).create(question)).public.difficulty).to.equal('18');
  });

  it('gives another prefix with each question', async () => {
    const { public: one } = await made(8).create(question);
    const { public: other } = await made(8).create(questionFrom(SETTINGS, { nonce: 'B'.repeat(22) }));
    expect(one.prefix).not.to.equal(other.prefix);
  });

  it('accepts what a search finds, and nothing of fewer bits, at each difficulty', async () => {
    for (const difficulty of [8, 9, 11, 12]) {
      const { public: shown } = await made(difficulty).create(question);
      const found = search(shown.prefix ?? '', bits => bits >= difficulty);
      expect(await made(difficulty).verify(question, found, {}), `${difficulty} bits`).to.equal(true);
      const almost = search(shown.prefix ?? '', bits => bits === difficulty - 1);
      expect(await made(difficulty).verify(question, almost, {}), `one bit less`).to.equal(false);
    }
  });

  it('judges any text by the digest, and takes none for an error', async () => {
    const challenge = made(8);
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 80, unit: 'binary' }), async suffix => {
        const isRight = suffix.length <= 64 && zeroBits(`AAECAwQFBgcICQoLDA0ODw.${suffix}`) >= 8;
        expect(await challenge.verify(question, suffix, {})).to.equal(isRight);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses more than 64 characters, however many bits they have', async () => {
    const prefix = 'AAECAwQFBgcICQoLDA0ODw.';
    const long = search(prefix, bits => bits >= 8, 'x'.repeat(64));
    expect(await made(8).verify(question, long, {})).to.equal(false);
  });

  it('takes 64 characters', async () => {
    const asked = questionFrom(SETTINGS);
    const suffixes = Array.from({ length: 5000 }, (_, n) => String(n).padStart(64, 'x'));
    const found = suffixes.find(suffix => zeroBits(`AAECAwQFBgcICQoLDA0ODw.${suffix}`) >= 8) ?? '';
    expect(found).to.have.length(64);
    expect(await made(8).verify(asked, found, {})).to.equal(true);
  });

  it('refuses the solution of another question', async () => {
    const other = questionFrom(SETTINGS, { nonce: 'C'.repeat(22) });
    const found = search('AAECAwQFBgcICQoLDA0ODw.', bits => bits >= 12);
    expect(await made(12).verify(question, found, {})).to.equal(true);
    expect(await made(12).verify(other, found, {})).to.equal(false);
  });

  it('says whose settings are wrong', () => {
    expect(() => proofOfWork('hard', worldWith())).to.throw(SettingsError, /^proof_of_work takes/);
  });

  for (const difficulty of [7, 29, 12.5, '18', true]) {
    it(`has no difficulty of ${JSON.stringify(difficulty)}`, () => {
      expect(() => proofOfWork({ difficulty }, worldWith())).to.throw(
        SettingsError,
        'proof_of_work.difficulty takes a whole number from 8 to 28',
      );
    });
  }
});

/** A suffix whose digest has as many zero bits as are wanted. */
function search(prefix: string, isWanted: (bits: number) => boolean, start = ''): string {
  for (let n = 0; ; n++) if (isWanted(zeroBits(prefix + start + n))) return start + n;
}

/** Counted apart from the challenge: in the digits of the digest. */
function zeroBits(text: string): number {
  const digest = createHash('sha256').update(text).digest('hex');
  return BigInt(`0x${digest}`).toString(2).padStart(256, '0').indexOf('1');
}
