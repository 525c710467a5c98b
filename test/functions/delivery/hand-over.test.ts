import { expect } from 'chai';
import { toHandedOver } from '../../../functions/delivery/hand-over.ts';
import {
  ATTRIBUTES,
  CLIENT_ID,
  cognitoEvent,
  NONCE,
  parsed,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const ASKED = { step: 'code', challenge: 'email_otp', nonce: NONCE, issuedAt: NOW_SECONDS };
const handed = (request: object = {}) =>
  toHandedOver(ASKED, parsed(cognitoEvent('create', { ...request })), { address: ATTRIBUTES.email }, 2);

describe('toHandedOver', () => {
  it('says which question, whose, where to and which message it is, and holds no answer', () => {
    const { padding, ...message } = handed();
    expect(padding).to.match(/^\.+$/);
    expect(message).to.deep.equal({
      question: ASKED,
      userPoolId: 'eu-central-1_Ab3dE5gH7',
      clientId: CLIENT_ID,
      userName: USER_NAME,
      address: ATTRIBUTES.email,
      name: ATTRIBUTES.name,
      send: 2,
    });
  });

  it('says by which trace the sign-in is found in logs: 16 characters for anybody', () => {
    const trace = '0wqZkBv-Kq3vT_0a';
    const traced = toHandedOver(ASKED, { ...parsed(cognitoEvent('create')), trace }, {}, 2);
    expect(traced).to.include({ trace });
    expect(handed()).not.to.have.property('trace');
  });

  it('says why there is no address, where there is none', () => {
    for (const withheld of ['unknown_user', 'no_address', 'not_verified'] as const) {
      const message = toHandedOver(ASKED, parsed(cognitoEvent('create')), { withheld }, 1);
      expect(message).to.include({ withheld }).and.not.to.have.property('address');
    }
    expect(handed()).not.to.have.property('withheld');
  });

  it('is as long for one user as for any other: with an address, a name, a locale, a long user name, or nothing', () => {
    const unknown = unknownUser(cognitoEvent('create'));
    const named = { ...ATTRIBUTES, name: 'Ж'.repeat(100), locale: 'zh-Hant-TW' };
    const long = { ...cognitoEvent('create', { userAttributes: named }), userName: 'ж'.repeat(128) };
    const sizes = [
      handed(),
      toHandedOver(ASKED, parsed(unknown), { withheld: 'unknown_user' }, 2),
      toHandedOver(ASKED, parsed(cognitoEvent('create')), { withheld: 'limit' }, 2),
      toHandedOver(ASKED, parsed(long), { address: `${'a'.repeat(64)}@${'e'.repeat(255)}` }, 2),
    ].map(message => Buffer.byteLength(JSON.stringify(message)));
    expect(new Set(sizes).size, String(sizes)).to.equal(1);
  });

  it('takes the client’s locale before the user’s, and the page that a link should lead to', () => {
    const userAttributes = { ...ATTRIBUTES, locale: 'fr-CH' };
    expect(handed({ userAttributes })).to.include({ locale: 'fr-CH' });
    const clientMetadata = { locale: 'de', redirect: 'https://app.example/sign-in' };
    expect(handed({ userAttributes, clientMetadata })).to.include(clientMetadata);
  });

  it('takes only texts, and cuts long ones: the client may send anything', () => {
    const long = 'x'.repeat(100_000);
    const { locale, redirect, name } = handed({
      userAttributes: { ...ATTRIBUTES, name: long },
      clientMetadata: { locale: long, redirect: long },
    });
    expect([locale?.length, redirect?.length, name?.length]).to.deep.equal([35, 512, 100]);
    for (const odd of [null, '', 7, ['de'], { de: 1 }, true])
      expect(handed({ clientMetadata: { locale: odd, redirect: odd } })).not.to.have.any.keys(
        'locale',
        'redirect',
      );
    for (const clientMetadata of ['de', null, 7, ['de']])
      expect(handed({ clientMetadata })).not.to.have.any.keys('locale', 'redirect');
  });
});
