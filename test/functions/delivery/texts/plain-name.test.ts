import { expect } from 'chai';
import fc from 'fast-check';
import { plainName } from '../../../../functions/delivery/texts/plain-name.ts';

describe('plainName', () => {
  for (const name of [
    'Casey',
    "Conan O'Brien",
    'Conan O’Brien',
    'Jean-Luc',
    'José Ñandú',
    '山田太郎',
    'محمد',
    'Zoë van der Berg',
    'हिन्दी',
  ]) {
    it(`leaves ${name} as it is`, () => {
      expect(plainName(name)).to.equal(name.normalize('NFC'));
    });
  }

  const nasty: readonly [name: string, left: string][] = [
    ['<b>Bob</b>\r\nBcc:x', 'b Bob b Bcc x'],
    ['win.example/free', 'win example free'],
    ['https://win.example', 'https win example'],
    ['call +1 555 0100', 'call'],
    ['{code}', 'code'],
    ['\u202eboB', 'boB'],
    ['  ', ''],
    ['!!!', ''],
  ];
  for (const [name, left] of nasty) {
    it(`leaves ${JSON.stringify(left)} of ${JSON.stringify(name)}`, () => {
      expect(plainName(name)).to.equal(left);
    });
  }

  it('leaves no more than forty characters, whole ones, and none of an address, markup or a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), name => {
        const left = plainName(name);
        expect([...left].length).to.be.at.most(40);
        expect(left).to.match(/^[\p{L}\p{M}'’ -]*$/u);
        expect(Buffer.from(left).toString(), 'whole characters').to.equal(left);
      }),
    );
  });
});
