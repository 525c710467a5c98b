import { expect } from 'chai';
import { breakOff, kms, type Reply, reply, useAwsServer } from '../../support/aws-server.ts';
import { ADDRESS, deliverSettings, handedOver, handedOverSms, NUMBER } from '../../support/delivery.ts';
import { awsEnvironment, setEnvironment, useEnvironment } from '../../support/environment.ts';
import { importAfresh, rejection } from '../../support/handlers.ts';
import { metricLines } from '../../support/metric-lines.ts';
import { recordOutput } from '../../support/recorded-output.ts';

/** The function as Lambda has it after a cold start. */
const coldStart = () => importAfresh('deliver-challenge');

describe('deliver-challenge', () => {
  const output = recordOutput();
  /** What the provider replies, and after it all went well again. */
  let providers: Reply[] = [];
  const aws = useAwsServer(async (response, request) => {
    const target = request.headers['x-amz-target'] ?? '';
    if (target.startsWith('TrentService.')) return kms(response, request);
    return (providers.shift() ?? reply(200, {}))(response, request);
  });
  useEnvironment(() => ({
    ...awsEnvironment(aws.url()),
    CHALLENGE_SETTINGS: JSON.stringify(deliverSettings()),
  }));

  beforeEach(() => {
    providers = [];
  });

  const now = () => Math.floor(Date.now() / 1000);
  const email = (overrides: object = {}) =>
    handedOver({ question: { ...handedOver().question, issuedAt: now() }, ...overrides });
  const mails = () => aws.received.filter(({ path }) => path === '/v2/email/outbound-emails');
  /** What it counts of messages, besides what every function counts. */
  const metrics = () =>
    metricLines(output.text()).filter(line => !('Duration' in line || 'CallsFailed' in line));

  it('sends what was handed over, and counts it', async () => {
    const handler = await coldStart();
    expect(await handler(email())).to.equal(undefined);
    expect(mails()).to.have.length(1);
    expect(JSON.parse(mails()[0]?.body ?? '').Destination).to.deep.equal({ ToAddresses: [ADDRESS] });
    expect(metrics()).to.have.length(1);
    expect(metrics()[0]).to.include({ MessageSent: 1, Challenge: 'email_otp' });
  });

  it('drops a decoy, and counts it as one', async () => {
    const { address: _, ...decoy } = email();
    expect(await (await coldStart())(decoy)).to.equal(undefined);
    expect(aws.received).to.deep.equal([]);
    expect(metrics()[0]).to.include({ MessageDecoy: 1, Challenge: 'email_otp' });
  });

  it('counts a message that is not sent again', async () => {
    const { address: _, ...none } = email();
    await (await coldStart())({ ...none, withheld: 'wait' });
    expect(metrics()[0]).to.include({ MessageSentBefore: 1, Challenge: 'email_otp' });
  });

  it('counts a known user who gets nothing, with the reason in the log', async () => {
    const { address: _, ...none } = email();
    await (await coldStart())({ ...none, withheld: 'not_verified' });
    expect(aws.received).to.deep.equal([]);
    expect(metrics()[0]).to.include({ MessageUndeliverable: 1, Challenge: 'email_otp' });
    expect(output.text()).to.include('undeliverable').and.include('not_verified');
  });

  it('counts an unknown user as a decoy, and logs nothing else of it', async () => {
    const { address: _, ...none } = email();
    await (await coldStart())({ ...none, withheld: 'unknown_user' });
    expect(metrics()[0]).to.include({ MessageDecoy: 1, Challenge: 'email_otp' });
    expect(output.text()).to.include("outcome: 'decoy'").and.not.include('unknown_user');
  });

  it('drops what nobody handed over, without a word of it', async () => {
    const handler = await coldStart();
    for (const event of [
      undefined,
      null,
      'secret words',
      { secret: 'words' },
      { ...email(), send: 'secret words' },
    ]) {
      expect(await handler(event)).to.equal(undefined);
    }
    expect(aws.received).to.deep.equal([]);
    expect(output.text()).to.include('Not a message that was handed over').and.not.include('secret words');
  });

  const dropped: readonly [metric: string, event: () => object][] = [
    ['MessageExpired', () => handedOver()],
    [
      'MessageNotAllowed',
      () =>
        handedOverSms({
          question: { ...handedOverSms().question, issuedAt: now() },
          address: '+88212345678',
        }),
    ],
  ];
  for (const [metric, event] of dropped) {
    it(`counts ${metric}`, async () => {
      await (await coldStart())(event());
      expect(aws.received).to.deep.equal([]);
      expect(metrics()[0]).to.include({ [metric]: 1 });
    });
  }

  it('throws where the provider says no, so that Lambda calls again; without a word of the message', async () => {
    providers = [
      reply(400, { __type: 'MessageRejected', message: `Email address is not verified: ${ADDRESS}` }),
    ];
    const handler = await coldStart();
    const error = await rejection(handler(email()));
    expect(error.message).to.equal('The message was not sent.');
    expect(metrics()[0]).to.include({ MessageRefused: 1 });
    expect(output.text()).to.include('MessageRejected');
    expect(`${output.text()} ${error.stack}`).not.to.include(ADDRESS).and.not.to.include('casey');
    await handler(email());
    expect(mails()).to.have.length(2);
  });

  it('does not send again, nor throw, where no answer came', async () => {
    providers = [breakOff];
    await (await coldStart())(email());
    expect(mails()).to.have.length(1);
    expect(metrics()[0]).to.include({ MessageUncertain: 1 });
  });

  it('throws where KMS does not answer, before anything is sent', async () => {
    const no = reply(400, { __type: 'DisabledException', message: 'The key is disabled.' });
    aws.replies(no);
    const error = await rejection((await coldStart())(email()));
    expect(error.message).to.equal('The message was not sent.');
    expect(mails()).to.deep.equal([]);
    expect(metrics()[0]).to.include({ MessageFailed: 1 });
    expect(output.text()).to.include('DisabledException');
  });

  it('tells the operator which text is wrong, and is well again once it can be read', async () => {
    const parameter = 'arn:aws:ssm:eu-central-1:111122223333:parameter/texts/de';
    setEnvironment({ CHALLENGE_SETTINGS: JSON.stringify(deliverSettings({ texts: { de: parameter } })) });
    const own = (text: string) => reply(200, { Parameter: { Value: JSON.stringify({ sms_otp: { text } }) } });
    const gone = reply(400, { __type: 'ParameterNotFound' });
    // At the cold start, and for the message.
    providers = [gone, gone, own('Code: {code}')];
    const handler = await coldStart();
    await rejection(handler(email({ locale: 'de' })));
    expect(output.text()).to.include('ParameterNotFound');
    expect(mails()).to.have.length(0);
    await handler(email({ locale: 'de' }));
    expect(mails()).to.have.length(1);
    const [asked] = aws.received;
    expect(asked?.headers['x-amz-target']).to.equal('AmazonSSM.GetParameter');
    expect(JSON.parse(asked?.body ?? '')).to.include({ Name: parameter });
  });

  for (const [what, json, says] of [
    ['no settings', undefined, 'CHALLENGE_SETTINGS is not set'],
    ['settings that are not JSON', '{', 'CHALLENGE_SETTINGS is not JSON'],
    [
      'no name of the app',
      JSON.stringify(deliverSettings({ appName: null })),
      'delivery.app_name takes 1 to 60 characters',
    ],
  ] as const) {
    it(`throws for ${what}, and logs why`, async () => {
      setEnvironment({ CHALLENGE_SETTINGS: json });
      await rejection((await coldStart())(email()));
      expect(output.text()).to.include(says);
    });
  }

  it('sends text messages', async () => {
    const question = { ...handedOverSms().question, issuedAt: now() };
    await (await coldStart())(handedOverSms({ question }));
    const message = aws.received.find(
      ({ headers }) => headers['x-amz-target'] === 'PinpointSMSVoiceV2.SendTextMessage',
    );
    expect(JSON.parse(message?.body ?? '')).to.include({ DestinationPhoneNumber: NUMBER });
  });
});
