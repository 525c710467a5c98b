import { expect } from 'chai';
import { send } from '../../functions/aws/send.ts';
import { humanCheck } from '../../functions/challenges/human-check/index.ts';
import type { Outcome } from '../../functions/delivery/deliver-challenge.ts';
import { Refusal } from '../../functions/delivery/refusal.ts';
import { reportFault, reportOutcome } from '../../functions/delivery/report.ts';
import { METRICS } from '../../functions/metric-definitions.ts';
import { countGuess } from '../../functions/verify-auth-challenge-response/count-guess.ts';
import { reply, services, useAwsServer } from '../support/aws-server.ts';
import { handedOver } from '../support/delivery.ts';
import { awsEnvironment, setEnvironment, useEnvironment } from '../support/environment.ts';
import { coldStart, type Handler, importAfresh, rejection } from '../support/handlers.ts';
import { type MetricLine, metricLines } from '../support/metric-lines.ts';
import { questionFrom, settingsFrom, worldWith } from '../support/questions.ts';
import { recordOutput } from '../support/recorded-output.ts';
import { rightAnswer, rightCode } from '../support/right-answer.ts';
import { CAPTCHA, EMAIL, PASSWORD, settingsOf } from '../support/settings.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  cognitoEvent,
  entry,
  failures,
  USER_NAME,
  unknownUser,
} from '../support/trigger-events.ts';
import { testWorld } from '../support/worlds.ts';

type Asked = {
  publicChallengeParameters: Record<string, string>;
  privateChallengeParameters: Record<string, string>;
  challengeMetadata: string;
};

const SETTINGS = { ...settingsOf(PASSWORD, CAPTCHA, EMAIL), email: { from: 'sign-in@acme.example' } };
const NOW = 1763750000123;

