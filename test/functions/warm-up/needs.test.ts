import { expect } from 'chai';
import { parseMessageSettings } from '../../../functions/delivery/settings.ts';
import { parseSettings } from '../../../functions/settings/settings.ts';
import type { Step } from '../../../functions/settings/step.ts';
import { needsOfCreate } from '../../../functions/warm-up/create.ts';
import { needsOfDeliver } from '../../../functions/warm-up/deliver.ts';
import type { Need, WarmUpWorld } from '../../../functions/warm-up/need.ts';
import { needsOfVerify } from '../../../functions/warm-up/verify.ts';
import { deliverSettings } from '../../support/delivery.ts';
import { KEY_ID, PASSWORD, settingsOf, step } from '../../support/settings.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const SECRET = 'arn:aws:ssm:eu-central-1:111122223333:parameter/secret';
const lambda = (name: string, region = 'eu-central-1') =>
  `arn:aws:lambda:${region}:111122223333:function:${name}`;

const EPOCH = `MAC cognito-challenge epoch ${Math.floor(NOW_SECONDS / 3600)}`;
const PSEUDONYMS = 'MAC cognito-challenge pseudonyms';

describe('what is made ready before the first event', () => {
  let done: string[];

  beforeEach(() => {
    done = [];
  });

  const world: WarmUpWorld = {
    now: () => NOW_SECONDS * 1000,
    fetchMac: async (keyId, message) => {
      expect(keyId).to.equal(KEY_ID);
      done.push(`MAC ${message}`);
    },
    secretText: async arn => {
      done.push(arn);
      return 'a secret';
    },
    connect: async ({ service, region = 'own' }) => {
      done.push(`${service} ${region}`);
    },
    connectTo: async url => {
      done.push(url);
    },
  };

  async function made(needs: readonly Need[]): Promise<readonly string[]> {
    for (const { get } of needs) await get();
    return done;
  }

  const settings = (...steps: readonly Partial<Step>[]) => ({
    ...settingsOf(PASSWORD, ...steps.map(step)),
    ledgerTable: 'ledger',
    challenges: {
      human_check: { provider: 'turnstile', site_key: 'k', secret_arn: SECRET, hostnames: ['app.example'] },
    },
  });

  const external = (...functions: readonly Partial<Step>[]) =>
    functions.map((each, n) => ({ name: `ask_${n}`, challenges: ['external'], ...each }) as Partial<Step>);

  const SITE_VERIFY = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';
  const LEDGER = 'dynamodb own';
  const HAND_OVER = 'lambda eu-central-1';
  const cases: readonly [
    what: string,
    steps: readonly Partial<Step>[],
    create: readonly string[],
    verify: readonly string[],
  ][] = [
    ['a password alone', [], [], []],
    ['captcha', [{}], [EPOCH], [EPOCH, LEDGER]],
    ...(['email_otp', 'sms_otp', 'magic_link'] as const).map((name): (typeof cases)[number] => [
      name,
      [{ name, challenges: [name] }],
      [EPOCH, PSEUDONYMS, LEDGER, LEDGER, HAND_OVER],
      [EPOCH, PSEUDONYMS, LEDGER, LEDGER],
    ]),
    ['proof_of_work', [{ name: 'work', challenges: ['proof_of_work'] }], [], [LEDGER]],
    ['human_check', [{ name: 'human', challenges: ['human_check'] }], [], [SECRET, SITE_VERIFY, LEDGER]],
    [
      'external',
      external({ functionArn: lambda('quiz'), verifyFunctionArn: lambda('judge', 'us-east-1') }),
      [HAND_OVER],
      ['lambda us-east-1', LEDGER],
    ],
    [
      'external of two regions, and one of them twice',
      external(
        { functionArn: lambda('a') },
        { functionArn: lambda('b', 'us-east-1') },
        { functionArn: lambda('c') },
      ),
      [HAND_OVER, 'lambda us-east-1'],
      [HAND_OVER, 'lambda us-east-1', LEDGER],
    ],
    [
      'two that need the same',
      [{}, { name: 'code', challenges: ['email_otp', 'sms_otp'] }],
      [EPOCH, PSEUDONYMS, LEDGER, LEDGER, HAND_OVER],
      [EPOCH, LEDGER, PSEUDONYMS, LEDGER],
    ],
  ];

  for (const [what, steps, create, verify] of cases) {
    it(`is what create needs for ${what}, each once, and nothing of other challenges`, async () => {
      expect(await made(needsOfCreate(settings(...steps), world))).to.have.members(create);
    });

    it(`is what verify needs for ${what}`, async () => {
      expect(await made(needsOfVerify(settings(...steps), world))).to.have.members(verify);
    });
  }

  it('opens nothing to a ledger that there is not', async () => {
    const { ledgerTable: _, ...without } = settings({}, { name: 'email_otp', challenges: ['email_otp'] });
    await made(needsOfCreate(without, world));
    expect(await made(needsOfVerify(without, world))).not.to.include(LEDGER);
  });

  const delivering: readonly [what: string, overrides: object, needed: readonly string[]][] = [
    ['SES and End User Messaging', {}, ['ses own', 'sms-voice own']],
    [
      'an identity of SES and a sender of other regions',
      {
        email: { from: 'a@b.example', identityArn: 'arn:aws:ses:us-east-1:111122223333:identity/b.example' },
        sms: {
          countryPrefixes: ['+1'],
          originationIdentity: 'arn:aws:sms-voice:us-west-2:111122223333:pool/pool-1',
        },
      },
      ['ses us-east-1', 'sms-voice us-west-2'],
    ],
    [
      'SNS and no e-mail',
      {
        flow: [{ name: 'phone', challenges: ['sms_otp'] }],
        sms: { countryPrefixes: ['+1'], provider: 'sns' },
      },
      ['sns own'],
    ],
    [
      'a sender of the operator’s',
      { sender: { functionArn: lambda('own', 'us-east-1') } },
      ['lambda us-east-1', 'lambda us-east-1'],
    ],
  ];
  for (const [what, overrides, needed] of delivering)
    it(`is what deliver needs for ${what}, and its own start`, async () => {
      const json = JSON.stringify(deliverSettings({ ledgerTable: 'ledger', ...overrides }));
      const given = {
        settings: { ...settings(), ...parseSettings(json) },
        rules: parseMessageSettings(json),
      };
      const start = async () => done.push('start');
      expect(await made(needsOfDeliver(given, start, world))).to.have.members([
        ...['start', EPOCH, PSEUDONYMS, LEDGER],
        ...needed,
      ]);
    });

  it('tells what lasts: no connection, and no key of an hour', async () => {
    const flow = settings({}, { name: 'code', challenges: ['email_otp'] });
    const lasting = [...needsOfCreate(flow, world), ...needsOfVerify(flow, world)].filter(
      ({ lasts }) => lasts,
    );
    expect(new Set(await made(lasting))).to.deep.equal(new Set([PSEUDONYMS]));
  });
});
