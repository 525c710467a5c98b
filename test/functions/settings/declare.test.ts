import { expect } from 'chai';
import {
  flag,
  list,
  map,
  number,
  object,
  oneOf,
  optional,
  type Setting,
  set,
  text,
  whole,
} from '../../../functions/settings/declare.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';

const odd: readonly unknown[] = [
  undefined,
  null,
  '',
  'x',
  0,
  1,
  1.5,
  2,
  4,
  Number.NaN,
  true,
  [],
  [''],
  {},
  { length: 1 },
];

/** A declaration, what it lets through of the odd values besides its own examples, and what it says of the others. */
const cases: readonly [name: string, setting: Setting, good: unknown[], takes: string][] = [
  ['list', list(text()), [[], ['x', ' ']], 'a (list|text)'],
  ['a list of one or more', list(text(), 1), [['x']], '(one or more|a text)'],
  ['a list of some', list(text(), 1, 2, '1 to 2 texts'), [['x'], ['x', 'y']], '(1 to 2 texts|a text)'],
  ['set', set(text()), [[], ['a', 'b']], 'a (list|text)'],
  ['map', map(whole(1, 1)), [{}, { length: 1 }, { resend_seconds: 1 }], 'an object'],
  ['text', text(), ['x', ' ', 'é'], 'a text'],
  ['text of a pattern', text('an a', /^a/u), ['a', 'ab'], 'an a'],
  ['text of two patterns', text('ab', /a/u, /b/u), ['ab', 'bca'], 'ab'],
  ['whole', whole(1, 3), [1, 2, 3], 'a whole number from 1 to 3'],
  ['number', number(0.5, 1.5), [0.5, 1, 1.5], 'a number from 0.5 to 1.5'],
  ['oneOf', oneOf('x', 'constructor'), ['x', 'constructor'], 'one of x, constructor'],
  ['flag', flag(), [true, false], 'true or false'],
];

describe('a declaration of a setting', () => {
  for (const [name, setting, good, takes] of cases) {
    it(`reads ${name}, and refuses the rest with a message that says where, what and what it got`, () => {
      for (const value of good) expect(setting.read(value, 'here')).to.deep.equal(value);
      const isGood = (value: unknown) => good.some(each => JSON.stringify(each) === JSON.stringify(value));
      for (const value of odd) {
        if (isGood(value)) continue;
        expect(() => setting.read(value, 'here'), String(JSON.stringify(value))).to.throw(
          SettingsError,
          new RegExp(`^here(\\[\\d\\])? takes ${takes}; got `),
        );
      }
    });
  }

  it('reads what is optional, or its default, and takes null for what was left out', () => {
    expect([undefined, null, 'x'].map(value => optional(text()).read(value, 'here'))).to.deep.equal([
      undefined,
      undefined,
      'x',
    ]);
    expect([undefined, null, 2].map(value => optional(whole(1, 3), 1).read(value, 'here'))).to.deep.equal([
      1, 1, 2,
    ]);
    expect(() => optional(text()).read('', 'here')).to.throw(SettingsError, 'here takes a text; got "".');
  });

  it('reads attributes by Terraform’s names, ignores others, and fills in defaults at every depth', () => {
    const inner = optional(object({ most_of_all: optional(whole(1, 9), 5), own: optional(text()) }), {});
    const outer = object({ resend_seconds: whole(25, 600), inner });
    expect(outer.read({ resend_seconds: 30, resendSeconds: 31, more: 1 }, '')).to.deep.equal({
      resendSeconds: 30,
      inner: { mostOfAll: 5 },
    });
    expect(outer.read({ resend_seconds: 30, inner: { own: 'x' } }, '')).to.deep.include({
      inner: { mostOfAll: 5, own: 'x' },
    });
  });

  it('names what is wrong by its path in Terraform', () => {
    const flow = object({ flow: list(object({ when: object({ values: list(text()) }) })) });
    expect(() => flow.read({ flow: [{ when: { values: ['a', 7] } }] }, '')).to.throw(
      SettingsError,
      'flow[0].when.values[1] takes a text; got 7.',
    );
    expect(() => map(text(), oneOf('de')).read({ fr: 'x' }, 'texts')).to.throw(
      'texts takes one of de; got "fr".',
    );
    expect(() => map(text()).read({ fr: 7 }, 'texts')).to.throw('texts.fr takes a text; got 7.');
  });

  it('is not fooled by what every object inherits', () => {
    expect(() => object({ constructor: text() }).read({}, 'here')).to.throw(
      SettingsError,
      /^here\.constructor takes/,
    );
  });

  it('throws errors that a log tells apart from others', () => {
    expect(String(new SettingsError('flow is not set.'))).to.equal('SettingsError: flow is not set.');
  });
});
