import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { ALPHABET } from '../../../functions/challenges/captcha/glyphs.ts';
import { type AnswerContext, derivedBytes, pick } from '../../../functions/question/derive.ts';
import { utf16 } from '../../support/utf16.ts';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const CONTEXT: AnswerContext = {
  userPoolId: 'eu-central-1_Ab3dE5gH7',
  clientId: '4h57k1bq0c9f8e2d6a3g5j7l9n',
  userName: 'casey.ember',
  step: 'captcha',
  challenge: 'captcha',
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
  issuedAt: 1_763_750_000,
};
const FIELDS = ['userPoolId', 'clientId', 'userName', 'step', 'challenge', 'nonce'] as const;

describe('derivedBytes', function () {
  this.timeout(20_000);

  it('gives the bytes that an HMAC-SHA-256 of another program gave for this key and context', () => {
    // Computed with Python's hmac and json over the same list; a change of these bytes breaks sign-ins in progress.
    expect(hex(KEY, CONTEXT, 96)).to.equal(
      '91586b87f65d6c2c1a6a9e671e77d0a1828bae36985594d5dd94d810556c79d1' +
        'aa80b78d77cf65d84666b36c9fc0332007d9f40656f8bef215d576592552124a' +
        '66cdae0bfa6e090a3c6078294759ef4be255350bc5d1618ebcb634641500d373',
    );
  });

  it('is an HMAC over a JSON list of the context and a block counter', () => {
    const block = (counter: number) =>
      createHmac('sha256', KEY)
        .update(
          JSON.stringify(['answer-1', ...FIELDS.map(field => CONTEXT[field]), CONTEXT.issuedAt, counter]),
        )
        .digest('hex');
    expect(hex(KEY, CONTEXT, 64)).to.equal(block(0) + block(1));
  });

  it('does not end, and does not repeat itself block by block', () => {
    const bytes = hex(KEY, CONTEXT, 32 * 500);
    const blocks = bytes.match(/.{64}/g) ?? [];
    expect(new Set(blocks).size).to.equal(500);
  });

  it('gives other bytes for any other context', () => {
    // Few letters, so that contexts with the same text spread over other fields come up as well.
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\\'), maxLength: 4 }),
      fc.string(),
    );
    const texts = Object.fromEntries(FIELDS.map(field => [field, text]));
    const context = fc.record({ ...texts, issuedAt: fc.nat(3) }) as unknown as fc.Arbitrary<AnswerContext>;
    fc.assert(
      fc.property(context, context, (one, other) => {
        const same = [...FIELDS, 'issuedAt' as const].every(field => one[field] === other[field]);
        expect(hex(KEY, one, 32) === hex(KEY, other, 32)).to.equal(same);
      }),
      { numRuns: 1000 },
    );
  });

  for (const field of FIELDS) {
    it(`gives other bytes when only ${field} is another`, () => {
      fc.assert(
        fc.property(utf16(), text => {
          fc.pre(text !== CONTEXT[field]);
          expect(hex(KEY, { ...CONTEXT, [field]: text }, 32)).not.to.equal(hex(KEY, CONTEXT, 32));
        }),
      );
    });
  }

  it('gives other bytes for the same nonce at any other time: no second of the hour brings fresh attempts at them', () => {
    const at = (issuedAt: number) => hex(KEY, { ...CONTEXT, issuedAt }, 32);
    const seconds = Array.from({ length: 3600 }, (_, second) => at(CONTEXT.issuedAt - second));
    expect(new Set(seconds).size).to.equal(3600);
  });

  it('gives other bytes for any purpose than for none, and than for another', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom('', '0', '1', 'token'), utf16()), utf16(), (one, other) => {
        expect(hex(KEY, { ...CONTEXT, purpose: one }, 64)).not.to.equal(hex(KEY, CONTEXT, 64));
        const same =
          hex(KEY, { ...CONTEXT, purpose: one }, 32) === hex(KEY, { ...CONTEXT, purpose: other }, 32);
        expect(same).to.equal(one === other);
      }),
    );
  });

  it('tells fields apart where their texts, one after the other, are the same', () => {
    const moved = { ...CONTEXT, userName: 'casey.embercap', step: 'tcha' };
    expect(hex(KEY, moved, 32)).not.to.equal(hex(KEY, CONTEXT, 32));
  });

  it('tells names apart that UTF-8 cannot (half a surrogate pair)', () => {
    const [one, other] = ['\ud800', '\ud801'].map(userName => hex(KEY, { ...CONTEXT, userName }, 32));
    expect(one).not.to.equal(other);
  });

  it('gives other bytes under any other key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), key => {
        fc.pre(Buffer.compare(key, KEY) !== 0);
        expect(hex(key, CONTEXT, 32)).not.to.equal(hex(KEY, CONTEXT, 32));
      }),
    );
  });
});

describe('pick', function () {
  this.timeout(20_000);

  it('gives the known answer for the known bytes', () => {
    expect(pick(derivedBytes(KEY, CONTEXT), ALPHABET, 6)).to.equal('CNTMLW');
  });

  it('passes over bytes that would favour the first characters', () => {
    // Ten digits go 25 times into 256: 250 to 255 would be 0 to 5 once more.
    expect(pick([250, 255, 249, 251, 0, 7].values(), '0123456789', 3)).to.equal('907');
    expect(pick([254, 255, 253, 252, 3].values(), 'abcdefg', 1)).to.equal('d');
  });

  it('uses every byte where the alphabet goes into 256 without a rest', () => {
    expect(pick([255, 0, 16].values(), ALPHABET, 3)).to.equal('YAA');
  });

  it('goes on through as many bytes as it takes', () => {
    const picked = pick(derivedBytes(KEY, CONTEXT), '0123456789', 5000);
    expect(picked).to.match(/^\d{5000}$/);
  });

  const alphabets = [
    '0123456789',
    ALPHABET,
    'abcdefg',
    '0123456789abcdefghijklmnopqrstuvwxyz',
    wide(97),
    wide(200),
  ];
  for (const alphabet of alphabets) {
    it(`picks each of ${alphabet.length} characters as often as any other, the last one too`, () => {
      const count = 200_000;
      const counts = new Map([...alphabet].map(character => [character, 0]));
      for (const character of pick(derivedBytes(KEY, CONTEXT), alphabet, count))
        counts.set(character, (counts.get(character) ?? 0) + 1);
      expect(counts.size, 'only characters of the alphabet').to.equal(alphabet.length);
      expect(chiSquared([...counts.values()])).to.be.below(critical(alphabet.length - 1));
    });
  }

  it('has a test for bias that the plain remainder of a byte fails', () => {
    // The defect `byte % 10`: without this, the bound above might be too wide to see it.
    const bytes = derivedBytes(KEY, CONTEXT);
    const counts = new Array<number>(10).fill(0);
    for (let n = 0; n < 200_000; n++) {
      const digit = bytes.next().value % 10;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    expect(chiSquared(counts)).to.be.above(critical(9));
  });
});

function hex(key: Uint8Array, context: AnswerContext, length: number): string {
  const bytes = derivedBytes(key, context);
  return Buffer.from(Array.from({ length }, () => bytes.next().value)).toString('hex');
}

function wide(length: number): string {
  return Array.from({ length }, (_, index) => String.fromCharCode(0x4e00 + index)).join('');
}

function chiSquared(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Above this, chance is no explanation (about one in 10 000; Wilson and Hilferty's approximation). */
function critical(degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + 3.72 * Math.sqrt(spread)) ** 3;
}
