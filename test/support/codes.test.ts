import { expect } from 'chai';
import { inGroups } from '../../functions/question/long-code.ts';
import { codeIn } from './codes.ts';

const messageWith = (code: string) => ({
  ...{ at: '', to: 'user@acme.example', subject: '', html: '' },
  text: `Your code for Acme is\n\n${inGroups(code)}\n\nIt is good for 3 minutes, at https://acme.example/#123456.`,
});

describe('codeIn', () => {
  for (const code of ['123456', '12345678', '1234567890', 'BCDFGH', 'BCDFGHJKLM'])
    it(`finds ${code}`, () => {
      expect(codeIn(messageWith(code) as never)).to.equal(code);
    });

  for (const code of ['12345678901234567890', 'BCDFGHJKLMNPQRS'])
    it(`finds ${code}, which the message writes in groups`, () => {
      expect(messageWith(code).text).not.to.include(code);
      expect(codeIn(messageWith(code) as never)).to.equal(code);
    });

  it('finds none in a link or a longer word', () => {
    for (const text of ['https://acme.example/#123456', 'x123456', '12345678901', '12345 67890'])
      expect(() => codeIn({ text } as never)).to.throw('There is no code in');
  });
});
