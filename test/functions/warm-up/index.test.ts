import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { warmUpWorld, world } from '../../../functions/handlers/world.ts';
import {
  breakOff,
  hang,
  type ReceivedRequest,
  type Reply,
  reply,
  services,
  useAwsServer,
} from '../../support/aws-server.ts';
import { deliverSettings, handedOver } from '../../support/delivery.ts';
import { awsEnvironment, setEnvironment, useEnvironment } from '../../support/environment.ts';
import { coldStart, type Handler, importAfresh } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { CAPTCHA, EMAIL, settingsOf } from '../../support/settings.ts';
import { cognitoEvent } from '../../support/trigger-events.ts';

/** A key of this test's own: MACs that were fetched wait for whoever asks. */
const newKey = () => `arn:aws:kms:eu-central-1:111122223333:key/${randomUUID()}`;

const CREATE = cognitoEvent('create', { session: [] });

interface Asked {
  readonly privateChallengeParameters: Readonly<Record<string, string>>;
}

describe('the warm-up of', function () {
  this.timeout(30_000);

  const output = recordOutput();
  /** What every service does while a function initializes. */
  let fault: Reply | undefined;
  const aws = useAwsServer((response, request) => (fault ?? services)(response, request));
  const onDemand = { AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' };
  useEnvironment(() => ({ ...awsEnvironment(aws.url()), ...onDemand }));

  /** What a request asks for. All that is random or of the moment is left out. */
  const sorted = (requests: readonly ReceivedRequest[]) =>
    requests
      .map(({ path, headers, body }) => {
        const { KeyId, Message, TableName } = body.startsWith('{') ? JSON.parse(body) : {};
        return [path, headers['x-amz-target'], KeyId && 'the key', Message, TableName].join(' ');
      })
      .sort();

  interface Function {
    readonly load: (keyId: string) => Promise<Handler>;
    readonly event: (keyId: string) => Promise<object>;
  }

  const settings = (keyId: string, flow: readonly (typeof EMAIL)[]) => ({
    ...settingsOf(...flow),
    keyId,
    ledgerTable: 'acme-ledger',
  });

  const trigger = (kind: 'create' | 'verify', flow: readonly (typeof EMAIL)[]): Function => ({
    load: keyId => coldStart(kind, settings(keyId, flow)),
    event: async keyId => {
      if (kind === 'create') return CREATE;
      setEnvironment({ AWS_LAMBDA_INITIALIZATION_TYPE: undefined });
      const create = await coldStart('create', settings(keyId, flow));
      setEnvironment(onDemand);
      const { privateChallengeParameters } = (await create(CREATE)).response as Asked;
      aws.received.length = 0;
      return cognitoEvent('verify', { privateChallengeParameters, challengeAnswer: '000000' });
    },
  });

  const functions: Readonly<Record<string, Function>> = {
    'create, captcha': trigger('create', [CAPTCHA, EMAIL]),
    'create, email_otp': trigger('create', [EMAIL]),
    'verify, captcha': trigger('verify', [CAPTCHA, EMAIL]),
    'verify, email_otp': trigger('verify', [EMAIL]),
    'deliver, email_otp': {
      load: keyId => {
        setEnvironment({
          CHALLENGE_SETTINGS: JSON.stringify(deliverSettings({ keyId, ledgerTable: 'acme-ledger' })),
        });
        return importAfresh('deliver-challenge');
      },
      event: async () =>
        handedOver({ question: { ...handedOver().question, issuedAt: Math.floor(Date.now() / 1000) } }),
    },
  };

  /** What an event comes to, and what was asked for it, in the init and in itself. */
  async function run({ load, event }: Function, type: string | undefined, during?: Reply) {
    const keyId = newKey();
    const given = await event(keyId);
    setEnvironment({ AWS_LAMBDA_INITIALIZATION_TYPE: type });
    aws.received.length = 0;
    const startedAt = performance.now();
    fault = during;
    const handler = await load(keyId).finally(() => {
      fault = undefined;
    });
    const tookMs = performance.now() - startedAt;
    const init = aws.received.splice(0);
    const outcome = await handler(given).then(
      () => 'well',
      error => String(error),
    );
    return { init, event: aws.received.splice(0), outcome, tookMs };
  }

  for (const [name, fn] of Object.entries(functions)) {
    describe(name, () => {
      it('asks, with the event together, for what an event without it asks, and writes nothing', async () => {
        const cold = await run(fn, undefined);
        const warm = await run(fn, 'on-demand');
        expect([cold.outcome, warm.outcome]).to.deep.equal(['well', 'well']);
        expect(cold.init).to.deep.equal([]);
        expect(warm.init).not.to.have.length(0);
        for (const { headers } of warm.init)
          expect(headers['x-amz-target']).to.equal('TrentService.GenerateMac');
        // Flows of several challenges have keys for later events, too.
        const together = sorted([...warm.init, ...warm.event]);
        expect(together).to.include.members(sorted(cold.event));
        expect(sorted(warm.event).filter(each => each.includes('GenerateMac'))).to.deep.equal([]);
        expect(together.length - cold.event.length).to.be.at.most(1);
      });

      it('opens the connections that the event takes', async () => {
        const before = aws.connections();
        const keyId = newKey();
        const given = await fn.event(keyId);
        aws.dropConnections();
        await new Promise(setImmediate);
        const handler = await fn.load(keyId);
        await new Promise(resolve => setTimeout(resolve, 20));
        const opened = aws.connections();
        expect(opened).to.be.above(before);
        await handler(given);
        expect(aws.connections(), 'none in the event').to.equal(opened);
      });

      for (const [what, fault] of [
        ['is refused', reply(400, { __type: 'AccessDeniedException' })],
        ['is broken off', breakOff],
        ['is throttled', reply(400, { __type: 'ThrottlingException' })],
        ['gets nonsense', reply(200, '<html>')],
      ] as const)
        it(`changes nothing where it ${what}: the event does it all`, async () => {
          const cold = await run(fn, undefined);
          const warm = await run(fn, 'on-demand', fault);
          expect(warm.outcome).to.equal('well');
          expect(sorted(warm.event)).to.deep.equal(sorted(cold.event));
        });

      it('ends after 1.5 s where nothing answers, and the event asks anew', async () => {
        const cold = await run(fn, undefined);
        const warm = await run(fn, 'on-demand', hang);
        expect(warm.tookMs).to.be.within(1000, 2400);
        expect(warm.outcome).to.equal('well');
        expect(sorted(warm.event)).to.deep.equal(sorted(cold.event));
      });

      it('does nothing where Lambda does not say that an event is waiting', async () => {
        for (const type of [undefined, '', 'snap-start', 'lambda-managed-instances'])
          expect((await run(fn, type)).init, type).to.deep.equal([]);
      });

      it('asks for no hour’s key where the environment is provisioned', async () => {
        const { init, outcome } = await run(fn, 'provisioned-concurrency');
        const texts = init.map(({ body }) => Buffer.from(JSON.parse(body).Message, 'base64').toString());
        expect(texts.filter(text => text !== 'cognito-challenge pseudonyms')).to.deep.equal([]);
        expect(outcome).to.equal('well');
      });
    });
  }

  it('functions whose settings are wrong starts, and the event tells which', async () => {
    const wrong = { ...settingsOf(EMAIL), flow: [{ challenges: ['email'] }] };
    for (const kind of ['create', 'verify'] as const) {
      const handler = await coldStart(kind, wrong);
      const error: unknown = await handler(cognitoEvent(kind)).catch(each => each);
      expect(String(error)).to.include('Sign-in is not available');
    }
    expect(output.text()).to.include('flow[0].challenge takes one of');
    expect(aws.received).to.deep.equal([]);
  });

  it('functions at the end of an hour has the key of that hour, which is nobody’s for the next', async () => {
    const keyId = newKey();
    const message = (hour: number) => `cognito-challenge epoch ${hour}`;
    await warmUpWorld.fetchMac(keyId, message(1));
    const next = await world.generateMac(keyId, message(2));
    expect(aws.received).to.have.length(2);
    const first = await world.generateMac(keyId, message(1));
    expect(aws.received, 'it was there').to.have.length(2);
    expect(first).not.to.deep.equal(next);
    await world.generateMac(keyId, message(1));
    expect(aws.received, 'and is handed out once').to.have.length(3);
  });
});
