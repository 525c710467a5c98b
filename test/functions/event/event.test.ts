import { expect } from 'chai';
import { readEvent, readSession } from '../../../functions/event/event.ts';
import { readStrings } from '../../../functions/records.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  cognitoEvent,
  SOURCES,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';

const read = (event: unknown) => readEvent(event, SOURCES.define);

describe('readEvent', () => {
  it('reads who signs in, where, and the request', () => {
    const event = cognitoEvent('define', { session: AFTER_PASSWORD });
    expect(read(event)).to.deep.equal({
      userPoolId: 'eu-central-1_Ab3dE5gH7',
      clientId: '4h57k1bq0c9f8e2d6a3g5j7l9n',
      userName: USER_NAME,
      userNotFound: false,
      attributes: ATTRIBUTES,
      request: event.request,
      original: event,
    });
  });

  it('reads what the client asks for instead of giving an answer', () => {
    const clientMetadata = { action: 'resend', challenge: 'sms_otp' };
    expect(read(cognitoEvent('define', { clientMetadata }))?.action).to.deep.equal({
      ...{ resend: true, challenge: 'sms_otp' },
    });
    expect(read(cognitoEvent('define', { clientMetadata: { locale: 'de' } }))).not.to.have.property('action');
  });

  it('reads each attribute for itself: booleans and numbers as texts, and nothing odd takes the others with it', () => {
    const odd = { nothing: null, list: ['x'], map: { x: 1 } };
    const userAttributes = { ...ATTRIBUTES, email_verified: true, count: 7, flag: false, empty: '', ...odd };
    expect(read(cognitoEvent('define', { userAttributes }))?.attributes).to.deep.equal({
      ...{ ...ATTRIBUTES, email_verified: 'true', count: '7', flag: 'false', empty: '' },
    });
  });

  it('takes another name of the trigger where it has one, and none besides', () => {
    const [first, other] = [SOURCES.verify, 'VerifyAuthChallenge_Authentication'];
    for (const triggerSource of [first, other])
      expect(readEvent(cognitoEvent('verify', {}, { triggerSource }), first, other)).to.include({
        userName: USER_NAME,
      });
    for (const triggerSource of ['VerifyAuthChallenge', `${other}2`, '', undefined])
      expect(readEvent(cognitoEvent('verify', {}, { triggerSource }), first, other)).to.equal(undefined);
  });

  it('has no attributes for an unknown user, nor where they are no map', () => {
    const nothing = [
      unknownUser(cognitoEvent('define')),
      cognitoEvent('define', { userNotFound: true }),
      cognitoEvent('define', { userNotFound: 'false' }),
      ...[undefined, null, [], 7, { email: [] }, { email: null }].map(userAttributes =>
        cognitoEvent('define', { userAttributes }),
      ),
    ];
    for (const event of nothing) expect(read(event)?.attributes).to.deep.equal({});
  });

  it('takes fields that it does not know: Cognito adds some', () => {
    const event = cognitoEvent('define', { futureField: 1 }, { version: '2', futureField: {} });
    expect(read(event)).to.include({ userName: USER_NAME });
  });

  it('takes any value but none and a plain `false` for an unknown user', () => {
    for (const userNotFound of [true, 'true', 'false', 0, 1, '', {}, []])
      expect(read(cognitoEvent('define', { userNotFound }))?.userNotFound, String(userNotFound)).to.equal(
        true,
      );
    for (const userNotFound of [false, null, undefined])
      expect(read(cognitoEvent('define', { userNotFound }))?.userNotFound, String(userNotFound)).to.equal(
        false,
      );
    expect(read(unknownUser(cognitoEvent('define')))?.userNotFound).to.equal(true);
  });

  const foreign: readonly [title: string, event: unknown][] = [
    ['null', null],
    ['nothing', undefined],
    ['a text', JSON.stringify(cognitoEvent('define'))],
    ['a list with an event in it', [cognitoEvent('define')]],
    ['an empty object', {}],
    ['an event of another trigger', cognitoEvent('create')],
    [
      'a trigger source in small letters',
      cognitoEvent('define', {}, { triggerSource: SOURCES.define.toLowerCase() }),
    ],
    ['a trigger source in a list', cognitoEvent('define', {}, { triggerSource: [SOURCES.define] })],
    ['an event without a request', cognitoEvent('define', {}, { request: undefined })],
    ['a request that is null', cognitoEvent('define', {}, { request: null })],
    ['a request that is a list', cognitoEvent('define', {}, { request: [] })],
    ['a request that is a text', cognitoEvent('define', {}, { request: '{}' })],
    ['an event without a caller', cognitoEvent('define', {}, { callerContext: undefined })],
    ...[undefined, null, '', 7, true, {}, ['x'], 'x'.repeat(257)].flatMap((value): [string, unknown][] => {
      const shown = String(JSON.stringify(value)).slice(0, 20);
      return [
        [`userPoolId ${shown}`, cognitoEvent('define', {}, { userPoolId: value })],
        [`userName ${shown}`, cognitoEvent('define', {}, { userName: value })],
        [`clientId ${shown}`, cognitoEvent('define', {}, { callerContext: { clientId: value } })],
      ];
    }),
  ];
  it('takes names as long as Cognito lets them be', () => {
    const userName = 'x'.repeat(256);
    const clientId = 'x'.repeat(128);
    const event = cognitoEvent('define', {}, { userName, callerContext: { clientId } });
    expect(read(event)).to.include({ userName, clientId });
  });

  it('takes no id of a pool or client that has another form: both are logged', () => {
    for (const odd of ['casey@ember.example', 'a b', 'a\nb', '\u001b[2J', 'x'.repeat(129)]) {
      expect(read(cognitoEvent('define', {}, { callerContext: { clientId: odd } })), odd).to.equal(undefined);
      expect(read(cognitoEvent('define', {}, { userPoolId: `eu-central-1_${odd}` })), odd).to.equal(
        undefined,
      );
    }
  });

  for (const [title, event] of foreign) {
    it(`does not take ${title}`, () => {
      expect(read(event)).to.equal(undefined);
    });
  }
});

describe('readSession', () => {
  it('reads a list of entries, an empty one too', () => {
    expect(readSession({ session: [] })).to.deep.equal([]);
    expect(readSession({ session: AFTER_PASSWORD })).to.equal(AFTER_PASSWORD);
  });

  for (const session of [undefined, null, '', '[]', {}, { length: 0 }, 0, true, [null], [[]], [{}, 'x']]) {
    it(`does not take ${JSON.stringify(session)}`, () => {
      expect(readSession({ session })).to.equal(undefined);
    });
  }
});

describe('readStrings', () => {
  it('reads a map of strings, an empty one too', () => {
    expect(readStrings({})).to.deep.equal({});
    expect(readStrings({ answer: '5' })).to.deep.equal({ answer: '5' });
  });

  for (const value of [
    undefined,
    null,
    'answer',
    ['5'],
    5,
    { answer: 5 },
    { answer: null },
    { answer: ['5'] },
  ]) {
    it(`does not take ${JSON.stringify(value)}`, () => {
      expect(readStrings(value)).to.equal(undefined);
    });
  }
});
