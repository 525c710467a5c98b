import { expect } from 'chai';
import { AwsCallError } from '../../../functions/aws/send.ts';
import { loadChallenges } from '../../../functions/challenges/load.ts';
import { type DeliverWorld, deliverChallenge } from '../../../functions/delivery/deliver-challenge.ts';
import type { HandedOver } from '../../../functions/delivery/hand-over.ts';
import type { Outgoing } from '../../../functions/delivery/outgoing.ts';
import { Refusal } from '../../../functions/delivery/refusal.ts';
import { parseMessageSettings } from '../../../functions/delivery/settings.ts';
import { stateless } from '../../../functions/ledger/stateless.ts';
import { epochKeys } from '../../../functions/question/epoch-key.ts';
import { toLong } from '../../../functions/question/long-code.ts';
import { questionName } from '../../../functions/question/nonce.ts';
import { toQuestion } from '../../../functions/question/question.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import {
  ADDRESS,
  deliverSettings,
  destinationName,
  handedOver,
  handedOverSms,
  memoryLedger,
  NONCE,
  NUMBER,
  parsedSettings,
} from '../../support/delivery.ts';
import { rejection } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { KEY_ID } from '../../support/settings.ts';
import { cognitoEvent, parsed } from '../../support/trigger-events.ts';
import { fakeMac, NOW_SECONDS, testWorld } from '../../support/worlds.ts';

const PARAMETER = 'arn:aws:ssm:eu-central-1:111122223333:parameter/texts/de';

