import { expect } from 'chai';
import { reply, services, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { coldStart, rejection } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { askedIn } from '../../support/right-answer.ts';
import { DELIVERY, EMAIL, KEY_ID, settingsOf } from '../../support/settings.ts';
import { AFTER_PASSWORD, ATTRIBUTES, cognitoEvent, USER_NAME } from '../../support/trigger-events.ts';

const EVENT = cognitoEvent('create', { session: AFTER_PASSWORD });

interface Asked {
  readonly privateChallengeParameters: Readonly<Record<string, string>>;
}

describe('create-auth-challenge', function () {
  this.timeout(20_000);

  const output = recordOutput();
  const aws = useAwsServer(services);
  useEnvironment(() => awsEnvironment(aws.url()));

  it('gives the event back with a question in it', async () => {
    const handler = await coldStart('create', settingsOf());
    const { response, ...rest } = await handler(EVENT);
    const { response: _, ...given } = EVENT;
    expect(rest).to.deep.equal(given);
    expect(response).to.have.all.keys(
      'publicChallengeParameters',
      'privateChallengeParameters',
      'challengeMetadata',
    );
  });

  it('asks now, with 16 random bytes for a nonce', async () => {
    const handler = await coldStart('create', settingsOf());
    const nonces = new Set<string>();
    for (let n = 0; n < 20; n++) {
      const before = Math.floor(Date.now() / 1000);
      const { privateChallengeParameters: asked } = (await handler(EVENT)).response as Asked;
      const { nonce, issuedAt } = askedIn(asked);
      expect(issuedAt).to.be.within(before, Math.floor(Date.now() / 1000));
      expect(Buffer.from(nonce, 'base64url')).to.have.length(16);
      nonces.add(nonce);
    }
    expect(nonces.size).to.equal(20);
  });

  it('takes nothing from Math.random, whose next numbers can be worked out from the last', async () => {
    const handler = await coldStart('create', settingsOf());
    const real = Math.random;
    Math.random = () => {
      throw new Error('Math.random was called');
    };
    try {
      expect(await handler(EVENT)).to.have.property('response');
    } finally {
      Math.random = real;
    }
  });

  it('asks the key of the settings for the hour’s key, once', async () => {
    const handler = await coldStart('create', settingsOf());
    for (let n = 0; n < 3; n++) await handler(EVENT);
    // Twice, should the hour end in between.
    expect(aws.received.length).to.be.within(1, 2);
    expect(JSON.parse(aws.received[0]?.body ?? '')).to.include({ KeyId: KEY_ID });
  });

  describe('with a message', () => {
    const event = cognitoEvent('create', { session: [] });

    it('counts it in the ledger of the settings, then hands it to the delivering function, and waits for no more', async () => {
      const handler = await coldStart('create', { ...settingsOf(EMAIL), ledgerTable: 'acme-ledger' });
      const { privateChallengeParameters: asked } = (await handler(event)).response as Asked;
      const [kms, ...rest] = aws.received;
      const [again, delivery, ...others] = rest.splice(2);
      // The key of pseudonyms for the ledger, and the hour's for the trace.
      for (const key of [kms, again])
        expect(key?.headers['x-amz-target']).to.equal('TrentService.GenerateMac');
      for (const write of rest) {
        expect(write?.headers['x-amz-target']).to.equal('DynamoDB_20120810.UpdateItem');
        expect(JSON.parse(write?.body ?? '')).to.include({ TableName: 'acme-ledger' });
      }
      const items = rest.map(({ body }) => JSON.parse(body).Key.id.S.split(' ')[0]);
      expect(items, 'side by side').to.have.members(['user', 'guesses']);
      expect(delivery?.path).to.include(encodeURIComponent(DELIVERY.functionArn));
      expect(delivery?.headers).to.include({ 'x-amz-invocation-type': 'Event' });
      const handedOver = JSON.parse(delivery?.body ?? '');
      expect(handedOver).to.include({ address: ATTRIBUTES.email, send: 1 });
      expect(handedOver.question).to.include({ nonce: askedIn(asked).nonce });
      expect(others).to.deep.equal([]);
    });

    it('does without a ledger where the settings have none', async () => {
      const handler = await coldStart('create', settingsOf(EMAIL));
      await handler(event);
      expect(aws.received.map(({ headers }) => headers['x-amz-target'])).to.deep.equal([
        ...['TrentService.GenerateMac', 'TrentService.GenerateMac', undefined],
      ]);
    });

    it('asks nothing, and tells the end user nothing, where it could not be counted or handed over', async () => {
      const handler = await coldStart('create', { ...settingsOf(EMAIL), ledgerTable: 'acme-ledger' });
      await handler(event);
      const denied = reply(400, { __type: 'AccessDeniedException', message: `${USER_NAME} may not.` });
      aws.replies(denied);
      expect((await rejection(handler(event))).message).to.equal('Sign-in is not available');
      aws.received.length = 0;
      aws.replies(services, denied);
      expect((await rejection(handler(event))).message).to.equal('Sign-in is not available');
      expect(aws.received).to.have.length(2);
    });
  });

  it('does not tell the end user why there is no question, and tells the operator', async () => {
    const handler = await coldStart('create', settingsOf());
    aws.replies(
      reply(400, { __type: 'KMSInvalidStateException', message: `${KEY_ID} is pending deletion.` }),
    );
    const error = await rejection(handler(EVENT));
    expect(error.message).to.equal('Sign-in is not available');
    expect(output.text()).to.include('KMSInvalidStateException').and.include('pending deletion');
  });

  it('asks again at the next call, after KMS had failed', async () => {
    const handler = await coldStart('create', settingsOf());
    aws.replies(reply(400, { __type: 'KMSInvalidStateException' }));
    await rejection(handler(EVENT));
    expect(await handler(EVENT)).to.have.property('response');
  });
});
