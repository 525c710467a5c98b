import { expect } from 'chai';
import { AwsError } from '../../../local/aws-service.ts';
import type { Invocation, Invoke } from '../../../local/lambda/lambda.ts';
import {
  begin,
  captcha,
  deploymentWith,
  functionArn,
  type Handlers,
  invokeHandlers,
  refused,
  testPool,
  triggerNames,
} from './pool.ts';

const throwing = (error: Error): Handlers => ({
  ...captcha,
  CreateAuthChallenge: () => {
    throw error;
  },
});
const finished = (payload: string): Promise<Invocation> =>
  Promise.resolve({ payload, durationMs: 7, coldStart: true });

describe('triggers', () => {
  it('reports every call, with the request and what the function answered', async () => {
    const pool = testPool();
    await pool.addUser('alice');

    await begin(pool, 'alice');

    expect(pool.rounds.map(({ trigger }) => trigger)).to.deep.equal([
      'DefineAuthChallenge',
      'CreateAuthChallenge',
    ]);
    const [, create] = pool.rounds;
    expect(create).to.deep.include({
      userName: 'alice',
      userPoolId: 'eu-central-1_Abc123xyz',
      clientId: 'publicclient',
      attempt: 1,
      durationMs: 1,
      coldStart: false,
      at: pool.clock.now,
    });
    expect(create?.request).to.have.property('challengeName', 'CUSTOM_CHALLENGE');
    expect(create?.response).to.have.property('challengeMetadata', 'CAPTCHA_CHALLENGE');
    expect(create).not.to.have.property('error');
  });

  it('tells the client the text of an error that a handler throws', async () => {
    const pool = testPool({ handlers: throwing(new TypeError('no such captcha')) });
    await pool.addUser('alice');

    const message = 'CreateAuthChallenge failed with error no such captcha.';
    await refused(begin(pool, 'alice'), 'UserLambdaValidationException', message);

    expect(pool.rounds.at(-1)).to.deep.include({
      trigger: 'CreateAuthChallenge',
      response: null,
      error: { code: 'UserLambdaValidationException', message },
    });
  });

  it('names the error of a runtime that has no text for it', async () => {
    const crash = JSON.stringify({ errorType: 'Runtime.ExitError' });
    const invoke: Invoke = async () => ({
      payload: crash,
      functionError: 'Unhandled',
      durationMs: 1,
      coldStart: false,
    });
    const pool = testPool({ invoke });
    await pool.addUser('alice');

    await refused(
      begin(pool, 'alice'),
      'UserLambdaValidationException',
      'DefineAuthChallenge failed with error Runtime.ExitError.',
    );
  });

  it('fails without the permission', async () => {
    const [, ...permissions] = deploymentWith().permissions;
    const pool = testPool({ deployment: deploymentWith({ permissions }) });
    await pool.addUser('alice');

    await refused(
      begin(pool, 'alice'),
      'UnexpectedLambdaException',
      'DefineAuthChallenge invocation failed due to error AccessDeniedException.',
    );
    expect(pool.rounds).to.have.length(1);
  });

  it('fails where the function does not exist', async () => {
    const pool = testPool({ deployment: deploymentWith({ functions: [] }) });
    await pool.addUser('alice');

    await refused(
      begin(pool, 'alice'),
      'UnexpectedLambdaException',
      'DefineAuthChallenge invocation failed due to error ResourceNotFoundException.',
    );
  });

  it('fails where Lambda throttles', async () => {
    const invoke: Invoke = () =>
      Promise.reject(new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429));
    const pool = testPool({ invoke });
    await pool.addUser('alice');

    await refused(
      begin(pool, 'alice'),
      'UnexpectedLambdaException',
      'DefineAuthChallenge invocation failed due to error TooManyRequestsException.',
    );
  });

  it('lets a failure of this machine through as it is', async () => {
    const broken = new Error('spawn ENOENT');
    const pool = testPool({ invoke: () => Promise.reject(broken) });
    await pool.addUser('alice');

    expect(await begin(pool, 'alice').catch((error: unknown) => error)).to.equal(broken);
    expect(pool.rounds.at(-1)?.error).to.deep.equal({ code: 'Error', message: 'spawn ENOENT' });
  });

  for (const missing of triggerNames) {
    it(`needs ${missing} once it is its turn`, async () => {
      const lambdaConfig = Object.fromEntries(
        triggerNames.filter(name => name !== missing).map(name => [name, functionArn(name)]),
      );
      const pool = testPool({ deployment: deploymentWith({ pool: { lambdaConfig } }) });
      await pool.addUser('alice');
      const signIn = async () => {
        const { Session } = await begin(pool, 'alice');
        await pool.call('RespondToAuthChallenge', {
          ClientId: 'publicclient',
          ChallengeName: 'CUSTOM_CHALLENGE',
          Session: Session ?? null,
          ChallengeResponses: { USERNAME: 'alice', ANSWER: '5' },
        });
      };

      await refused(
        signIn(),
        'InvalidParameterException',
        'Custom auth lambda trigger is not configured for the user pool.',
      );
    });
  }
});