describe('deliverChallenge', () => {
  const output = recordOutput();
  let world: ReturnType<typeof testWorld>;
  let books: ReturnType<typeof memoryLedger>;
  let sent: Outgoing[];
  /** What sending throws, call by call; nothing after the last one. */
  let failures: unknown[];
  let parameters: Record<string, string>;

  beforeEach(() => {
    world = testWorld();
    world.pass(2);
    books = memoryLedger();
    sent = [];
    failures = [];
    parameters = {};
  });

  function worldWith(overrides: Partial<DeliverWorld> = {}): DeliverWorld {
    const send = async (message: Outgoing) => {
      sent.push(message);
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
    };
    const unused = async () => {
      throw new Error('not asked for');
    };
    const secretText = async (arn: string) => {
      const text = parameters[arn];
      if (text === undefined) throw new AwsCallError('ParameterNotFound', 400, arn);
      return text;
    };
    const { now, generateMac } = world;
    const outside = { now, generateMac, invoke: unused, postForm: unused, secretText };
    return { ...outside, ledger: books.ledger, senders: { EMAIL: send, SMS: send }, ...overrides };
  }

  const start = (overrides: object = {}, inWorld: Partial<DeliverWorld> = {}) =>
    deliverChallenge(
      parsedSettings(overrides),
      parseMessageSettings(JSON.stringify(deliverSettings(overrides))),
      worldWith(inWorld),
    );

  /** The code that verify expects, worked out on verify's own way. */
  async function expectedCode({ question: asked, ...who }: HandedOver): Promise<string> {
    const settings = parsedSettings();
    const challenge = (await loadChallenges(settings, worldWith())).get(asked.challenge);
    const event = cognitoEvent('verify', {}, { userName: who.userName });
    const question = toQuestion(settings, asked, parsed(event), epochKeys(KEY_ID, fakeMac));
    if (!question) throw new Error('no question');
    return (await challenge?.answer?.(question)) ?? '';
  }

  const claimsOf = async (medium: 'EMAIL' | 'SMS', address: string) => [
    ...(books.claims.get(await destinationName(medium, address)) ?? []),
  ];

  describe('sends', () => {
    it('the code that verify takes, by e-mail', async () => {
      const deliver = await start();
      expect(await deliver(handedOver())).to.equal('sent');
      const code = await expectedCode(handedOver());
      expect(sent).to.have.length(1);
      expect(sent[0]).to.include({
        medium: 'EMAIL',
        address: ADDRESS,
        subject: 'Your sign-in code for Acme',
      });
      expect(code).to.match(/^\d{6}$/);
      expect(sent[0]?.text).to.include(code);
      expect(sent[0]?.html).to.include(code);
    });

    it('the code that verify takes, by text message', async () => {
      const deliver = await start();
      expect(await deliver(handedOverSms())).to.equal('sent');
      expect(sent[0]).to.include({ medium: 'SMS', address: NUMBER, expiresAt: NOW_SECONDS + 180 });
      expect(sent[0]?.text).to.include(await expectedCode(handedOverSms()));
    });

    it('a long code in groups, for as long as it stands', async () => {
      const deliver = await start();
      const question = { ...handedOver().question, nonce: toLong(NONCE), issuedAt: NOW_SECONDS - 1800 };
      expect(await deliver(handedOver({ question }))).to.equal('sent');
      const code = await expectedCode(handedOver({ question }));
      expect(code).to.match(/^\d{20}$/);
      expect(sent[0]?.text).to.include(code.match(/.{5}/g)?.join(' '));
      expect(sent[0]?.text).to.include('valid for 33 minutes');
      expect(sent[0]?.expiresAt).to.equal(NOW_SECONDS + 1800 + 180);
    });

    it('in the language of the user, or the default one', async () => {
      const deliver = await start({ defaultLocale: 'fr' });
      await deliver(handedOver({ locale: 'de-AT' }));
      await deliver(handedOver({ locale: 'xx', send: 2 }));
      await deliver(handedOver({ send: 3 }));
      expect(sent.map(({ locale }) => locale)).to.deep.equal(['de', 'fr', 'fr']);
    });

    it("the operator's own text, as it is by then", async () => {
      parameters[PARAMETER] = JSON.stringify({ email_otp: { subject: 'Eigener', text: 'Code {code}' } });
      const deliver = await start({ texts: { de: PARAMETER } });
      await deliver(handedOver({ locale: 'de' }));
      parameters[PARAMETER] = JSON.stringify({ email_otp: { subject: 'Neuer', text: 'Code {code}' } });
      await deliver(handedOver({ locale: 'de', send: 2 }));
      expect(sent.map(({ subject }) => subject)).to.deep.equal(['Eigener', 'Neuer']);
      expect(sent[0]).not.to.have.property('html');
    });
  });

  describe('sends once', () => {
    it('where Lambda calls twice for one event, and where create hands one message over twice', async () => {
      const deliver = await start();
      expect(await deliver(handedOver())).to.equal('sent');
      expect(await deliver(handedOver())).to.equal('sent before');
      expect(sent).to.have.length(1);
    });

    it('also where another instance of the function is called', async () => {
      expect(await (await start())(handedOver())).to.equal('sent');
      expect(await (await start())(handedOver())).to.equal('sent before');
    });

    it('but once more when the user asked for it', async () => {
      const deliver = await start();
      await deliver(handedOver());
      expect(await deliver(handedOver({ send: 2 }))).to.equal('sent');
      expect(sent).to.have.length(2);
    });

    it('again after a refusal, when Lambda calls again', async () => {
      failures = [new AwsCallError('TooManyRequestsException', 429, `not to ${ADDRESS}`)];
      const deliver = await start();
      const error = await rejection(deliver(handedOver()));
      expect(error).to.be.instanceOf(Refusal).and.include({ message: 'TooManyRequestsException' });
      expect(await claimsOf('EMAIL', ADDRESS)).to.deep.equal([]);
      expect(await deliver(handedOver())).to.equal('sent');
    });

    it('not again where nobody knows whether it was sent', async () => {
      failures = [new AwsCallError('ECONNRESET', 0, 'socket hang up')];
      const deliver = await start();
      expect(await deliver(handedOver())).to.equal('uncertain');
      expect(await claimsOf('EMAIL', ADDRESS)).to.deep.equal([
        `${questionName({ nonce: NONCE, issuedAt: NOW_SECONDS })} 1`,
      ]);
      expect(await deliver(handedOver())).to.equal('sent before');
      expect(sent).to.have.length(1);
    });

    it('not again after an error that nobody foresaw, which it passes on', async () => {
      failures = [new TypeError('a defect')];
      const deliver = await start();
      expect(await rejection(deliver(handedOver()))).to.include({ message: 'a defect' });
      expect(await deliver(handedOver())).to.equal('sent before');
    });

    it('only while the ledger says so: without it, nothing is sent', async () => {
      const claimMessage = async () => {
        throw new AwsCallError('ProvisionedThroughputExceededException', 400, '');
      };
      const deliver = await start({}, { ledger: { ...stateless, claimMessage } });
      await rejection(deliver(handedOver()));
      expect(sent).to.deep.equal([]);
    });
  });

  describe('drops', () => {
    it('a decoy, with no call to anybody', async () => {
      const deliver = await start();
      const { address, ...decoy } = handedOver();
      expect(address).to.equal(ADDRESS);
      expect(await deliver(decoy)).to.equal('decoy');
      expect(sent).to.deep.equal([]);
      expect(books.claims.size).to.equal(0);
      expect(world.macs).to.deep.equal([]);
    });

    it('what a known user cannot get, told apart from a decoy, and with no call to anybody either', async () => {
      const deliver = await start();
      const { address: _, ...decoy } = handedOver();
      for (const withheld of ['no_address', 'not_verified'] as const)
        expect(await deliver({ ...decoy, withheld })).to.equal('undeliverable');
      expect(await deliver({ ...decoy, withheld: 'unknown_user' })).to.equal('decoy');
      expect([sent, world.macs, [...books.claims]]).to.deep.equal([[], [], []]);
    });

    it('what comes after its time: Lambda may be late by hours', async () => {
      const deliver = await start();
      world.pass(177);
      expect(await deliver(handedOver())).to.equal('sent');
      world.pass(1);
      expect(await deliver(handedOver({ send: 2 }))).to.equal('expired');
      expect(sent).to.have.length(1);
    });

    it('what is more than an hour allows to one address, whoever asks and however it is spelled', async () => {
      const deliver = await start();
      for (let n = 1; n <= 3; n++) {
        const question = { ...handedOver().question, nonce: `${n}`.repeat(22) };
        expect(await deliver(handedOver({ question, userName: `user ${n}` }))).to.equal('sent');
      }
      const question = { ...handedOver().question, nonce: '4'.repeat(22) };
      expect(
        await deliver(handedOver({ question, userName: 'user 4', address: 'Casey@Ember.example' })),
      ).to.equal('limit');
      expect(sent).to.have.length(3);
      expect(await deliver(handedOver({ question, address: 'other@ember.example' }))).to.equal('sent');
    });

    it('nothing less to an address for what another client or step sends there: nobody uses up the owner’s messages by one of those', async () => {
      const flow = [...(deliverSettings().flow as object[]), { name: 'more', challenges: ['email_otp'] }];
      const deliver = await start({ flow });
      const from = (n: number, more: Partial<HandedOver> = {}, step = 'mail') => {
        const question = { ...handedOver().question, step, nonce: `${n}`.repeat(22) };
        return deliver(handedOver({ ...more, question }));
      };
      for (let n = 1; n <= 3; n++) expect(await from(n)).to.equal('sent');
      expect(await from(4)).to.equal('limit');
      expect(await from(5, { clientId: 'another' })).to.equal('sent');
      expect(await from(6, {}, 'more')).to.equal('sent');
    });

    it('text messages to countries that are not on the list, before anything is counted or derived', async () => {
      const deliver = await start();
      expect(await deliver(handedOverSms({ address: '+88212345678' }))).to.equal('not allowed');
      expect(sent).to.deep.equal([]);
      expect(books.claims.size).to.equal(0);
      expect(world.macs).to.deep.equal([]);
    });

    it("checks the list for the operator's own sender too, where there is one", async () => {
      const sender = { functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:sender' };
      expect(await (await start({ sender }))(handedOverSms({ address: '+88212345678' }))).to.equal(
        'not allowed',
      );
      expect(await (await start({ sender, sms: null }))(handedOverSms({ address: '+88212345678' }))).to.equal(
        'sent',
      );
    });

    it('what is not one address', async () => {
      const deliver = await start();
      expect(await deliver(handedOver({ address: `${ADDRESS}, all@ember.example` }))).to.equal('not allowed');
    });

    it('a question of a flow that is no more', async () => {
      const deliver = await start();
      for (const other of [
        { step: 'gone' },
        { challenge: 'sms_otp' },
        { challenge: 'captcha' },
        { challenge: 'password' },
      ]) {
        const question = { ...handedOver().question, ...other };
        expect(await deliver(handedOver({ question }))).to.equal('not a step of the flow');
      }
    });
  });

  describe('at the cold start', () => {
    it('refuses no limit', async () => {
      expect(await rejection(start({ delivery: undefined })))
        .to.be.instanceOf(SettingsError)
        .with.property('message')
        .that.includes('delivery is not set');
    });

    it('reports a wrong text with its ARN; it stops the messages of its own language, and no others', async () => {
      parameters[PARAMETER] = JSON.stringify({ email_otp: { subject: 'Code', text: '{cod}' } });
      const deliver = await start({ texts: { de: PARAMETER, fr: `${PARAMETER}-gone` } });
      expect(output.text())
        .to.include(`delivery.texts.de (${PARAMETER}).email_otp.text has the placeholder {cod}`)
        .and.include('ParameterNotFound');

      expect(await deliver(handedOver({ locale: 'en' }))).to.equal('sent');
      const error = await rejection(deliver(handedOver({ locale: 'de', send: 2 })));
      expect(error).to.be.instanceOf(SettingsError);
      expect(await rejection(deliver(handedOver({ locale: 'fr', send: 3 })))).to.be.instanceOf(AwsCallError);
      expect(sent.map(({ locale }) => locale)).to.deep.equal(['en']);
    });

    it('refuses a flow whose messages nobody sends', async () => {
      const error = await rejection(start({}, { senders: {} }));
      expect(error).to.be.instanceOf(SettingsError);
      expect(error.message).to.equal(
        'email_otp sends messages: set email, or sender for a function of your own.',
      );
      const onlyEmail = { EMAIL: async () => {} };
      expect((await rejection(start({}, { senders: onlyEmail }))).message).to.equal(
        'sms_otp sends messages: set sms, or sender for a function of your own.',
      );
    });
  });

  it('lets the ledger know no address, and logs none, no code and no text', async () => {
    const names: string[] = [];
    const { ledger } = books;
    const claimMessage: typeof ledger.claimMessage = async (destination, message, ...rest) => {
      names.push(destination, message);
      return ledger.claimMessage(destination, message, ...rest);
    };
    failures = [
      undefined,
      new AwsCallError('MessageRejected', 400, `Email address is not verified: ${ADDRESS}`),
    ];
    const deliver = await start({}, { ledger: { ...ledger, claimMessage } });
    await deliver(handedOverSms());
    const error = await rejection(deliver(handedOver({ name: 'Casey' })));
    const code = await expectedCode(handedOver());
    const seen = `${names.join(' ')} ${output.text()} ${error.stack}`;
    for (const secret of [
      ADDRESS,
      NUMBER,
      NUMBER.slice(1),
      'casey',
      code,
      'Your sign-in code',
      'is your Acme',
    ]) {
      expect(seen.toLowerCase()).not.to.include(secret.toLowerCase());
    }
    expect(output.text()).to.include('MessageRejected');
  });
});
