import { expect } from 'chai';
import { search } from '../../attack/search.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const hidden = new Map([
  ['the code', '4829150037'],
  ['a key', KEY],
]);

describe('The search for secrets', () => {
  const cases: readonly [title: string, text: string, found: string][] = [
    ['plain', 'code=4829150037&x', 'the code'],
    [
      'in base64, in the middle of something',
      Buffer.from('a code 4829150037!').toString('base64'),
      'the code',
    ],
    ['in hex', Buffer.from('4829150037').toString('hex'), 'the code'],
    ['reversed', '7300519284', 'the code'],
    ['url-encoded', encodeURIComponent(KEY), 'a key'],
    ['as the bytes that they are', Buffer.alloc(32, 7).toString('hex'), 'a key'],
  ];
  for (const [title, text, what] of cases) {
    it(`finds one ${title}`, () => {
      const places = [
        { name: 'a log', text: 'nothing of it' },
        { name: 'a table', text },
      ];
      expect(search(hidden, places).found).to.deep.equal([`${what} stands in a table`]);
    });
  }

  it('finds nothing where there is none', () => {
    expect(search(hidden, [{ name: 'a log', text: '1763750000123 482915 37' }]).found).to.deep.equal([]);
  });
});
