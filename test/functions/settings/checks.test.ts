import { expect } from 'chai';
import {
  flag,
  list,
  oneOf,
  optionalText,
  record,
  SettingsError,
  text,
  texts,
  whole,
} from '../../../functions/settings/checks.ts';

const odd: readonly unknown[] = [
  undefined,
  null,
  '',
  'x',
  0,
  1,
  1.5,
  Number.NaN,
  true,
  [],
  [''],
  {},
  { length: 1 },
];

/** A check, what it lets through of the odd values besides its own examples, and what it says of the others. */
const cases: readonly [
  name: string,
  check: (value: unknown, at: string) => unknown,
  good: unknown[],
  takes: string,
][] = [
  ['record', record, [{}, { length: 1 }, { a: 1 }], 'an object'],
  ['list', list, [[], [''], [1, {}]], 'a list'],
  ['text', text, ['x', ' ', 'é'], 'a text'],
  ['texts', texts, [[], ['a', 'b']], 'a (list|text)'],
  ['whole', (value, at) => whole(value, at, 1, 3), [1, 2, 3], 'a whole number from 1 to 3'],
  [
    'oneOf',
    (value, at) => oneOf(value, at, ['x', 'constructor']),
    ['x', 'constructor'],
    'one of x, constructor',
  ],
  ['flag', flag, [true, false], 'true or false'],
];

describe('the checks of settings', () => {
  for (const [name, check, good, takes] of cases) {
    it(`${name} gives what it takes, and refuses the rest with a message that says where, what and what it got`, () => {
      for (const value of good) expect(check(value, 'here')).to.deep.equal(value);
      const isGood = (value: unknown) => good.some(each => JSON.stringify(each) === JSON.stringify(value));
      for (const value of odd) {
        if (isGood(value)) continue;
        expect(() => check(value, 'here'), String(JSON.stringify(value))).to.throw(
          SettingsError,
          new RegExp(`^here(\\[\\d\\])? takes ${takes}; got `),
        );
      }
    });
  }

  it('optionalText takes undefined and null for nothing, and no empty text', () => {
    expect([undefined, null, 'x'].map(value => optionalText(value, 'here'))).to.deep.equal([
      undefined,
      undefined,
      'x',
    ]);
    expect(() => optionalText('', 'here')).to.throw(SettingsError, 'here takes a text; got "".');
  });

  it('throw errors that a log tells apart from others', () => {
    expect(String(new SettingsError('flow is not set.'))).to.equal('SettingsError: flow is not set.');
  });

  it('texts names the entry that is wrong', () => {
    expect(() => texts(['a', 7], 'here')).to.throw(SettingsError, 'here[1] takes a text; got 7.');
  });
});
