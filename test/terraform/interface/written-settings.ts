import { expect } from 'chai';
import { loadChallenges } from '../../../functions/challenges/load.ts';
import { deliverChallenge } from '../../../functions/delivery/deliver-challenge.ts';
import { sendersFor } from '../../../functions/delivery/senders.ts';
import { parseMessageSettings } from '../../../functions/delivery/settings.ts';
import { parseSettings } from '../../../functions/settings/settings.ts';
import { need } from '../../support/need.ts';
import { testWorld } from '../../support/worlds.ts';
import { flows } from './flows.ts';
import { clientId, functionArn, KEY_ARN } from './mock-aws.ts';
import { type PlannedFlow, plannedFlows } from './planned-flows.ts';
import { FUNCTION, type Inputs, NUMBER, PARAMETER, SECRET } from './values.ts';

/** What Lambda has for all of a function's environment variables, as one JSON object: a quotation mark counts twice. */
const ENVIRONMENT_BYTES = 4096;
const LONGEST_NAME = 'a'.repeat(32);
/** `aws-us-gov` and the longest region for those of the test, in two ARNs; `,"ownCreate":true`. */
const STAND_IN_BYTES = 2 * (10 - 3 + 13 - 12) + 17;

/** Terraform writes the settings and the functions read them: what the one writes, the others must take. */
describe('the settings that Terraform writes', function () {
  this.timeout(300_000);

  let planned: ReadonlyMap<string, PlannedFlow>;
  const settingsOf = (name: string) => planned.get(name)?.settings ?? expect.fail(`no plan of ${name}`);

  before(async function () {
    need('terraform').call(this);
    planned = await plannedFlows();
  });

  for (const [name, { inputs, deliver }] of Object.entries(flows)) {
    describe(`of ${name}`, () => {
      it('are the flow that was asked for', () => {
        const steps = (inputs.flow ?? [{ challenge: 'password' }, { challenge: 'captcha' }]) as Inputs[];

        expect(parseSettings(settingsOf(name)).flow).to.deep.equal(steps.map(toStep));
      });

      it('make every challenge of the flow', async () => {
        const settings = parseSettings(settingsOf(name));
        const custom = new Set(settings.flow.flatMap(({ challenges }) => challenges));
        custom.delete('password');

        expect([...(await loadChallenges(settings, testWorld())).keys()]).to.have.members([...custom]);
      });

      if (deliver) {
        it('let the function that delivers start', async () => {
          const rules = parseMessageSettings(settingsOf(name));
          const world = { ...testWorld(), secretText: async () => '{}' };

          await deliverChallenge(parseSettings(settingsOf(name)), rules, {
            ...world,
            senders: sendersFor(rules, world.now),
          });
        });
      }

      it('fit into the environment of a function', () => {
        const bytes = Buffer.byteLength(
          JSON.stringify({ CHALLENGE_SETTINGS: settingsOf(name), MODULE_NAME: LONGEST_NAME }),
        );

        expect(bytes).to.be.at.most(ENVIRONMENT_BYTES);
      });

      it('are as long as they were reckoned, or hardly shorter', () => {
        const reckoned = Buffer.byteLength(planned.get(name)?.settingsAtMost ?? '');
        const slack = reckoned - Buffer.byteLength(settingsOf(name));

        expect(slack).to.be.within(0, STAND_IN_BYTES);
      });

      it('have nothing that no challenge reads', async () => {
        const settings = parseSettings(settingsOf(name));
        const unread = new Set<string>();
        const watched = Object.entries(settings.challenges).map(([challenge, own]) => [
          challenge,
          watching(own as Inputs, challenge, unread),
        ]);
        await loadChallenges({ ...settings, challenges: Object.fromEntries(watched) }, testWorld());

        expect([...unread]).to.deep.equal([]);
      });
    });
  }

  it('are all that was asked for, where that is everything', () => {
    const { flow: _, challenges, ...settings } = parseSettings(settingsOf('everything at once'));
    const clients = ['customers-web', 'customers-app', 'partners-web', 'partners-app', 'kiosk'];

    expect(settings).to.deep.equal({
      keyId: KEY_ARN,
      srpTolerated: true,
      ownCreate: false,
      clients: Object.fromEntries(clients.map(client => [clientId(client), client])),
      ledgerTable: 'acme-customers-and-partners-sign-ledger',
      delivery: {
        functionArn: functionArn('deliver_challenge').replace('acme', 'acme-customers-and-partners-sign'),
        resendSeconds: 60,
        messagesPerHour: 10,
        verifiedOnly: false,
        hiddenMedia: ['EMAIL'],
      },
    });
    expect(challenges).to.deep.equal({
      captcha: { length: 5 },
      email_otp: { alphabet: 'letters' },
      sms_otp: { alphabet: 'digits' },
      proof_of_work: { difficulty: 20 },
      magic_link: {
        urls: [
          'https://customers.example.com/sign-in',
          'https://partners.example.com/sign-in',
          'http://localhost:3000/sign-in',
        ],
      },
      human_check: {
        provider: 'turnstile',
        site_key: '0x4AAAAAAAAexample',
        secret_arn: SECRET,
        hostnames: ['customers.example.com', 'partners.example.com'],
        action: 'sign-in',
        minimum_score: 0.7,
        max_age_seconds: 120,
        on_failure: 'open',
      },
    });
  });

  it('hide addresses that users may sign in with: all of them, where the pool is somebody else’s', () => {
    const hidden = ['sms_otp', 'email_otp', 'email_otp, attached to a user pool'].map(
      name => parseSettings(settingsOf(name)).delivery?.hiddenMedia,
    );

    expect(hidden).to.deep.equal([['EMAIL'], ['EMAIL'], ['EMAIL', 'SMS']]);
  });

  it('are all that messages were given, where that is everything', () => {
    const { texts, ...rules } = parseMessageSettings(settingsOf('everything at once'));

    expect(rules).to.deep.equal({
      appName: 'Ärzte & Söhne',
      defaultLocale: 'de',
      email: {
        from: 'sign-in@example.com',
        replyTo: ['help@example.com'],
        configurationSet: 'acme-transactional',
        identityArn: 'arn:aws:ses:eu-central-1:111122223333:identity/example.com',
      },
      sms: {
        provider: 'end_user_messaging',
        prefixes: {
          within: ['+1', '+33', '+34', '+39', '+41', '+43', '+44', '+45', '+46', '+49'],
          except: ['+1876'],
        },
        originationIdentity: NUMBER,
        configurationSet: 'acme-transactional',
        webOtpDomain: 'customers.example.com',
        destinationParameters: {},
      },
    });
    expect([...texts]).to.deep.equal(
      ['de', 'en', 'es', 'fr', 'it', 'pt-BR'].map(locale => [locale, `${PARAMETER}/${locale}`]),
    );
  });

  it('say who sends, where that is a function of one’s own, or SNS', () => {
    const own = parseMessageSettings(settingsOf('email_otp or sms_otp by a sender of one’s own'));
    const { sms } = parseMessageSettings(settingsOf('sms_otp by SNS'));

    expect(own.senderArn).to.equal(FUNCTION);
    expect(sms).to.deep.equal({
      provider: 'sns',
      prefixes: { within: ['+49'], except: [] },
      senderId: 'ACME',
      originationIdentity: '+14255550100',
      destinationParameters: {},
    });
  });

  it('know the clients that a step names, by id, and no others', () => {
    const { clients } = parseSettings(settingsOf('a step of some clients'));

    expect(clients).to.deep.equal({ [clientId('app')]: 'app', [clientId('web')]: 'web' });
    expect(parseSettings(settingsOf('the default')).clients).to.deep.equal({});
  });
});

/** A step of the input `flow` as the functions know it. */
function toStep(step: Inputs) {
  const challenges = (step.any_of ?? [step.challenge]) as string[];
  const { attribute, values, clients } = Object(step.when);
  const optional = {
    codeLength: step.code_length,
    functionArn: step.function_arn,
    verifyFunctionArn: step.verify_function_arn,
    proof: step.proof,
    when: step.when && {
      values: [...(values ?? [])].sort(),
      ...(attribute && { attribute }),
      ...(clients && { clients: [...clients].sort() }),
    },
  };
  return {
    name: step.name ?? challenges[0],
    challenges,
    attempts: step.attempts ?? 3,
    lifetimeSeconds: step.lifetime_seconds ?? 180,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

/** Settings that cross off `unread` what is read of them. */
function watching(settings: Inputs, at: string, unread: Set<string>): Inputs {
  for (const name of Object.keys(settings)) unread.add(`${at}.${name}`);
  return new Proxy(settings, {
    get: (target, name) => {
      unread.delete(`${at}.${String(name)}`);
      return target[String(name)];
    },
  });
}
