import { expect } from 'chai';
import { nextFor, stepsFor } from '../../../functions/flow/next.ts';
import type { Settings } from '../../../functions/settings/settings.ts';
import { CAPTCHA, EMAIL, settingsOf, step } from '../../support/settings.ts';
import {
  ATTRIBUTES,
  CLIENT_ID,
  type CognitoEvent,
  cognitoEvent,
  entry,
  parsed,
  type Request,
  round,
  unknownUser,
} from '../../support/trigger-events.ts';

const ADMINS = step({ name: 'admins', when: { attribute: { name: 'custom:role', values: ['admin'] } } });
const ON_THE_WEB = step({ name: 'on_the_web', when: { clients: ['web'] } });
const SETTINGS: Settings = { ...settingsOf(ADMINS, ON_THE_WEB, EMAIL), clients: { [CLIENT_ID]: 'web' } };
const ADMIN = { userAttributes: { ...ATTRIBUTES, 'custom:role': 'admin' } };

const names = (settings: Settings, event: CognitoEvent) =>
  stepsFor(settings, parsed(event)).map(({ name }) => name);

describe('stepsFor', () => {
  const cases: readonly [title: string, event: CognitoEvent, steps: readonly string[]][] = [
    [
      'a user with the attribute, by the client',
      cognitoEvent('define', ADMIN),
      ['admins', 'on_the_web', 'email_otp'],
    ],
    ['a user without it', cognitoEvent('define'), ['on_the_web', 'email_otp']],
    [
      'a client that the settings do not know',
      cognitoEvent('define', ADMIN, { callerContext: { clientId: 'another' } }),
      ['admins', 'email_otp'],
    ],
    [
      'a client named as what every object has',
      cognitoEvent('define', ADMIN, { callerContext: { clientId: 'constructor' } }),
      ['admins', 'email_otp'],
    ],
    ['an unknown user', unknownUser(cognitoEvent('define')), ['on_the_web', 'email_otp']],
    [
      'an unknown user who comes with attributes all the same',
      cognitoEvent('define', { ...ADMIN, userNotFound: true }),
      ['on_the_web', 'email_otp'],
    ],
  ];
  for (const [title, event, steps] of cases) {
    it(`asks ${title} for ${steps.join(', ')}`, () => {
      expect(names(SETTINGS, event)).to.deep.equal(steps);
    });
  }
});

describe('nextFor', () => {
  const next = (request: Request, settings = SETTINGS) =>
    nextFor(settings, parsed(cognitoEvent('define', request)));

  it('decides over the steps of this user and client, and says how many there are', () => {
    const { decision, steps, rounds } = next({ session: [round('on_the_web', true)] });
    expect(decision).to.include({ next: 'ask', step: EMAIL, index: 1 });
    expect({ steps, rounds }).to.deep.equal({ steps: 2, rounds: 1 });
  });

  it('lets nobody leave out a step by passing another: the session must be the one of their flow', () => {
    const passed = [round('on_the_web', true), round('email_otp', true, { challenge: 'email_otp' })];
    expect(next({ session: passed }).decision.next).to.equal('tokens');
    expect(next({ ...ADMIN, session: passed }).decision.next).to.equal('fail');
    expect(next({ session: [round('admins', true), ...passed] }).decision.next).to.equal('fail');
  });

  it('takes into account what the client asked for', () => {
    const session = [round('on_the_web', false)];
    expect(next({ session }).decision).to.include({ next: 'ask', spent: 1 });
    expect(next({ session, clientMetadata: { action: 'resend' } }).decision).to.include({
      next: 'ask',
      spent: 0,
    });
  });

  it('tolerates SRP_A where the settings say so', () => {
    const session = [entry('SRP_A', true)];
    const settings = settingsOf(CAPTCHA, EMAIL);
    expect(next({ session }, settings).decision.next).to.equal('fail');
    expect(next({ session }, { ...settings, srpTolerated: true }).decision.next).to.equal('ask');
  });

  it('fails without a session', () => {
    expect(next({ session: null })).to.deep.equal({
      ...{ decision: { next: 'fail', reason: 'the session is not a list' }, steps: 2, rounds: 0 },
    });
  });
});