describe('the metrics of a sign-in', function () {
  this.timeout(20_000);

  const output = recordOutput();
  const aws = useAwsServer(services);
  const start = { define: 'define', create: 'create', verify: 'verify' } as const;
  let handlers: Record<keyof typeof start, Handler>;
  useEnvironment(() => ({
    ...awsEnvironment(aws.url()),
    MODULE_NAME: 'acme',
    AWS_LAMBDA_FUNCTION_NAME: 'acme-function',
  }));

  beforeEach(async () => {
    handlers = {
      define: await coldStart('define', SETTINGS),
      create: await coldStart('create', SETTINGS),
      verify: await coldStart('verify', SETTINGS),
    };
  });

  /** As Cognito leads through it: a wrong and the right picture, and the right code. */
  async function signIn(user = (event: ReturnType<typeof cognitoEvent>) => event) {
    const session = [...AFTER_PASSWORD.slice(0, 1)];
    const asked: Asked[] = [];
    const given: string[] = [];
    const call = (kind: keyof typeof start, request: Parameters<typeof cognitoEvent>[1]) =>
      handlers[kind](user(cognitoEvent(kind, request)));
    const define = async () => Object((await call('define', { session })).response);
    await define();
    session.push(...AFTER_PASSWORD.slice(1));
    for (const isRight of [false, true, true]) {
      await define();
      const { response } = (await call('create', { session })) as { response: Asked };
      const parameters = response.privateChallengeParameters;
      const derive = parameters.question?.startsWith('captcha') ? rightAnswer : rightCode;
      const right = await derive(parameters, user(cognitoEvent('verify')));
      const challengeAnswer = isRight ? right : 'AAAAAA';
      const verified = await call('verify', { privateChallengeParameters: parameters, challengeAnswer });
      session.push(
        entry('CUSTOM_CHALLENGE', Object(verified.response).answerCorrect, response.challengeMetadata),
      );
      asked.push(response);
      given.push(right);
    }
    return { asked, given, end: await define() };
  }

  /** What create handed to the delivering function, and that function at it. */
  async function deliver() {
    setEnvironment({
      CHALLENGE_SETTINGS: JSON.stringify({
        flow: [{ challenge: 'email_otp' }],
        keyId: SETTINGS.keyId,
        deliverArn: SETTINGS.delivery?.functionArn,
        delivery: { app_name: 'Acme' },
        email: SETTINGS.email,
      }),
    });
    const { body = '' } = aws.received.find(({ path }) => path.endsWith('/invocations')) ?? {};
    await (await importAfresh('deliver-challenge'))(JSON.parse(body));
  }

  it('are counted once each in a whole sign-in, by every function', async () => {
    const { end } = await signIn();
    await deliver();
    expect(end).to.include({ issueTokens: true });
    const lines = metricLines(output.text());
    const sum = (name: string) => lines.reduce((total, line) => total + Number(line[name] ?? 0), 0);
    expect(
      Object.fromEntries(Object.keys(METRICS).map(name => [name, name === 'Duration' ? 0 : sum(name)])),
    ).to.include({
      ...{ SignInsStarted: 1, SignInsPassed: 1, SignInsEnded: 0, QuestionsAsked: 3, Answers: 3 },
      ...{ MessageSent: 1, Faults: 0, CallsFailed: 0 },
    });
    const answers = lines.filter(line => 'Answers' in line);
    expect(answers.map(({ Step, Challenge, Verdict }) => [Step, Challenge, Verdict])).to.deep.equal([
      ['captcha', 'captcha', 'wrong'],
      ['captcha', 'captcha', 'right'],
      ['email_otp', 'email_otp', 'right'],
    ]);
  });

  it('and its log lines have one trace from the first question on, which no client is told', async () => {
    const { asked } = await signIn();
    await deliver();
    const [trace = ''] = /(?<=@)[\w-]{16}$/.exec(asked[0]?.challengeMetadata ?? '') ?? [];
    expect(trace).to.match(/^[\w-]{16}$/);
    expect(asked.slice(1).filter(({ challengeMetadata }) => challengeMetadata.includes('@'))).to.deep.equal(
      [],
    );
    for (const { privateChallengeParameters } of asked)
      expect(privateChallengeParameters.question?.endsWith(`@${trace}`)).to.equal(true);
    expect(JSON.stringify(asked.map(each => each.publicChallengeParameters))).to.not.include(trace);
    const lines = output.text().split('\n');
    const after = lines.slice(lines.findIndex(line => line.includes("message: 'Asked.'")));
    const ofSignIn = after.filter(line => line.trim() !== '' && !line.includes('"Duration"'));
    expect(ofSignIn.length).to.be.above(10);
    expect(ofSignIn.filter(line => !line.includes(trace))).to.deep.equal([]);
  });

  it('of an unknown user are the same but for their end: no value of a dimension comes from a name', async () => {
    const dimensions = () =>
      metricLines(output.text()).flatMap(line =>
        line._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
          Metrics.map(({ Name }) => [Name, ...Dimensions.flat().map(name => line[name])].join(' ')),
        ),
      );
    await signIn();
    const known = dimensions();
    handlers.define = await coldStart('define', SETTINGS);
    const { end } = await signIn(unknownUser);
    expect(end).to.include({ failAuthentication: true });
    const unknown = dimensions().slice(known.length);
    const own = (all: readonly string[], others: readonly string[]) =>
      all.filter(one => !others.includes(one));
    expect(new Set(own(unknown, known))).to.deep.equal(
      new Set(['Answers acme acme captcha captcha no such user', 'SignInsEnded acme acme AttemptsUsed']),
    );
  });

  it('hold nothing of the user, and nothing secret', async () => {
    const { asked, given } = await signIn();
    await deliver();
    const lines = output
      .text()
      .split('\n')
      .filter(line => line.startsWith('{"_aws"'));
    expect(lines.length).to.be.above(12);
    const { sub, email, phone_number, name } = ATTRIBUTES;
    const nonces = asked.map(({ privateChallengeParameters: { question = '' } }) => question.split(' ')[2]);
    for (const secret of [USER_NAME, sub, email, phone_number, name, ...given, ...nonces])
      expect(lines.join('\n')).to.not.include(String(secret));
  });

  it('are all that the table has, with its units and dimensions, and no others', async () => {
    await signIn();
    await handlers.define(
      cognitoEvent('define', { session: [...AFTER_PASSWORD, ...failures('captcha', 3)] }),
    );
    for (const outcome of [
      'sent',
      'sent before',
      'decoy',
      'uncertain',
      'expired',
      'limit',
      'not allowed',
      'undeliverable',
    ] as Outcome[])
      reportOutcome(handedOver(), outcome, NOW);
    for (const error of [new Refusal('MessageRejected'), new Error('a fault')])
      reportFault(handedOver(), error, NOW);
    const check = {
      provider: 'turnstile',
      site_key: 'k',
      secret_arn: `arn:aws:ssm:eu-central-1:111122223333:parameter/k`,
      hostnames: ['a'],
    };
    const question = questionFrom(
      settingsFrom([{ challenges: ['password'] }, { challenges: ['human_check'] }]),
    );
    for (const on_failure of ['open', 'closed'])
      await humanCheck({ ...check, on_failure }, worldWith({ secretText: async () => 's' })).verify(
        question,
        't',
        {},
      );
    const ledger = { ...testWorld().ledger, countGuess: async () => question.step.attempts - 1 };
    const guess = { user: 'a', isNamed: false, isRight: false, call: 'c', now: 1 };
    await countGuess(guess, question, { now: () => NOW, ledger });
    aws.replies(reply(400, { __type: 'AccessDeniedException' }));
    await rejection(send({ service: 'kms', headers: {}, body: '' }));

    const table = Object.entries(METRICS).map(([name, { unit, dimensions }]) =>
      [name, unit, ['Name', ...[...dimensions].sort()].join()].join(' '),
    );
    expect(new Set(metricLines(output.text()).flatMap(described))).to.deep.equal(new Set(table));
  });
});

/** Name, unit and the dimensions of the finer rollup, of which each has a value; the coarser is by `Name` alone. */
function described(line: MetricLine): string[] {
  return line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) => {
    expect(Namespace).to.equal('CognitoChallenge');
    expect(Dimensions[0]).to.deep.equal(['Name']);
    for (const dimension of Dimensions.flat()) expect(line[dimension]).to.be.a('string').and.not.equal('');
    return Metrics.map(({ Name, Unit }) => {
      expect(line[Name]).to.be.a('number');
      const [name, ...own] = Dimensions.at(-1) ?? [];
      return [Name, Unit, [name, ...own.sort()].join()].join(' ');
    });
  });
}
