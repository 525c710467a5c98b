import { expect } from 'chai';
import { type Asker, flowFor } from '../../../functions/flow/conditions.ts';
import type { Condition } from '../../../functions/settings/flow.ts';
import { CAPTCHA, EMAIL, step } from '../../support/settings.ts';

const GROUPS = { attribute: 'custom:groups', values: ['admin', 'audit'] };
const FLAG = { attribute: 'custom:groups', values: ['true'] };
const WORDS = { attribute: 'custom:groups', values: ['untrue', 'falsely'] };
const WEB = { clients: ['web', 'kiosk'] };

const asker = (groups: string | undefined, client?: string): Asker => ({
  attributes: groups === undefined ? {} : { 'custom:groups': groups },
  client,
});

describe('flowFor', () => {
  const cases: readonly [title: string, when: Condition, asker: Asker, isAsked: boolean][] = [
    ['an attribute with one of the values', GROUPS, asker('admin'), true],
    ['another of the values', GROUPS, asker('audit'), true],
    ['an attribute with another value', GROUPS, asker('staff'), false],
    ['a value that only begins as one of them does', GROUPS, asker('administrator'), false],
    ['a value that ends as one of them does', GROUPS, asker('subadmin'), false],
    ['a value in capitals', GROUPS, asker('Admin'), false],
    ['an attribute that lists one of them', GROUPS, asker('staff,audit'), true],
    ['one that lists it with spaces', GROUPS, asker(' staff , admin '), true],
    ['one that lists others', GROUPS, asker('staff,guests'), false],
    ['an empty attribute', GROUPS, asker(''), false],
    ['an attribute that the user does not have', GROUPS, asker(undefined), false],
    ['a boolean in another spelling', FLAG, asker('True'), true],
    ['a boolean in capitals', FLAG, asker('TRUE'), true],
    ['the other boolean', FLAG, asker('False'), false],
    ['a word that ends like a boolean, in capitals', WORDS, asker('UNTRUE'), false],
    ['a word that begins like one, in capitals', WORDS, asker('FALSELY'), false],
    ['a client that is named', WEB, asker(undefined, 'web'), true],
    ['a client that is not named', WEB, asker(undefined, 'app'), false],
    ['a client that the settings do not know', WEB, asker(undefined), false],
    ['both', { ...GROUPS, ...WEB }, asker('admin', 'kiosk'), true],
    ['the attribute only, where both must hold', { ...GROUPS, ...WEB }, asker('admin', 'app'), false],
    ['the client only, where both must hold', { ...GROUPS, ...WEB }, asker('staff', 'web'), false],
    ['nothing of it, where no condition is in it', {}, asker(undefined), true],
  ];
  for (const [title, when, who, isAsked] of cases) {
    it(`${isAsked ? 'asks' : 'leaves out'} a step for ${title}`, () => {
      const conditional = step({ name: 'conditional', when });
      expect(flowFor([CAPTCHA, conditional, EMAIL], who)).to.deep.equal(
        isAsked ? [CAPTCHA, conditional, EMAIL] : [CAPTCHA, EMAIL],
      );
    });
  }

  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    it(`leaves out a step for an attribute ${name} that the user does not have: objects do`, () => {
      const conditional = step({ name: 'conditional', when: { attribute: name, values: ['true'] } });
      expect(flowFor([conditional, EMAIL], asker('true'))).to.deep.equal([EMAIL]);
    });

    it(`asks a step for an attribute ${name} that the user has`, () => {
      const attributes = JSON.parse(`{ "${name}": "true" }`);
      const conditional = step({ name: 'conditional', when: { attribute: name, values: ['true'] } });
      expect(flowFor([conditional], { attributes, client: undefined })).to.deep.equal([conditional]);
    });
  }

  it('leaves a flow without conditions as it is', () => {
    expect(flowFor([CAPTCHA, EMAIL], asker('admin', 'web'))).to.deep.equal([CAPTCHA, EMAIL]);
  });
});
