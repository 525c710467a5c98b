import { expect } from 'chai';
import { isRecord } from '../../../functions/records.ts';
import { parseSettings } from '../../../functions/settings/settings.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import { DELIVERY, KEY_ID } from '../../support/settings.ts';
import { written } from '../../support/written.ts';

const PASSWORD = { challenges: ['password'] };
const SETTINGS = { flow: [PASSWORD, { challenges: ['captcha'] }], keyId: KEY_ID };
const { functionArn } = DELIVERY;

const parse = (settings: unknown) =>
  parseSettings(JSON.stringify(isRecord(settings) ? written(settings) : settings));

describe('parseSettings', () => {
  it('fills in what the operator left out', () => {
    expect(parse(SETTINGS)).to.deep.equal({
      flow: [
        { name: 'password', challenges: ['password'], attempts: 3, lifetimeSeconds: 180 },
        { name: 'captcha', challenges: ['captcha'], attempts: 3, lifetimeSeconds: 180 },
      ],
      keyId: KEY_ID,
      srpTolerated: false,
      ownCreate: false,
      clients: {},
      challenges: {},
    });
  });

  it('reads all there is', () => {
    const whole = {
      ...parse(SETTINGS),
      srpTolerated: true,
      ownCreate: true,
      clients: { '4h57k1bq0c9f8e2d6a3g5j7l9n': 'web' },
      delivery: DELIVERY,
      ledgerTable: 'acme-ledger',
      challenges: { captcha: { length: 5 } },
    };
    expect(parse(whole)).to.deep.equal(whole);
  });

  it('takes null for what was left out, as Terraform writes it', () => {
    const nothing = {
      srpTolerated: null,
      ownCreate: null,
      clients: null,
      delivery: null,
      ledgerTable: null,
      challenges: null,
    };
    expect(parse({ ...SETTINGS, ...nothing })).to.deep.equal(parse(SETTINGS));
  });

  it('sends to verified addresses only, five messages an hour, half a minute apart, unless told otherwise', () => {
    expect(parse({ ...SETTINGS, delivery: { functionArn } }).delivery).to.deep.equal(DELIVERY);
  });

  it('takes the ends of every range of the delivery', () => {
    for (const [resendSeconds, messagesPerHour] of [
      [25, 1],
      [600, 100],
    ]) {
      const delivery = {
        functionArn,
        resendSeconds,
        messagesPerHour,
        verifiedOnly: false,
        hiddenMedia: ['SMS'],
      };
      expect(parse({ ...SETTINGS, delivery }).delivery).to.deep.equal(delivery);
    }
  });

  it('freezes the settings', () => {
    const settings = parse({ ...SETTINGS, delivery: { functionArn } });
    for (const part of [settings, settings.flow, ...settings.flow, settings.delivery])
      expect(part).to.be.frozen;
  });

  it('lets unknown fields be, and passes none on', () => {
    expect(parse({ ...SETTINGS, more: 1 })).to.deep.equal(parse(SETTINGS));
  });

  const delivery = (parts: object) => ({ ...SETTINGS, delivery: { functionArn, ...parts } });
  const wrong: readonly [title: string, settings: unknown, message: string | RegExp][] = [
    ['a list', [], 'settings takes an object; got [].'],
    ['null', null, 'settings takes an object; got null.'],
    ['a text', 'flow', 'settings takes an object; got "flow".'],
    ['no flow', { keyId: KEY_ID }, 'flow takes 1 to 8 steps; got undefined.'],
    ['no key', { flow: [PASSWORD] }, 'keyId takes a text; got undefined.'],
    ['an empty key', { flow: [PASSWORD], keyId: '' }, 'keyId takes a text; got "".'],
    [
      'a tolerance that is no flag',
      { ...SETTINGS, srpTolerated: 'false' },
      /^srp_tolerance_enabled takes true or false/,
    ],
    ['a list of clients', { ...SETTINGS, clients: ['web'] }, /^clients takes an object/],
    ['a client without a name', { ...SETTINGS, clients: { a1: '' } }, 'clients.a1 takes a text; got "".'],
    ['an empty table name', { ...SETTINGS, ledgerTable: '' }, 'ledgerTable takes a text; got "".'],
    ['a delivery that is no object', { ...SETTINGS, delivery: functionArn }, /^delivery takes an object/],
    ['a delivery by an empty name', delivery({ functionArn: '' }), /^deliverArn takes a text/],
    ...[24, 601, 29.5, '30'].map((resendSeconds): [string, unknown, RegExp] => [
      `a resend after ${JSON.stringify(resendSeconds)} seconds, which is within Cognito's tries or much too late`,
      delivery({ resendSeconds }),
      /^delivery\.resend_seconds takes a whole number from 25 to 600/,
    ]),
    ...[0, 101, 1.5].map((messagesPerHour): [string, unknown, RegExp] => [
      `${messagesPerHour} messages an hour`,
      delivery({ messagesPerHour }),
      /^delivery\.messages_per_hour takes a whole number from 1 to 100/,
    ]),
    [
      'a flag that is a text',
      delivery({ verifiedOnly: 'no' }),
      /^delivery\.verified_only takes true or false/,
    ],
    ['hidden media that are no list', delivery({ hiddenMedia: 'SMS' }), /^hiddenMedia takes a list/],
    [
      'a hidden medium that there is not',
      delivery({ hiddenMedia: ['SMS', 'FAX'] }),
      /^hiddenMedia\[1\] takes/,
    ],
  ];
  for (const [title, settings, message] of wrong) {
    it(`refuses ${title}`, () => {
      expect(() => parse(settings)).to.throw(SettingsError, message);
    });
  }

  for (const [title, json, message] of [
    ['no variable', undefined, /^CHALLENGE_SETTINGS is not set: deploy/],
    ['an empty variable', '', /^CHALLENGE_SETTINGS is not set/],
    ['text that is no JSON', '{"flow":', 'CHALLENGE_SETTINGS is not JSON.'],
  ] as const) {
    it(`refuses ${title}`, () => {
      expect(() => parseSettings(json)).to.throw(SettingsError, message);
    });
  }
});
