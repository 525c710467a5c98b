import { expect } from 'chai';
import { mayGoTo } from '../../../functions/deliver-challenge/may-go-to.ts';

describe('mayGoTo', () => {
  const numbers: readonly [number: string, prefixes: readonly string[] | undefined, may: boolean][] = [
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
  ];
  for (const [number, prefixes, may] of numbers) {
    it(`${may ? 'lets' : 'does not let'} ${JSON.stringify(number)} through ${JSON.stringify(prefixes) ?? 'no list'}`, () => {
      expect(mayGoTo('SMS', number, prefixes)).to.equal(may);
    });
  }

  const addresses: readonly [address: string, may: boolean][] = [
    ['casey@ember.example', true],
    ["o'brien+tag@mail.ember.example", true],
    ['casey@ember.example, all@ember.example', false],
    ['Casey <casey@ember.example>', false],
    ['casey@ember.example\r\nBcc: all@ember.example', false],
    ['casey', false],
    ['@ember.example', false],
    ['a@b@c', false],
    ['+15550100321', false],
  ];
  for (const [address, may] of addresses) {
    it(`${may ? 'takes' : 'does not take'} ${JSON.stringify(address)} for one e-mail address`, () => {
      expect(mayGoTo('EMAIL', address, [])).to.equal(may);
    });
  }
});
