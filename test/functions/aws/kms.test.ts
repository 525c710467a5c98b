import { expect } from 'chai';
import { generateMac } from '../../../functions/aws/kms.ts';
import { reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';
import { KEY_ID } from '../../support/settings.ts';
import { fakeMac } from '../../support/worlds.ts';

describe('generateMac', () => {
  const aws = useAwsServer();
  useEnvironment(() => awsEnvironment(aws.url()));

  it('gives the 32 bytes that KMS answered', async () => {
    const mac = await generateMac(KEY_ID, 'a message, é');
    expect(Buffer.from(mac)).to.deep.equal(await fakeMac(KEY_ID, 'a message, é'));
  });

  it('asks for HMAC_SHA_256 over the message, in base64', async () => {
    await generateMac(KEY_ID, 'a message');
    const [request] = aws.received;
    expect(request?.headers['x-amz-target']).to.equal('TrentService.GenerateMac');
    expect(JSON.parse(request?.body ?? '')).to.deep.equal({
      KeyId: KEY_ID,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from('a message').toString('base64'),
    });
  });

  // Node reads each of these as bytes, too few or known ones: answers would be derived from a key that anyone has.
  const noMacs: unknown[] = [
    undefined,
    null,
    '',
    '!',
    'AAAA',
    0,
    true,
    [],
    {},
    { length: 32 },
    new Array(32).fill(0),
  ];
  for (const Mac of [...noMacs, Buffer.alloc(33, 7).toString('base64')]) {
    it(`takes no ${JSON.stringify(Mac)} for a MAC`, async () => {
      aws.replies(reply(200, { KeyId: KEY_ID, Mac }));
      const error = await rejection(generateMac(KEY_ID, 'a message'));
      expect(error).to.include({ name: 'AwsCallError' });
      expect(aws.received).to.have.length(1);
    });
  }

  it('passes on what KMS answers instead, for a key that is disabled', async () => {
    aws.replies(reply(400, { __type: 'DisabledException', message: `${KEY_ID} is disabled.` }));
    const error = await rejection(generateMac(KEY_ID, 'a message'));
    expect(error).to.include({ name: 'AwsCallError', code: 'DisabledException', status: 400 });
  });
});
