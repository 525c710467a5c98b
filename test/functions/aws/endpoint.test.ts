import { expect } from 'chai';
import { endpoint, regionOf } from '../../../functions/aws/endpoint.ts';
import { generateMac } from '../../../functions/aws/kms.ts';
import { invoke, invokeBriefly, invokeLater } from '../../../functions/aws/lambda.ts';
import { secretTexts } from '../../../functions/aws/secrets.ts';
import { sendEmail } from '../../../functions/aws/ses.ts';
import { sendTextMessage } from '../../../functions/aws/sms.ts';
import { publish } from '../../../functions/aws/sns.ts';
import { type Reply, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { expectedAuthorization } from '../../support/signature-v4.ts';

describe('regionOf', () => {
  const regions: readonly [name: string | undefined, region: string | undefined][] = [
    ['arn:aws:lambda:us-west-2:111122223333:function:ours:live', 'us-west-2'],
    ['arn:aws-cn:ses:cn-north-1:111122223333:identity/acme.example', 'cn-north-1'],
    ['arn:aws-us-gov:ssm:us-gov-east-1:111122223333:parameter/a', 'us-gov-east-1'],
    ['arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/1', 'eusc-de-east-1'],
    ['arn:aws-iso-b:kms:us-isob-east-1:111122223333:key/1', 'us-isob-east-1'],
    ['arn:aws:iam::111122223333:role/a', undefined],
    ['arn:aws:ses:evil.example/x:111122223333:identity/a', undefined],
    ['arn:aws:ses:eu-central-1.evil.example:1:identity/a', undefined],
    ['pool-1', undefined],
    ['+15550100999', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [name, region] of regions) {
    it(`finds ${region ?? 'none'} in ${name}`, () => {
      expect(regionOf(name)).to.equal(region);
    });
  }
});

describe('endpoint', () => {
  useEnvironment(() => ({ AWS_ENDPOINT_URL: undefined, AWS_ENDPOINT_URL_SESV2: undefined }));

  const hosts: readonly [region: string, host: string][] = [
    ['eu-central-1', 'email.eu-central-1.amazonaws.com'],
    ['us-gov-west-1', 'email.us-gov-west-1.amazonaws.com'],
    ['cn-northwest-1', 'email.cn-northwest-1.amazonaws.com.cn'],
    ['eusc-de-east-1', 'email.eusc-de-east-1.amazonaws.eu'],
    ['us-iso-east-1', 'email.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', 'email.us-isob-east-1.sc2s.sgov.gov'],
  ];
  for (const [region, host] of hosts) {
    it(`is ${host}`, () => {
      expect(endpoint('ses', 'email', region).href).to.equal(`https://${host}/`);
    });
  }
});

describe('a call that names an ARN of another region', () => {
  const answers: Reply = (response, request) =>
    reply(200, {
      Mac: Buffer.alloc(32, 7).toString('base64'),
      SecretString: 'a',
      Parameter: { Value: 'a' },
      target: request.path,
    })(response, request);
  const aws = useAwsServer(answers);
  const environment = () => awsEnvironment(aws.url());
  useEnvironment(environment);

  const arn = (service: string, resource: string) => `arn:aws:${service}:us-west-2:111122223333:${resource}`;
  const fn = arn('lambda', 'function:ours:live');
  const email = { fromName: 'Acme', from: 'a@acme.example', to: 'b@ember.example', replyTo: [] };
  const texts = { ...email, subject: 'Code', text: '482915' };
  const sms = { to: '+15550100321', text: '482915', secondsToLive: 60 };

  const calls: readonly [what: string, call: () => Promise<unknown>, region: string][] = [
    ['a function', () => invoke(fn, {}), 'us-west-2'],
    ['a function, briefly', () => invokeBriefly(fn, {}), 'us-west-2'],
    ['a function, later', () => invokeLater(fn, {}), 'us-west-2'],
    ['a key', () => generateMac(arn('kms', 'key/1'), 'm'), 'us-west-2'],
    ['a secret', () => secretTexts(Date.now)(arn('secretsmanager', 'secret:a-Ab12Cd')), 'us-west-2'],
    ['a parameter', () => secretTexts(Date.now)(arn('ssm', 'parameter/a')), 'us-west-2'],
    ['an identity', () => sendEmail({ ...texts, identityArn: arn('ses', 'identity/a') }), 'us-west-2'],
    ['no identity', () => sendEmail(texts), 'eu-central-1'],
    [
      'a number',
      () => sendTextMessage({ ...sms, originationIdentity: arn('sms-voice', 'phone-number/1') }),
      'us-west-2',
    ],
    [
      'a configuration set',
      () => sendTextMessage({ ...sms, configurationSet: arn('sms-voice', 'configuration-set/a') }),
      'us-west-2',
    ],
    ['a pool by its id', () => sendTextMessage({ ...sms, originationIdentity: 'pool-1' }), 'eu-central-1'],
    ['a number of SNS', () => publish({ ...sms, originationNumber: '+15550100999' }), 'eu-central-1'],
  ];
  for (const [what, call, region] of calls) {
    it(`is signed for ${region}, for ${what}`, async () => {
      await call();
      const [request] = aws.received;
      if (!request) throw new Error('nothing came');
      const { authorization } = request.headers;
      expect(authorization).to.match(new RegExp(`Credential=\\w+/\\d{8}/${region}/`));
      expect(authorization).to.equal(expectedAuthorization(request, environment().AWS_SECRET_ACCESS_KEY));
    });
  }
});
