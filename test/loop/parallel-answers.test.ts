import { expect } from 'chai';
import { codeIn } from '../support/codes.ts';
import { type Loop, useLoop } from '../support/loop.ts';
import { askedIn, inAnotherRound, parametersOf } from '../support/right-answer.ts';
import { sdkUser } from '../support/sdk-client.ts';

// Cognito uses a session up before it calls verify. It did not always, so verify is called here as if it did not.
describe('Twenty answers to one question at a time', function () {
  this.timeout(60_000);
  const running = useLoop({
    inputs: { flow: [{ challenge: 'email_otp' }], email: { from: 'sign-in@acme.example' } },
  });

  it('let the right one in once', async () => {
    const loop = running();
    const { code, verify } = await asked(loop);
    const verdicts = await inParallel(Array.from({ length: 20 }, () => () => verify(code)));
    expect(verdicts.filter(verdict => verdict)).to.have.length(1);
  });

  it('are one answer where they are the same call, as Cognito makes it again after 5 s', async () => {
    const loop = running();
    const { code, verify } = await asked(loop);
    const once = <Result>(call: () => Promise<Result>) => Array.from({ length: 10 }, () => call);
    const guess = code === '000000' ? '000001' : '000000';
    expect(await inParallel(once(() => verify(guess, 'first-id')))).to.not.include(true);
    expect(await inParallel(once(() => verify(guess, 'other-id')))).to.not.include(true);
    expect(await inParallel(once(() => verify(code, 'third-id')))).to.not.include(false);
    expect(await verify(code), 'in another round').to.equal(false);
  });

  it('are judged as often as the step has attempts, and the right one after them comes too late', async () => {
    const loop = running();
    const { code, verify } = await asked(loop);
    const judged = (verdict: string) =>
      loop.logs.filter(line => line.includes(`"verdict":"${verdict}"`)).length;
    const wrong = judged('wrong');
    const guesses = Array.from({ length: 20 }, (_, n) => String(n).padStart(6, '0')).filter(
      guess => guess !== code,
    );
    const verdicts = await inParallel(guesses.map(guess => () => verify(guess)));
    expect(verdicts).to.not.include(true);
    expect(judged('wrong') - wrong).to.equal(3);
    expect(await verify(code)).to.equal(false);
  });

  /** Asks a new user; gives the code that was sent, and a verify trigger called by hand. */
  async function asked(loop: Loop) {
    const { email } = await loop.newUser();
    await sdkUser(loop, email).begin();
    const code = codeIn(await loop.message(email));
    const round = (await loop.rounds()).findLast(({ trigger }) => trigger === 'CreateAuthChallenge');
    const parameters = Object(round?.response.privateChallengeParameters);
    /** In a round of its own, unless it is told which. */
    const verify = (challengeAnswer: string, id?: string) =>
      invokeVerify(loop, String(round?.userName), {
        userAttributes: round?.request.userAttributes,
        privateChallengeParameters: id
          ? parametersOf({ ...askedIn(parameters), round: id })
          : inAnotherRound(parameters),
        challengeAnswer,
      });
    return { code, verify };
  }

  async function invokeVerify(loop: Loop, userName: string, request: object): Promise<unknown> {
    const event = {
      version: '1',
      triggerSource: 'VerifyAuthChallengeResponse_Authentication',
      region: 'us-east-1',
      userPoolId: loop.config.userPoolId,
      userName,
      callerContext: { awsSdkVersion: 'none', clientId: loop.clientId },
      request,
      response: { answerCorrect: null },
    };
    const path = '/2015-03-31/functions/test-verify-auth-challenge-response/invocations';
    const response = await fetch(loop.endpoint + path, { method: 'POST', body: JSON.stringify(event) });
    const { response: filled } = (await response.json()) as { response: { answerCorrect: unknown } };
    return filled.answerCorrect;
  }
});

/** As many at a time as the local Lambda takes. */
async function inParallel<Result>(calls: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const left = [...calls];
  const results: Result[] = [];
  const work = async () => {
    for (let call = left.shift(); call; call = left.shift()) results.push(await call());
  };
  await Promise.all(Array.from({ length: 10 }, work));
  return results;
}
