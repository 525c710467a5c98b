import { expect } from 'chai';
import { invokeBriefly } from '../../../../functions/aws/lambda.ts';
import type { World } from '../../../../functions/challenges/challenge.ts';
import { createChallenge } from '../../../../functions/create-auth-challenge/create-challenge.ts';
import { stateless } from '../../../../functions/ledger/stateless.ts';
import { verifyAnswer } from '../../../../functions/verify-auth-challenge-response/verify-answer.ts';
import { breakOff, hang, type Reply, reply, useAwsServer } from '../../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../../support/environment.ts';
import { rejection } from '../../../support/handlers.ts';
import { settingsFrom, worldWith } from '../../../support/questions.ts';
import { recordOutput } from '../../../support/recorded-output.ts';
import {
  AFTER_PASSWORD,
  type CognitoEvent,
  cognitoEvent,
  entry,
  NONCE,
  parsed,
} from '../../../support/trigger-events.ts';

const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:quiz';
const FLOW = [
  { challenges: ['password'] },
  { name: 'quiz', challenges: ['external'], functionArn: ARN, proof: false },
];
const SETTINGS = settingsFrom(FLOW);

interface PlainEvent {
  triggerSource: string;
  request: {
    challengeName?: string;
    session?: unknown;
    privateChallengeParameters: Record<string, string>;
    challengeAnswer: string;
  };
  response: Record<string, unknown>;
}

/**
 * The two functions of Amazon's own example in one: a picture, and 5 for the answer. It knows nothing but the events
 * of triggers.
 */
const captchaExample = answeredBy(event => {
  const { triggerSource, request, response } = event;
  if (triggerSource === 'VerifyAuthChallengeResponse_Authentication') {
    response.answerCorrect = request.privateChallengeParameters.answer === request.challengeAnswer;
  } else if (request.challengeName === 'CUSTOM_CHALLENGE') {
    response.publicChallengeParameters = { captchaUrl: 'url/123.jpg' };
    response.privateChallengeParameters = { answer: '5' };
    response.challengeMetadata = 'CAPTCHA_CHALLENGE';
  }
  return event;
});

type Invoke = World['invoke'];

/** A function that is called over JSON, as Lambda calls it. */
function answeredBy(handler: (event: PlainEvent) => unknown): Invoke {
  return async (_arn, event) => handler(JSON.parse(JSON.stringify(event)));
}

