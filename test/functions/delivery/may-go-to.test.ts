import { expect } from 'chai';
import { mayGoTo } from '../../../functions/delivery/may-go-to.ts';

describe('mayGoTo', () => {
  const numbers: readonly [number: string, within: readonly string[] | undefined, may: boolean][] = [
    ['+15550100321', ['+1', '+49'], true],
    ['+4930123456', ['+1', '+49'], true],
    ['+491', ['+49'], false],
    ['+88212345678', ['+1', '+49'], false],
    ['+4412345678', ['+4'], true],
    ['+15550100321', [], false],
    ['+15550100321', ['+'], true],
    ['+15550100321', undefined, true],
    ['15550100321', ['+'], false],
    ['+05550100321', ['+'], false],
    ['+1555 0100321', ['+'], false],
    ['+1555010032112345', ['+'], false],
    ['+15550100321\n+88212345678', ['+'], false],
    ['casey@ember.example', ['+'], false],
    ['', undefined, false],
    ['x+15550100321', undefined, false],
    ['+1234567', undefined, true],
    ['+123456', undefined, false],
    ['+123456789012345', undefined, true],
  ];
  for (const [number, within, may] of numbers) {
    it(`${may ? 'lets' : 'does not let'} ${JSON.stringify(number)} through ${JSON.stringify(within) ?? 'no list'}`, () => {
      expect(mayGoTo('SMS', number, within && { within, except: [] })).to.equal(may);
    });
  }

  it('sends to no number that begins with an excluded prefix, whatever else the list lets through', () => {
    const prefixes = { within: ['+1', '+49', '+1876'], except: ['+1876', '+1900', '+4970'] };
    const allowed = ['+12125550100', '+18775550100', '+18705550100', '+4930123456'].map(number =>
      mayGoTo('SMS', number, prefixes),
    );
    const excluded = ['+18765550100', '+19005550100', '+49701234567'].map(number =>
      mayGoTo('SMS', number, prefixes),
    );
    expect(allowed).to.deep.equal([true, true, true, true]);
    expect(excluded).to.deep.equal([false, false, false]);
  });

  const addresses: readonly [address: string, may: boolean][] = [
    ['casey@ember.example', true],
    ["o'brien+tag@mail.ember.example", true],
    ['müller@ember.example', true],
    ['小林@ember.example', true],
    [`${'a'.repeat(64)}@ember.example`, true],
    [`${'a'.repeat(65)}@ember.example`, false],
    [`casey@${'e'.repeat(255)}`, true],
    [`casey@${'e'.repeat(256)}`, false],
    // Lists, in the ways that mail programs write them.
    ['casey@ember.example, all@ember.example', false],
    ['casey@ember.example,', false],
    ['casey@ember.example;all', false],
    ['friends:casey@ember.example;', false],
    // Forms that a parser takes apart: names, routes, comments, quotes, escapes, literal domains.
    ['Casey <casey@ember.example>', false],
    ['<casey@ember.example>', false],
    ['@relay.example:casey@ember.example', false],
    ['casey(all@ember.example)@ember.example', false],
    ['casey(comment)@ember.example', false],
    ['"casey"@ember.example', false],
    ['"casey@ember"@ember.example', false],
    ['"casey,all"@ember.example', false],
    ['casey\\@ember.example', false],
    ['casey@[127.0.0.1]', false],
    // Headers and lines.
    ['casey@ember.example\r\nBcc: all@ember.example', false],
    ['casey@ember.example\nBcc', false],
    ['casey@ember.example\r', false],
    ['casey\u0000@ember.example', false],
    ['casey\u0007@ember.example', false],
    ['casey\u007f@ember.example', false],
    ['casey\u0085@ember.example', false],
    ['casey\u2028@ember.example', false],
    ['casey @ember.example', false],
    ['casey\u00a0@ember.example', false],
    // What cannot be seen, and what turns the rest around.
    ['casey\u200b@ember.example', false],
    ['casey\u202e@ember.example', false],
    ['casey\ufeff@ember.example', false],
    ['casey\ud800@ember.example', false],
    // Signs that are folded to such, and words that are decoded to them.
    ['casey＠relay.example@ember.example', false],
    ['casey，all@ember.example', false],
    ['casey＜all＞@ember.example', false],
    ['=?utf-8?q?casey=40relay=2cexample?=@ember.example', false],
    ['＝？utf-8？q？casey？＝@ember.example', false],
    ['casey', false],
    ['casey@', false],
    ['@ember.example', false],
    ['a@b@c', false],
    ['', false],
    ['+15550100321', false],
  ];
  for (const [address, may] of addresses) {
    it(`${may ? 'takes' : 'does not take'} ${JSON.stringify(address)} for one e-mail address`, () => {
      expect(mayGoTo('EMAIL', address)).to.equal(may);
    });
  }
});