describe('a trigger that takes too long', () => {
  // AWS says that it "may retry", and promises no number.
  for (const [triggerCalls, times] of [
    [1, 1],
    [3, 3],
    [5, 5],
    [undefined, 3],
  ] as const)
    it(`is called ${times} times in all, then given up, with triggerCalls ${triggerCalls}`, async () => {
      let calls = 0;
      const invoke: Invoke = () => {
        calls++;
        return new Promise(() => undefined);
      };
      const pool = testPool({ invoke, triggerTimeoutMs: 1, ...(triggerCalls && { triggerCalls }) });
      await pool.addUser('alice');

      const message =
        'DefineAuthChallenge invocation failed due to error Socket timeout while invoking Lambda function.';
      await refused(begin(pool, 'alice'), 'UnexpectedLambdaException', message);

      expect(calls).to.equal(times);
      expect(pool.rounds.map(({ attempt, error }) => [attempt, error?.message])).to.deep.equal(
        Array.from({ length: times }, (_, index) => [index + 1, message]),
      );
    });

  it('is not called again where Lambda itself fails with a status of 500 or more', async () => {
    let calls = 0;
    const invoke: Invoke = () => {
      calls++;
      throw new AwsError('ServiceException', 'Lambda was unable to start', 500);
    };
    const pool = testPool({ invoke, triggerTimeoutMs: 1, triggerCalls: 5 });
    await pool.addUser('alice');

    await refused(
      begin(pool, 'alice'),
      'UnexpectedLambdaException',
      'DefineAuthChallenge invocation failed due to error ServiceException.',
    );
    expect(calls).to.equal(1);
  });

  it('may answer at the second call; what the first one says later is not heard', async () => {
    const late: (() => void)[] = [];
    const handlers = invokeHandlers(captcha);
    let calls = 0;
    const invoke: Invoke = (arn, payload) => {
      calls++;
      if (calls > 1) return handlers(arn, payload);
      return new Promise((_resolve, reject) => late.push(() => reject(new Error('too late to matter'))));
    };
    const pool = testPool({ invoke, triggerTimeoutMs: 20 });
    await pool.addUser('alice');

    const challenge = await begin(pool, 'alice');
    for (const fail of late) fail();

    expect(challenge).to.have.property('ChallengeName', 'CUSTOM_CHALLENGE');
    expect(pool.rounds.map(({ trigger, attempt }) => [trigger, attempt])).to.deep.equal([
      ['DefineAuthChallenge', 1],
      ['DefineAuthChallenge', 2],
      ['CreateAuthChallenge', 1],
    ]);
  });

  it('is not called again for an error that came in time', async () => {
    const pool = testPool({ invoke: () => finished('"nonsense"') });
    await pool.addUser('alice');

    await refused(begin(pool, 'alice'), 'InvalidLambdaResponseException', 'Unrecognizable lambda output');
    expect(pool.rounds).to.have.length(1);
    expect(pool.rounds[0]).to.deep.include({ durationMs: 7, coldStart: true, response: null });
  });
});
