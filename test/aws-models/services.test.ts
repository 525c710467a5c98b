import { expect } from 'chai';
import { reply, useAwsServer } from '../support/aws-server.ts';
import { codeIn } from '../support/codes.ts';
import { type Loop, type LoopOptions, packageOf, type Terraform, withLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';
import { answerFaults, type Exchange, nameOf, requestFaults } from './exchange.ts';
import { models, needModels } from './need-models.ts';

const ACCOUNT = 'us-east-1:123456789012';
const RIDDLE = `arn:aws:lambda:${ACCOUNT}:function:riddle`;
const SECRET = `arn:aws:secretsmanager:${ACCOUNT}:secret:turnstile-AbC123`;
const TEXTS = `arn:aws:ssm:${ACCOUNT}:parameter/texts/en`;
const riddle = packageOf(`exports.handler = async event => {
  if (event.triggerSource.startsWith('Create')) {
    event.response.publicChallengeParameters = { word: 'stressed' };
    event.response.privateChallengeParameters = { answer: 'desserts' };
  } else event.response.answerCorrect = event.request.challengeAnswer === 'desserts';
  return event;
};`);

/** Takes a statement away from what a function may do. */
const without =
  (role: string, sid: string) =>
  ({ data }: Terraform): void => {
    const { dynamic } = data.aws_iam_policy_document[role] ?? expect.fail(`There is no ${role}.`);
    const left = dynamic.statement.filter(({ content }) => content.sid !== sid);
    expect(left).to.have.length(dynamic.statement.length - 1);
    dynamic.statement = left;
  };

describe('What the local AWS is asked and answers', function () {
  this.timeout(90_000);
  before(needModels);
  const provider = useAwsServer(reply(200, { success: false, 'error-codes': [] }));
  const seen = new Map<string, number>();

  /** Runs a loop, and holds all that went over HTTP in it to AWS's models. */
  async function held(
    { isStrange = false, ...options }: LoopOptions & { isStrange?: boolean },
    use: (loop: Loop) => Promise<void>,
  ) {
    const exchanges: Exchange[] = [];
    const onExchange = (request: Exchange['request'], answer: Exchange['answer']) => {
      exchanges.push({ request, answer });
    };
    await withLoop({ ...options, onExchange }, use);
    const faults = exchanges.flatMap(exchange => {
      const name = nameOf(models(), exchange.request);
      if (name === undefined) return [];
      seen.set(`${name} ${exchange.answer.status}`, (seen.get(`${name} ${exchange.answer.status}`) ?? 0) + 1);
      // What the SDK's client asks of Cognito is unsigned.
      const asked =
        isStrange || name.startsWith('cognito-idp') ? [] : requestFaults(models(), exchange.request);
      return [...asked, ...answerFaults(models(), exchange)].map(fault => `${name}: ${fault}`);
    });
    expect(faults).to.deep.equal([]);
  }

  const sees = (...names: readonly string[]) => expect([...seen.keys()]).to.include.members(names);

  it('for a code by e-mail, in a text from SSM, and tokens', async () => {
    const email = {
      from: 'sign-in@acme.example',
      configuration_set: 'sign-in',
      reply_to: ['help@acme.example'],
    };
    const inputs = { flow: [{ challenge: 'email_otp' }], email, delivery: { texts: { en: TEXTS } } };
    const texts = JSON.stringify({ email_otp: { subject: 'Hello', text: 'Code {code}' } });
    await held({ inputs, secrets: { [TEXTS]: texts } }, async loop => {
      const user = sdkUser(loop);
      const wrong = await user.answer(await user.begin(), 'wrong');
      const { AuthenticationResult } = await user.answer(
        wrong,
        codeIn(await loop.message('demo@example.com')),
      );
      expect(AuthenticationResult).to.have.property('IdToken');
    });
    sees('kms GenerateMac 200', 'dynamodb UpdateItem 200', 'lambda Invoke 202', 'email SendEmail 200');
    sees('ssm GetParameter 200', 'cognito-idp InitiateAuth 200', 'cognito-idp RespondToAuthChallenge 200');
  });

  for (const [provider, name] of [
    ['end_user_messaging', 'sms-voice SendTextMessage'],
    ['sns', 'sns Publish'],
  ] as const) {
    it(`for a code by ${provider}`, async () => {
      const sms = { country_prefixes: ['+1'], provider };
      await held({ inputs: { flow: [{ challenge: 'sms_otp' }], sms } }, async loop => {
        const { email, phoneNumber } = await loop.newUser();
        await sdkUser(loop, email).begin();
        await loop.message(phoneNumber);
      });
      sees(`${name} 200`);
    });
  }

  it('for a function of somebody’s own, and a password', async () => {
    const flow = [
      { challenge: 'password' },
      { challenge: 'external', name: 'riddle', function_arn: RIDDLE, proof: false },
    ];
    const own = { packagePath: riddle, runtime: 'nodejs22.x', handler: 'index.handler' };
    await held({ inputs: { flow }, externalFunctions: { [RIDDLE]: own } }, async loop => {
      const user = sdkUser(loop);
      await user.answer(await user.passPassword(), 'desserts');
    });
    sees('lambda Invoke 200');
  });

  it('for the secret of a human check', async () => {
    const widget = {
      provider: 'turnstile',
      site_key: 'key',
      secret_arn: SECRET,
      hostnames: ['app.example.com'],
    };
    const environment = { HUMAN_CHECK_ENDPOINT: provider.url() };
    const inputs = {
      flow: [{ challenge: 'human_check' }, { challenge: 'email_otp' }],
      email: { from: 'sign-in@acme.example' },
      human_check: widget,
      function_packages: { verify_auth_challenge_response: { environment } },
    };
    await held({ inputs, secrets: { [SECRET]: 's3cret' } }, async loop => {
      const user = sdkUser(loop);
      await user.answer(await user.begin(), 'token');
    });
    sees('secretsmanager GetSecretValue 200');
  });

  const byEmail = { flow: [{ challenge: 'email_otp' }], email: { from: 'sign-in@acme.example' } };
  const bySms = (provider: string) => ({
    flow: [{ challenge: 'sms_otp' }],
    sms: { country_prefixes: ['+1'], provider },
  });
  const denials: readonly [name: string, role: string, sid: string, inputs: object][] = [
    ['dynamodb UpdateItem 400', 'create_auth_challenge', 'Count', byEmail],
    ['lambda Invoke 403', 'create_auth_challenge', 'HandOver', byEmail],
    ['email SendEmail 403', 'deliver_challenge', 'SendEmail', byEmail],
    ['sms-voice SendTextMessage 400', 'deliver_challenge', 'SendTextMessage', bySms('end_user_messaging')],
    ['sns Publish 403', 'deliver_challenge', 'PublishToNumbers', bySms('sns')],
  ];
  for (const [name, role, sid, inputs] of denials) {
    it(`for what no policy allows: ${name}`, async () => {
      await held({ inputs: { ...inputs }, edit: without(role, sid) }, async loop => {
        // Create's own refusals reach the client, those of deliver nobody but the log.
        const begun = sdkUser(loop, (await loop.newUser()).email).begin();
        await Promise.all([begun.catch(() => undefined), loop.log('"level":"FATAL","requestId"')]);
      });
      sees(name);
    });
  }

  it('for what scripts and functions of others ask besides', async () => {
    const form = (Action: string, Version: string, fields: object = {}): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: new URLSearchParams({ Action, Version, ...fields }).toString(),
    });
    const mail = {
      Source: 'Acme <sign-in@acme.example>',
      'Destination.ToAddresses.member.1': 'user@example.com',
      'Message.Subject.Data': 'Your code',
      'Message.Body.Text.Data': '123456',
    };
    await held({ isStrange: true }, async loop => {
      const ask = async (path: string, request: RequestInit = {}) => {
        const answer = await fetch(loop.endpoint + path, request);
        return `${answer.status} ${await answer.text()}`;
      };
      const who = await ask('/', form('GetCallerIdentity', '2011-06-15'));
      expect(who).to.match(
        /^200 .*<Arn>arn:aws:iam::123456789012:user\/local<\/Arn>.*<Account>123456789012</,
      );
      expect(await ask('/', form('SendEmail', '2010-12-01', mail))).to.match(/^200 .*<MessageId>/);
      expect(await loop.message('user@example.com')).to.include({ subject: 'Your code', text: '123456' });
      expect(await ask('/', form('SendEmail', '2010-12-01'))).to.match(/^400 .*<Code>InvalidParameterValue</);
      for (const path of ['/2015-03-31/functions', '/2015-03-31/functions/']) {
        const [status, json = ''] = (await ask(path)).split(/ (.*)/s);
        expect(status).to.equal('200');
        const names = JSON.parse(json).Functions.map((fn: { FunctionName: string }) => fn.FunctionName);
        expect(names).to.have.members(loop.deployment.functions.map(({ name }) => name));
      }
    });
    sees('sts GetCallerIdentity 200', 'email SendEmail 400', 'lambda ListFunctions 200');
  });

  it('for what makes no sense', async () => {
    const json = (target: string, input: object): readonly [string, Record<string, string>, string] => [
      '/',
      { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' },
      JSON.stringify(input),
    ];
    const publish = (fields: object): readonly [string, Record<string, string>, string] => [
      '/',
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      new URLSearchParams({ Action: 'Publish', Version: '2010-03-31', Message: 'a', ...fields }).toString(),
    ];
    const rest = (path: string, input: object): readonly [string, Record<string, string>, string] => [
      path,
      { 'content-type': 'application/json' },
      JSON.stringify(input),
    ];
    const odd = [
      json('TrentService.GenerateMac', { KeyId: 'none', Message: 'AA==', MacAlgorithm: 'HMAC_SHA_256' }),
      json('TrentService.GenerateMac', {
        KeyId: 'alias/test-answers',
        Message: 'AA==',
        MacAlgorithm: 'HMAC_SHA_512',
      }),
      json('TrentService.GenerateMac', {}),
      json('TrentService.NoSuchOperation', {}),
      json('secretsmanager.GetSecretValue', { SecretId: 'none' }),
      json('AmazonSSM.GetParameter', { Name: 'none' }),
      json('PinpointSMSVoiceV2.SendTextMessage', { DestinationPhoneNumber: 'casey' }),
      json('PinpointSMSVoiceV2.SendTextMessage', { DestinationPhoneNumber: '+15550100321', MessageBody: '' }),
      json('DynamoDB_20120810.GetItem', { TableName: 'none', Key: { id: { S: 'a' } } }),
      json('DynamoDB_20120810.GetItem', { TableName: 'none' }),
      publish({}),
      publish({ PhoneNumber: 'casey' }),
      publish({ PhoneNumber: '+15550100321', Message: '' }),
      publish({ TopicArn: `arn:aws:sns:${ACCOUNT}:none` }),
      rest('/v2/email/outbound-emails', {}),
      rest('/v2/email/outbound-emails', { FromEmailAddress: 'a@acme.example', Content: {} }),
      rest('/2015-03-31/functions/none/invocations', {}),
    ] as const;
    await held({ isStrange: true }, async loop => {
      for (const [path, headers, body] of odd) {
        const { status } = await fetch(loop.endpoint + path, { method: 'POST', headers, body });
        expect(status, `${path} ${body}`).to.be.within(400, 404);
      }
    });
  });

  it('would be found out otherwise', () => {
    const headers = { 'x-amz-target': 'TrentService.GenerateMac' };
    const request = { method: 'POST', path: '/', query: new URLSearchParams(), headers, body: '{}', id: '1' };
    const answered = (status: number, body: object) =>
      answerFaults(models(), { request, answer: { status, headers: {}, body: JSON.stringify(body) } });
    expect(answered(200, { Mac: 'AA==', Odd: 1 })).to.deep.equal(['GenerateMac answer.Odd is unknown']);
    expect(answered(400, { __type: 'NoSuchKey' })).to.deep.equal([
      'GenerateMac error NoSuchKey: the operation has no such error',
    ]);
    expect(answered(404, { __type: 'NotFoundException', Message: 'a' })).to.deep.equal([
      'GenerateMac error NotFoundException has the status 404, not 400',
      'GenerateMac error NotFoundException.Message is unknown',
    ]);
  });
});
