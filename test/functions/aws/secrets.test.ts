import { expect } from 'chai';
import { secretTexts } from '../../../functions/aws/secrets.ts';
import { reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';

const SECRET = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:acme/site-verify-Ab12Cd';
const PARAMETER = 'arn:aws:ssm:eu-central-1:111122223333:parameter/acme/site-verify';

describe('secretTexts', () => {
  const aws = useAwsServer(reply(200, { SecretString: 'the secret', Parameter: { Value: 'the parameter' } }));
  useEnvironment(() => awsEnvironment(aws.url()));
  let seconds: number;
  let secretText: (arn: string) => Promise<string>;

  beforeEach(() => {
    seconds = 0;
    secretText = secretTexts(() => seconds * 1000);
  });

  it('reads a secret of Secrets Manager', async () => {
    expect(await secretText(SECRET)).to.equal('the secret');
    const [request] = aws.received;
    expect(request?.headers['x-amz-target']).to.equal('secretsmanager.GetSecretValue');
    expect(JSON.parse(request?.body ?? '')).to.deep.equal({ SecretId: SECRET });
  });

  it('reads a parameter of SSM, decrypted', async () => {
    expect(await secretText(PARAMETER)).to.equal('the parameter');
    const [request] = aws.received;
    expect(request?.headers['x-amz-target']).to.equal('AmazonSSM.GetParameter');
    expect(JSON.parse(request?.body ?? '')).to.deep.equal({ Name: PARAMETER, WithDecryption: true });
  });

  it('reads it once in five minutes, and then notices that it was rotated', async () => {
    for (const at of [0, 1, 299]) {
      seconds = at;
      expect(await secretText(SECRET)).to.equal('the secret');
    }
    expect(aws.received).to.have.length(1);
    seconds = 300;
    aws.replies(reply(200, { SecretString: 'a new secret' }));
    expect(await secretText(SECRET)).to.equal('a new secret');
  });

  it('keeps secrets apart', async () => {
    aws.replies(reply(200, { SecretString: 'one' }), reply(200, { SecretString: 'other' }));
    expect([await secretText(`${SECRET}1`), await secretText(`${SECRET}2`)]).to.deep.equal(['one', 'other']);
    expect([await secretText(`${SECRET}1`), await secretText(`${SECRET}2`)]).to.deep.equal(['one', 'other']);
  });

  for (const [arn, output] of [
    [SECRET, {}],
    [SECRET, { SecretString: '' }],
    [SECRET, { SecretBinary: 'AAAA' }],
    [SECRET, { SecretString: 7 }],
    [PARAMETER, {}],
    [PARAMETER, { Parameter: null }],
    [PARAMETER, { Parameter: { Value: '' } }],
  ] as const) {
    it(`takes no ${JSON.stringify(output)} for a text, and does not keep it`, async () => {
      aws.replies(reply(200, output));
      const error = await rejection(secretText(arn));
      expect(error).to.include({ name: 'AwsCallError', message: `InvalidResponse: ${arn} holds no text` });
      expect(await secretText(arn)).to.match(/^the /);
    });
  }

  it('passes on what AWS does not allow, and asks again at the next call', async () => {
    aws.replies(reply(400, { __type: 'AccessDeniedException', Message: 'Not yours.' }));
    expect(await rejection(secretText(SECRET))).to.include({ code: 'AccessDeniedException' });
    expect(await secretText(SECRET)).to.equal('the secret');
  });
});
