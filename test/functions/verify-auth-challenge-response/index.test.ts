import { expect } from 'chai';
import { reply, services, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { coldStart, type Handler, rejection } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { rightAnswer } from '../../support/right-answer.ts';
import { settingsOf } from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  cognitoEvent,
  entry,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';

interface Asked {
  readonly publicChallengeParameters: Readonly<Record<string, string>>;
  readonly privateChallengeParameters: Readonly<Record<string, string>>;
  readonly challengeMetadata: string;
}

describe('verify-auth-challenge-response', function () {
  this.timeout(20_000);

  const output = recordOutput();
  const aws = useAwsServer(services);
  useEnvironment(() => awsEnvironment(aws.url()));
  let verify: Handler;
  let asked: Asked;
  let answer: string;

  beforeEach(async () => {
    verify = await coldStart('verify', settingsOf());
    const create = await coldStart('create', settingsOf());
    const event = cognitoEvent('create', { session: AFTER_PASSWORD });
    asked = (await create(event)).response as Asked;
    answer = await rightAnswer(asked.privateChallengeParameters, event);
  });

  const given = (challengeAnswer: unknown) =>
    cognitoEvent('verify', { privateChallengeParameters: asked.privateChallengeParameters, challengeAnswer });

  it('finds the right answer right and a wrong one wrong, in events that are as they were but for that', async () => {
    for (const [challengeAnswer, answerCorrect] of [
      [answer, true],
      ['WRONGX', false],
    ]) {
      const event = given(challengeAnswer);
      expect(await verify(event)).to.deep.equal({ ...event, response: { answerCorrect } });
    }
  });

  it('takes the other name that AWS’s pages have for the trigger, which no other function takes', async () => {
    const event = { ...given(answer), triggerSource: 'VerifyAuthChallenge_Authentication' };
    expect((await verify(event)).response).to.deep.equal({ answerCorrect: true });
    for (const other of ['define', 'create'] as const)
      expect((await rejection((await coldStart(other, settingsOf()))(event))).message).to.equal(
        'The request is not valid',
      );
  });

  it('never finds an answer of an unknown user right', async () => {
    const { response } = await verify({ ...unknownUser(given(answer)), userName: USER_NAME });
    expect(response).to.deep.equal({ answerCorrect: false });
  });

  it('answers AWS’s plain example, as it is written', async () => {
    // What the create function of AWS's example returns, and an answer to it.
    const event = cognitoEvent('verify', {
      privateChallengeParameters: { answer: '5' },
      challengeAnswer: '5',
    });
    expect((await verify(event)).response).to.deep.equal({ answerCorrect: true });
    const define = await coldStart('define', settingsOf());
    const session = [...AFTER_PASSWORD, entry('CUSTOM_CHALLENGE', true, 'CAPTCHA_CHALLENGE')];
    expect((await define(cognitoEvent('define', { session }))).response).to.include({ issueTokens: true });
  });

  it('ends a sign-in that create, verify and define lead through with tokens, after a right answer only', async () => {
    const define = await coldStart('define', settingsOf());
    for (const [challengeAnswer, response] of [
      [answer, { challengeName: '', issueTokens: true, failAuthentication: false }],
      ['WRONGX', { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false }],
    ] as const) {
      const { answerCorrect } = (await verify(given(challengeAnswer))).response as { answerCorrect: boolean };
      const round = entry('CUSTOM_CHALLENGE', answerCorrect, asked.challengeMetadata);
      const event = cognitoEvent('define', { session: [...AFTER_PASSWORD, round] });
      expect((await define(event)).response).to.deep.equal(response);
    }
  });

  it('counts the answer in the ledger of the settings before it says `true`, and says none where it could not', async () => {
    verify = await coldStart('verify', { ...settingsOf(), ledgerTable: 'acme-ledger' });
    aws.received.length = 0;
    expect((await verify(given(answer))).response).to.deep.equal({ answerCorrect: true });
    const [, count, ...others] = aws.received;
    expect(JSON.parse(count?.body ?? '')).to.include({ TableName: 'acme-ledger' });
    expect(others).to.deep.equal([]);

    aws.replies(
      reply(400, { __type: 'ConditionalCheckFailedException', message: 'The conditional request failed' }),
    );
    expect((await verify(given(answer))).response).to.deep.equal({ answerCorrect: false });

    aws.replies(reply(400, { __type: 'ResourceNotFoundException', message: 'Requested resource not found' }));
    expect((await rejection(verify(given(answer)))).message).to.equal('Sign-in is not available');
  });

  it('does not say `true` when KMS fails, nor tell the end user why', async () => {
    aws.replies(
      reply(400, { __type: 'AccessDeniedException', message: 'no identity-based policy allows it' }),
    );
    const error = await rejection(verify(given(answer)));
    expect(error.message).to.equal('Sign-in is not available');
    expect(output.text()).to.include('no identity-based policy allows it');
  });

  it('logs no answer and nothing of the user, be the answer right, wrong or strange', async () => {
    for (const challengeAnswer of [answer, 'MYPASSWORD', ['MYPASSWORD'], `MYPASSWORD${'x'.repeat(3000)}`])
      await verify(given(challengeAnswer));
    const values = Object.values(ATTRIBUTES).filter(value => value !== 'true');
    for (const secret of [answer, 'MYPASSWORD', USER_NAME, ...values])
      expect(output.text()).not.to.include(secret);
  });
});
