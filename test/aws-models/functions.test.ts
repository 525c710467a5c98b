import { expect } from 'chai';
import { updateItem } from '../../functions/aws/dynamodb.ts';
import { generateMac } from '../../functions/aws/kms.ts';
import { invoke, invokeLater } from '../../functions/aws/lambda.ts';
import { secretTexts } from '../../functions/aws/secrets.ts';
import { sendEmail } from '../../functions/aws/ses.ts';
import { sendTextMessage } from '../../functions/aws/sms.ts';
import { publish } from '../../functions/aws/sns.ts';
import type { HttpRequest } from '../../local/http/protocol.ts';
import { type ReceivedRequest, reply, useAwsServer } from '../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../support/environment.ts';
import { nameOf, requestFaults } from './exchange.ts';
import { models, needModels } from './need-models.ts';

const ACCOUNT = '111122223333';
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:${ACCOUNT}:${resource}`;
const KEY = arn('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab');
const EMAIL = {
  fromName: 'Acme',
  from: 'sign-in@acme.example',
  to: 'casey@ember.example',
  replyTo: [],
  subject: 'Your code',
  text: 'Code: 482915',
};
const SMS = { to: '+919876543210', text: 'Code: 482915\n@app.acme.example #482915', secondsToLive: 1 };

/** Each call that a function makes: with the least that it sends, and with all. */
const calls: readonly [name: string, what: string, call: () => Promise<unknown>][] = [
  ['kms GenerateMac', 'a message', () => generateMac(KEY, 'a message, é')],
  ['kms GenerateMac', 'the longest message that KMS takes', () => generateMac(KEY, 'a'.repeat(4096))],
  [
    'dynamodb UpdateItem',
    'texts, numbers, and sets of texts',
    () =>
      updateItem({
        table: 'acme-sign-in-ledger',
        id: 'question Zm9v',
        set: 'who = :who, attempts = :one ADD marks :marks',
        condition: 'attribute_not_exists(attempts)',
        values: { who: 'casey', one: 1, marks: ['a', 'b'] },
      }),
  ],
  ['lambda Invoke', 'a function', () => invoke(arn('lambda', 'function:ours'), {})],
  ['lambda Invoke', 'an alias, later', () => invokeLater(arn('lambda', 'function:acme-deliver:live'), {})],
  [
    'secretsmanager GetSecretValue',
    'an ARN',
    () => secretTexts(Date.now)(arn('secretsmanager', 'secret:acme/site-verify-Ab12Cd')),
  ],
  ['ssm GetParameter', 'an ARN', () => secretTexts(Date.now)(arn('ssm', 'parameter/acme/texts/de'))],
  ['email SendEmail', 'plain text', () => sendEmail(EMAIL)],
  [
    'email SendEmail',
    'everything',
    () =>
      sendEmail({
        ...EMAIL,
        fromName: '株式会社アクメ・サインイン・サービス',
        identityArn: arn('ses', 'identity/acme.example'),
        replyTo: ['help@acme.example'],
        configurationSet: 'sign-in',
        html: '<p>482915</p>',
      }),
  ],
  ['sms-voice SendTextMessage', 'a text', () => sendTextMessage(SMS)],
  [
    'sms-voice SendTextMessage',
    'everything',
    () =>
      sendTextMessage({
        ...SMS,
        secondsToLive: 86_400,
        originationIdentity: arn('sms-voice', 'sender-id/ACME/IN'),
        configurationSet: 'sign-in',
        countryParameters: { IN_ENTITY_ID: '1101234567890123456', IN_TEMPLATE_ID: '1107123456789012345' },
      }),
  ],
  ['sns Publish', 'a text', () => publish(SMS)],
  [
    'sns Publish',
    'everything',
    () =>
      publish({
        ...SMS,
        senderId: 'ACME',
        originationNumber: '+15550100999',
        entityId: '1101234567890123456',
        templateId: '1107123456789012345',
      }),
  ],
];

describe('What functions ask of AWS', () => {
  before(needModels);
  const answer = {
    Mac: Buffer.alloc(32, 7).toString('base64'),
    SecretString: 'a',
    Parameter: { Value: 'a' },
    MessageId: '1',
  };
  const aws = useAwsServer(reply(200, answer));
  useEnvironment(() => awsEnvironment(aws.url()));

  for (const [name, what, call] of calls) {
    it(`is as AWS’s model has it: ${name}, ${what}`, async () => {
      await call();
      const [request, ...more] = aws.received.map(asRequest);
      if (!request || more.length > 0) throw new Error('One request was expected.');
      expect(nameOf(models(), request)).to.equal(name);
      expect(requestFaults(models(), request)).to.deep.equal([]);
    });
  }

  it('would be found out otherwise', async () => {
    await sendTextMessage({ ...SMS, to: 'casey', countryParameters: { IN_ENTITY: 'a b' } });
    await publish({ ...SMS, to: '' });
    const [sms, sns] = aws.received.map(asRequest);
    if (!sms || !sns) throw new Error('nothing came');
    expect(requestFaults(models(), sms).join()).to.include('DestinationPhoneNumber');
    expect(requestFaults(models(), sms).join()).to.include('DestinationCountryParameters');
    const odd = { ...sns, body: `${sns.body}&Odd=1`, headers: { ...sns.headers, authorization: '' } };
    expect(requestFaults(models(), odd)).to.deep.equal(['Odd is unknown', 'it is signed for undefined']);
    const SecretId = arn('secretsmanager', 'secret:a-Ab12Cd').replace('eu-central-1', 'us-west-2');
    await secretTexts(Date.now)(SecretId);
    const secret = asRequest(aws.received[2] ?? expect.fail('nothing came'));
    expect(requestFaults(models(), secret)).to.deep.equal([]);
    const here = secret.headers.authorization?.replace('us-west-2', 'eu-central-1') ?? '';
    expect(
      requestFaults(models(), { ...secret, headers: { ...secret.headers, authorization: here } }),
    ).to.deep.equal([`it is signed for eu-central-1, and names ${SecretId}`]);
    expect(requestFaults(models(), { ...sms, path: '/v3' })).to.include('it is not a POST of /');
  });
});

function asRequest({ path, ...request }: ReceivedRequest): HttpRequest {
  const [bare = '', query = ''] = path.split('?', 2);
  return { ...request, path: bare, query: new URLSearchParams(query), id: '1' };
}
