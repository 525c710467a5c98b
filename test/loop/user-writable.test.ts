import {
  RespondToAuthChallengeCommand,
  UpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import type { JsonObject } from '../../local/aws-service.ts';
import { type Loop, startLoop, withLoop } from '../support/loop.ts';
import { type Asked, sdkClient, sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

const NEW_PASSWORD = 'Correct-horse-7';
const ofAdmins = { attribute: 'custom:role', values: ['admin'] };

/** A picture for administrators, after the password. */
const inputs = (when: object, client: object) => ({
  flow: [{ challenge: 'password' }, { challenge: 'captcha', when }],
  user_pool: { schema: { role: {} } },
  clients: { app: client },
});

const administer = (loop: Loop, operation: string, input: JsonObject) =>
  loop.cognito.service[operation]?.(
    { UserPoolId: loop.config.userPoolId, ...input },
    { accessKeyId: 'test' },
  );

/** An administrator who was invited, right after the temporary password. */
async function invitedAdmin(loop: Loop, email: string): Promise<Asked> {
  const attributes = { email, 'custom:role': 'admin' };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  await administer(loop, 'AdminCreateUser', { Username: email, UserAttributes });
  const temporary = / password is (\S+)/.exec((await loop.message(email)).text)?.[1] ?? '';
  const asked = await sdkUser(loop, email, temporary).passPassword();
  expect(asked.ChallengeName).to.equal('NEW_PASSWORD_REQUIRED');
  return asked;
}

/** Sets the password, and whatever else the user likes. */
const setPassword = (loop: Loop, asked: Asked, attributes: Readonly<Record<string, string>>) =>
  sdkClient(loop).send(
    new RespondToAuthChallengeCommand({
      ClientId: loop.clientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: asked.Session,
      ChallengeResponses: {
        USERNAME: asked.ChallengeParameters?.USER_ID_FOR_SRP ?? '',
        NEW_PASSWORD,
        ...Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [`userAttributes.${name}`, value]),
        ),
      },
    }),
  );

const refused = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('It was let through.'),
    (error: Error) => error.name,
  );

describe('a step that depends on an attribute', function () {
  this.timeout(60_000);

  describe('that users may write, by the owner’s word', () => {
    const options = { inputs: inputs({ ...ofAdmins, user_writable: true }, {}) };

    it('is gone before it is asked, once an invited user has written it with the new password', () =>
      withLoop(options, async loop => {
        const email = 'mallory@example.com';
        const asked = await setPassword(loop, await invitedAdmin(loop, email), { 'custom:role': 'nobody' });
        const { IdToken, AccessToken } = asked.AuthenticationResult ?? {};
        await expectTokens(loop, IdToken, AccessToken, email);
      }));

    it('is gone at the next sign-in, once a signed-in user has written it', () =>
      withLoop(options, async loop => {
        const email = 'mallory@example.com';
        const picture = await setPassword(loop, await invitedAdmin(loop, email), {});
        expect(picture.ChallengeParameters).to.include({ challenge: 'captcha' });
        const user = sdkUser(loop, email, NEW_PASSWORD);
        const signedIn = await user.answer(picture, await loop.rightAnswer());
        const { AccessToken } = signedIn.AuthenticationResult ?? {};
        await sdkClient(loop).send(
          new UpdateUserAttributesCommand({
            AccessToken,
            UserAttributes: [{ Name: 'custom:role', Value: 'nobody' }],
          }),
        );

        expect(await user.passPassword()).to.have.nested.property('AuthenticationResult.AccessToken');
      }));
  });

  describe('that no client may write', () => {
    const options = { inputs: inputs(ofAdmins, { write_attributes: ['name'] }) };

    it('is asked: Cognito takes the attribute with no new password, and from nobody who is signed in', () =>
      withLoop(options, async loop => {
        const email = 'mallory@example.com';
        const asked = await invitedAdmin(loop, email);
        expect(await refused(setPassword(loop, asked, { 'custom:role': 'nobody' }))).to.equal(
          'NotAuthorizedException',
        );

        const temporary = / password is (\S+)/.exec((await loop.message(email)).text)?.[1] ?? '';
        const again = await sdkUser(loop, email, temporary).passPassword();
        const picture = await setPassword(loop, again, { name: 'Mallory' });
        expect(picture.ChallengeParameters).to.include({ challenge: 'captcha' });

        const user = sdkUser(loop, email, NEW_PASSWORD);
        const { AuthenticationResult } = await user.answer(picture, await loop.rightAnswer());
        const update = new UpdateUserAttributesCommand({
          AccessToken: AuthenticationResult?.AccessToken,
          UserAttributes: [{ Name: 'custom:role', Value: 'nobody' }],
        });
        expect(await refused(sdkClient(loop).send(update))).to.equal('NotAuthorizedException');
        expect((await user.passPassword()).ChallengeParameters).to.include({ challenge: 'captcha' });
      }));
  });

  it('does not pass a plan where a client may write it and the owner does not say so', async () => {
    for (const client of [{}, { write_attributes: ['custom:role'] }])
      await startLoop({ inputs: inputs(ofAdmins, client) }).then(
        loop => loop.close().then(() => expect.fail('It was planned.')),
        (error: Error) =>
          expect(error.message).to.include('clients: users can write an attribute that a step'),
      );
  });
});