describe('external', function () {
  this.timeout(20_000);

  const output = recordOutput();

  const create = async (invoke: Invoke, event: CognitoEvent) => {
    const world = {
      ...worldWith({ invoke }),
      ledger: stateless,
      nonce: () => 'A'.repeat(22),
      handOver: async () => {},
      sleep: async () => {},
    };
    return (await createChallenge(SETTINGS, world))(parsed(event));
  };
  const verify = async (invoke: Invoke, event: CognitoEvent) =>
    (await verifyAnswer(SETTINGS, { ...worldWith({ invoke }), ledger: stateless }))(parsed(event));
  const CREATE = cognitoEvent('create', { session: AFTER_PASSWORD });

  describe('runs the CAPTCHA example of AWS unchanged', () => {
    it('asks its question under the name of the step', async () => {
      const { publicChallengeParameters, privateChallengeParameters, challengeMetadata } = await create(
        captchaExample,
        CREATE,
      );
      expect(publicChallengeParameters).to.include({
        challenge: 'external',
        step: '2',
        attemptsRemaining: '3',
        'quiz.captchaUrl': 'url/123.jpg',
      });
      expect(privateChallengeParameters)
        .to.include({ '.answer': '5' })
        .and.to.have.property('question')
        .that.matches(/^quiz external /);
      expect(challengeMetadata).to.match(/^EXTERNAL_CHALLENGE quiz /);
    });

    it('judges by its verdict', async () => {
      const { privateChallengeParameters } = await create(captchaExample, CREATE);
      const judge = (challengeAnswer: string) =>
        verify(captchaExample, cognitoEvent('verify', { privateChallengeParameters, challengeAnswer }));
      expect(await judge('5')).to.deep.equal({ answerCorrect: true });
      expect(await judge('6')).to.deep.equal({ answerCorrect: false });
    });

    it('gives it its own metadata back in the next round', async () => {
      const { challengeMetadata } = await create(captchaExample, CREATE);
      const session = [...AFTER_PASSWORD, entry('CUSTOM_CHALLENGE', false, challengeMetadata)];
      const seen: unknown[] = [];
      const noting = answeredBy(event => {
        seen.push(event.request.session);
        return { response: {} };
      });
      await create(noting, cognitoEvent('create', { session }));
      expect(seen).to.deep.equal([
        [...AFTER_PASSWORD, entry('CUSTOM_CHALLENGE', false, 'CAPTCHA_CHALLENGE')],
      ]);
    });
  });

  it('asks one function and lets another judge, where a pair was written', async () => {
    const pair = { asks: `${ARN}-create`, judges: `${ARN}-verify` };
    const [password, quiz] = FLOW;
    const settings = settingsFrom([
      ...[password ?? {}, { ...quiz, functionArn: pair.asks, verifyFunctionArn: pair.judges }],
    ]);
    const called: string[] = [];
    const invoke: Invoke = async (arn, event) => {
      called.push(arn);
      return captchaExample(arn, event);
    };
    const world = { ...worldWith({ invoke }), ledger: stateless };
    const created = await createChallenge(settings, {
      ...world,
      nonce: () => NONCE,
      handOver: async () => {},
      sleep: async () => {},
    });
    const { privateChallengeParameters } = await created(parsed(CREATE));
    const verified = await verifyAnswer(settings, world);
    const judge = (challengeAnswer: string) =>
      verified(parsed(cognitoEvent('verify', { privateChallengeParameters, challengeAnswer })));
    expect(await judge('5')).to.deep.equal({ answerCorrect: true });
    expect(await judge('6')).to.deep.equal({ answerCorrect: false });
    expect(called).to.deep.equal([pair.asks, pair.judges, pair.judges]);
  });

  it('cannot shadow what the client is told by us, or by Cognito', async () => {
    const shown = {
      USERNAME: 'robin',
      challenge: 'password',
      step: '9',
      attemptsRemaining: '99',
      error: 'NONE',
    };
    const { publicChallengeParameters } = await create(
      answeredBy(() => ({ response: { publicChallengeParameters: shown } })),
      CREATE,
    );
    expect(publicChallengeParameters).to.include({
      challenge: 'external',
      step: '2',
      attemptsRemaining: '3',
    });
    expect(publicChallengeParameters).not.to.have.any.keys('USERNAME', 'error');
  });

  it('cannot write over which question was asked', async () => {
    const kept = { question: 'captcha captcha AAECAwQFBgcICQoLDA0ODw tovdde', '.question': 'x' };
    const { privateChallengeParameters } = await create(
      answeredBy(() => ({ response: { privateChallengeParameters: kept } })),
      CREATE,
    );
    expect(privateChallengeParameters.question).to.match(/^quiz external /);
    let seen: unknown;
    await verify(
      answeredBy(event => {
        seen = event.request.privateChallengeParameters;
        return event;
      }),
      cognitoEvent('verify', { privateChallengeParameters, challengeAnswer: 'x' }),
    );
    expect(seen).to.deep.equal(kept);
  });

  it('tells the operator which function answered what wrongly, by an error that the trigger keeps from the user', async () => {
    const error = await rejection(
      create(
        answeredBy(() => ({ statusCode: 200, body: '{}' })),
        CREATE,
      ),
    );
    expect(error.name).to.equal('Error');
    expect(error.message).to.equal(
      `The external function of step quiz (${ARN}) gave no valid response. It has to return the event with its response filled in.`,
    );
  });

  describe('asks over the network', () => {
    const aws = useAwsServer(reply(200, { response: { answerCorrect: true } }));
    useEnvironment(() => awsEnvironment(aws.url()));

    it('by a synchronous Invoke, with the event as the payload', async () => {
      await create(invokeBriefly, CREATE);
      const [request] = aws.received;
      expect(request?.path).to.equal(`/2015-03-31/functions/${encodeURIComponent(ARN)}/invocations`);
      expect(request?.headers['x-amz-invocation-type']).to.equal('RequestResponse');
      expect(JSON.parse(request?.body ?? '')).to.include({
        triggerSource: 'CreateAuthChallenge_Authentication',
      });
    });

    it('on a connection of its own, that no freeze of the function has closed', async () => {
      await create(invokeBriefly, CREATE);
      await create(invokeBriefly, CREATE);
      expect(aws.connections()).to.equal(2);
    });

    const failures: readonly [title: string, reply: Reply][] = [
      ['hangs', hang],
      ['breaks off', breakOff],
      ['fails itself', failing],
      ['gives no JSON', reply(200, '<html>')],
      ['gives null, as a handler that returns nothing', reply(200, 'null')],
      ['is not there', reply(404, { __type: 'ResourceNotFoundException' })],
    ];
    for (const [title, response] of failures) {
      it(`once: a function that ${title} is not called again, and lets nobody in`, async () => {
        aws.replies(response, reply(200, { response: { answerCorrect: true } }));
        const privateChallengeParameters = (await create(captchaExample, CREATE)).privateChallengeParameters;
        const event = cognitoEvent('verify', { privateChallengeParameters, challengeAnswer: '5' });
        const error = await rejection(inNoTime(() => verify(invokeBriefly, event)));
        expect(error.message).to.match(/^The external function of step quiz .* gave no valid response\. /);
        expect(`${error} ${output.text()}`).not.to.include('told by the function');
        expect(aws.received).to.have.length(1);
      });
    }

    it('for three seconds at most', async () => {
      const deadlines: number[] = [];
      await inNoTime(() => create(invokeBriefly, CREATE), deadlines);
      expect(deadlines).to.deep.equal([3000]);
    });
  });
});

/** As Lambda answers for a handler that threw. */
function failing(response: Parameters<Reply>[0]): void {
  response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
  response.end(JSON.stringify({ errorMessage: 'told by the function', errorType: 'Error' }));
}

/** Runs with deadlines cut short, and writes down what they were. */
async function inNoTime<Result>(run: () => Promise<Result>, deadlines: number[] = []): Promise<Result> {
  const real = AbortSignal.timeout;
  AbortSignal.timeout = milliseconds => {
    deadlines.push(milliseconds);
    return real(150);
  };
  try {
    return await run();
  } finally {
    AbortSignal.timeout = real;
  }
}
