import { expect } from 'chai';
import { nextFor, stepsFor } from '../../../functions/flow/next.ts';
import type { Settings } from '../../../functions/settings/settings.ts';
import { CAPTCHA, EMAIL, PASSWORD, settingsOf, step } from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
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

const ADMINS = step({ name: 'admins', when: { attribute: 'custom:role', values: ['admin'] } });
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

  it('decides over the steps of this user and client', () => {
    expect(next({ session: [round('on_the_web', true)] })).to.include({ next: 'ask', step: EMAIL, index: 1 });
  });

  it('lets nobody leave out a step by passing another: the session must be the one of their flow', () => {
    const passed = [round('on_the_web', true), round('email_otp', true, { challenge: 'email_otp' })];
    expect(next({ session: passed }).next).to.equal('tokens');
    expect(next({ ...ADMIN, session: passed }).next).to.equal('fail');
    expect(next({ session: [round('admins', true), ...passed] }).next).to.equal('fail');
  });

  it('takes into account what the client asked for', () => {
    const session = [round('on_the_web', false)];
    expect(next({ session })).to.include({ next: 'ask', spent: 1 });
    expect(next({ session, clientMetadata: { action: 'resend' } })).to.include({
      next: 'ask',
      spent: 0,
    });
  });

  it('tolerates SRP_A where the settings say so', () => {
    const session = [entry('SRP_A', true)];
    const settings = settingsOf(CAPTCHA, EMAIL);
    expect(next({ session }, settings).next).to.equal('fail');
    expect(next({ session }, { ...settings, srpTolerated: true }).next).to.equal('ask');
  });

  it('asks for a new password after the password where the status wants one, and never without a password', () => {
    const flow = settingsOf(PASSWORD, CAPTCHA);
    for (const [status, wanted] of [
      ['FORCE_CHANGE_PASSWORD', 'new password'],
      ['RESET_REQUIRED', 'new password'],
      ['CONFIRMED', 'ask'],
      ['force_change_password', 'ask'],
      [undefined, 'ask'],
    ] as const) {
      const userAttributes = { ...ATTRIBUTES, 'cognito:user_status': status };
      expect(next({ session: AFTER_PASSWORD, userAttributes }, flow).next, status).to.equal(wanted);
      expect(next({ session: [], userAttributes }, settingsOf(EMAIL)).next, status).to.equal('ask');
    }
  });

  it('asks an unknown user for no new password, whatever the event tells of a status', () => {
    const userAttributes = { 'cognito:user_status': 'FORCE_CHANGE_PASSWORD' };
    const unknown = { session: AFTER_PASSWORD, userAttributes, userNotFound: true };
    expect(next(unknown, settingsOf(PASSWORD, CAPTCHA)).next).to.equal('ask');
  });

  it('lets an entry without metadata count where create is the operator’s own', () => {
    const session = [entry('CUSTOM_CHALLENGE', true)];
    expect(next({ session }, settingsOf(EMAIL)).next).to.equal('fail');
    expect(next({ session }, { ...settingsOf(EMAIL), ownCreate: true }).next).to.equal('tokens');
  });

  it('fails without a session', () => {
    expect(next({ session: null })).to.deep.equal({
      next: 'fail',
      end: 'UnexpectedSession',
      reason: 'the session is not a list',
    });
  });
});
