import {
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import { type Loop, startLoop } from '../support/loop.ts';
import { sdkClient, sdkUser } from '../support/sdk-client.ts';
import { rejection } from '../support/tokens.ts';

const REFUSED = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

describe('The loop, under attack', () => {
  let loop: Loop;
  let clock = Date.now();
  before(async () => {
    loop = await startLoop({ now: () => clock });
  });
  after(() => loop.close());

  it('gives nothing for the SRP_A entry alone: asking for SRP proves nothing', async () => {
    const started = await sdkUser(loop).start();
    expect(started.ChallengeName).to.equal('PASSWORD_VERIFIER');
    expect(started.AuthenticationResult).to.equal(undefined);
    const error = await rejection(sdkUser(loop).answer(started, 'anything'));
    expect(error.name).to.match(/^(NotAuthorized|InvalidParameter|CodeMismatch)Exception$/);
  });

  it('refuses a client that leaves the password out', async () => {
    const { username: USERNAME } = loop.demoUser;
    const byName = { CHALLENGE_NAME: 'CUSTOM_CHALLENGE' };
    for (const more of [{}, byName, { ...byName, SRP_A: 'abc' }]) {
      const error = await rejection(
        sdkClient(loop).send(
          new InitiateAuthCommand({
            ClientId: loop.clientId,
            AuthFlow: 'CUSTOM_AUTH',
            AuthParameters: { USERNAME, ...more },
          }),
        ),
      );
      expect(error, JSON.stringify(more)).to.include(REFUSED);
    }
  });

  it('takes no answer of Cognito’s own challenges in place of the CAPTCHA', async function () {
    this.timeout(60_000);
    const answers = {
      NEW_PASSWORD_REQUIRED: { NEW_PASSWORD: 'Another-horse-8' },
      SOFTWARE_TOKEN_MFA: { SOFTWARE_TOKEN_MFA_CODE: '000000' },
      SELECT_MFA_TYPE: { ANSWER: 'SMS_MFA' },
      MFA_SETUP: {},
      DEVICE_SRP_AUTH: { DEVICE_KEY: 'us-east-1_0', SRP_A: 'abc' },
    } as const;
    for (const [name, responses] of Object.entries(answers)) {
      const { Session, ChallengeParameters } = await sdkUser(loop).passPassword();
      const USERNAME = ChallengeParameters?.USERNAME ?? '';
      const command = new RespondToAuthChallengeCommand({
        ClientId: loop.clientId,
        ChallengeName: name as keyof typeof answers,
        ChallengeResponses: { USERNAME, ...responses },
        Session,
      });
      const error = await rejection(sdkClient(loop).send(command));
      expect(error, name).to.include({
        name: 'NotAuthorizedException',
        message: 'Invalid session for the user.',
      });
    }
  });

  it('refuses a wrong password before it shows a CAPTCHA', async () => {
    const user = sdkUser(loop, loop.demoUser.username, 'Wrong-password-1');
    expect(await rejection(user.passPassword())).to.include(REFUSED);
  });

  it('refuses every other flow: none leads around the challenges', async () => {
    const { username: USERNAME, password: PASSWORD } = loop.demoUser;
    for (const AuthFlow of ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'USER_AUTH'] as const) {
      const AuthParameters = { USERNAME, PASSWORD, SRP_A: 'abc', PREFERRED_CHALLENGE: 'PASSWORD' };
      const command = new InitiateAuthCommand({ ClientId: loop.clientId, AuthFlow, AuthParameters });
      const error = await rejection(sdkClient(loop).send(command));
      expect(error.name, AuthFlow).to.match(/^(InvalidParameter|NotAuthorized)Exception$/);
    }
  });

  it('uses a Session once', async () => {
    const user = sdkUser(loop);
    const asked = await user.passPassword();
    await user.answer(asked, 'wrong');
    expect(await rejection(user.answer(asked, await loop.rightAnswer()))).to.include({
      name: 'NotAuthorizedException',
      message: 'Invalid session for the user, session can only be used once.',
    });
  });

  it('lets one of two simultaneous answers on one Session through', async () => {
    const user = sdkUser(loop);
    const asked = await user.passPassword();
    const answer = await loop.rightAnswer();
    const outcomes = await Promise.allSettled([user.answer(asked, answer), user.answer(asked, answer)]);
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
  });

  it('refuses an expired Session', async () => {
    const user = sdkUser(loop);
    const asked = await user.passPassword();
    const answer = await loop.rightAnswer();
    clock += 5 * 60_000 + 1;
    expect(await rejection(user.answer(asked, answer))).to.include({
      name: 'NotAuthorizedException',
      message: 'Invalid session for the user, session is expired.',
    });
  });

  it("refuses another user's Session", async () => {
    const asked = await sdkUser(loop).passPassword();
    const stolen = {
      ...asked,
      ChallengeParameters: { ...asked.ChallengeParameters, USERNAME: 'somebody-else' },
    };
    expect(await rejection(sdkUser(loop).answer(stolen, await loop.rightAnswer()))).to.include({
      name: 'NotAuthorizedException',
      message: 'Invalid session for the user.',
    });
  });

  it('refuses an invented Session', async () => {
    const asked = await sdkUser(loop).passPassword();
    const error = await rejection(sdkUser(loop).answer({ ...asked, Session: 'x'.repeat(40) }, 'wrong'));
    expect(error).to.include({ name: 'NotAuthorizedException', message: 'Invalid session for the user.' });
  });

  it('ends after the last attempt; a right answer then comes too late', async () => {
    const user = sdkUser(loop);
    let asked = await user.passPassword();
    asked = await user.answer(asked, 'wrong');
    asked = await user.answer(asked, 'wrong');
    expect(asked.ChallengeParameters).to.include({ attemptsRemaining: '1' });
    const answer = await loop.rightAnswer();
    expect(await rejection(user.answer(asked, 'wrong'))).to.include(REFUSED);
    expect((await rejection(user.answer(asked, answer))).name).to.equal('NotAuthorizedException');
  });

  it('takes neither an empty answer nor the answer of the round before', async () => {
    const user = sdkUser(loop);
    const first = await user.passPassword();
    const old = await loop.rightAnswer();
    const second = await user.answer(first, ' ');
    expect(second.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
    const third = await user.answer(second, old);
    expect(third.ChallengeParameters).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '1' });
    const error = await rejection(user.answer(third, ''));
    expect(error.name).to.match(/^(NotAuthorized|InvalidParameter)Exception$/);
  });

  it('leaves no answer where anybody could read it', async () => {
    const user = sdkUser(loop);
    const asked = await user.passPassword();
    const answer = await loop.rightAnswer();
    await user.answer(asked, answer);
    const rounds = (await loop.rounds()).map(({ expectedAnswer: _, ...round }) => {
      // What the user typed reaches the verify trigger; everything else must not hold it.
      const { challengeAnswer: __, ...request } = round.request;
      return { ...round, request };
    });
    const readable = JSON.stringify([rounds, loop.logs, asked]);
    for (const form of [
      answer,
      answer.toLowerCase(),
      Buffer.from(answer).toString('base64').replace(/=+$/, ''),
    ]) {
      expect(readable).to.not.include(form);
    }
    expect(JSON.stringify(loop.logs)).to.not.include('demo@example.com');
  });
});
