import { Amplify } from 'aws-amplify';
import {
  autoSignIn,
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  confirmUserAttribute,
  deleteUser,
  deleteUserAttributes,
  fetchAuthSession,
  fetchMFAPreference,
  fetchUserAttributes,
  resendSignUpCode,
  resetPassword,
  type SignInOutput,
  sendUserAttributeVerificationCode,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  updatePassword,
  updateUserAttribute,
  updateUserAttributes,
  verifyTOTPSetup,
} from 'aws-amplify/auth';
import { JwtVerifier } from 'aws-jwt-verify';
import { expect } from 'chai';
import type { JsonObject } from '../../local/aws-service.ts';
import { totp } from '../../local/cognito/totp.ts';
import { useLoop } from '../support/loop.ts';
import { rejection } from '../support/tokens.ts';

const [first, second] = ['casey@example.com', 'casey.new@example.com'];

/** A whole life of one user of an app: each test goes on where the one before it ended. */
describe('An app with Amplify, the built zips and an issuer that is discovered', function () {
  this.timeout(60_000);
  const clock = { aheadMs: 0 };
  const running = useLoop({
    issuer: 'local',
    now: () => Date.now() + clock.aheadMs,
    inputs: {
      user_pool: {
        self_sign_up_enabled: true,
        mfa: 'OPTIONAL',
        schema: { team: { max_length: 5 }, tenant: { mutable: false } },
      },
    },
  });
  let password = 'Correct-horse-7';
  let secret = '';
  const messagesRead = new Map<string, number>();

  before(() => {
    const { config, clientId: userPoolClientId, endpoint: userPoolEndpoint } = running();
    const { userPoolId } = config;
    Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
  });
  after(() => signOut());

  /** The code in the next message that nobody has read. */
  async function code(to: string): Promise<string> {
    const n = (messagesRead.get(to) ?? 0) + 1;
    messagesRead.set(to, n);
    return /\d{6}/.exec((await running().message(to, n)).text)?.[0] ?? '';
  }
  const administer = (operation: string, input: JsonObject) =>
    running().cognito.service[operation]?.(
      { UserPoolId: running().config.userPoolId, ...input },
      { accessKeyId: 'test' },
    );
  const appCode = () => {
    // The code that set it up, or signed in with it, is spent.
    clock.aheadMs += 60_000;
    return totp(secret, Date.now() + clock.aheadMs);
  };

  /** Password, the app's code where there is one, picture. */
  async function enter(username: string): Promise<void> {
    let { nextStep } = await signIn({ username, password, options: { authFlowType: 'CUSTOM_WITH_SRP' } });
    if (secret) {
      expect(nextStep.signInStep).to.equal('CONFIRM_SIGN_IN_WITH_TOTP_CODE');
      ({ nextStep } = await confirmSignIn({ challengeResponse: appCode() }));
    }
    await passPicture(nextStep);
  }
  async function passPicture({ signInStep }: SignInOutput['nextStep']): Promise<void> {
    expect(signInStep).to.equal('CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
    const { isSignedIn } = await confirmSignIn({ challengeResponse: await running().rightAnswer() });
    expect(isSignedIn).to.equal(true);
  }

  it('signs up, with the second code that was sent', async () => {
    const userAttributes = { email: first, 'custom:team': 'red', 'custom:tenant': 'acme' };
    const options = { userAttributes, autoSignIn: { authFlowType: 'CUSTOM_WITH_SRP' } } as const;
    const { nextStep } = await signUp({ username: first, password, options });
    expect(nextStep.signUpStep).to.equal('CONFIRM_SIGN_UP');
    await code(first);
    await resendSignUpCode({ username: first });
    const { isSignUpComplete } = await confirmSignUp({
      username: first,
      confirmationCode: await code(first),
    });
    expect(isSignUpComplete).to.equal(true);
  });

  it('is signed in after that, with groups in tokens whose issuer a back end discovers', async () => {
    await administer('CreateGroup', { GroupName: 'staff', RoleArn: 'arn:aws:iam::123456789012:role/staff' });
    await administer('AdminAddUserToGroup', { GroupName: 'staff', Username: first });
    const { nextStep } = await autoSignIn();
    await passPicture(nextStep);

    const { tokens } = await fetchAuthSession();
    const issuer = String(tokens?.idToken?.payload.iss);
    expect(issuer).to.equal(`${running().endpoint}/${running().config.userPoolId}`);
    // As OpenID Connect Discovery 1.0 has it (4.3), of which aws-jwt-verify takes the keys.
    const found = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as JsonObject;
    expect(found.issuer).to.equal(issuer);
    const jwks = await (await fetch(String(found.jwks_uri))).json();
    for (const [token, audience] of [
      [tokens?.idToken, running().clientId],
      [tokens?.accessToken, null],
    ] as const) {
      const verifier = JwtVerifier.create({ issuer, audience });
      verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
      expect(await verifier.verify(String(token))).to.deep.include({ 'cognito:groups': ['staff'] });
    }
    expect(tokens?.idToken?.payload).to.include({
      'cognito:preferred_role': 'arn:aws:iam::123456789012:role/staff',
      'custom:team': 'red',
    });
  });

  it('changes attributes, as the schema lets it', async () => {
    await updateUserAttribute({ userAttribute: { attributeKey: 'custom:team', value: 'blue' } });
    for (const [attributeKey, value] of [
      ['custom:team', 'too long'],
      ['custom:tenant', 'other'],
      ['custom:none', 'x'],
    ] as const) {
      const error = await rejection(updateUserAttribute({ userAttribute: { attributeKey, value } }));
      expect(error.name, attributeKey).to.equal('InvalidParameterException');
    }
    await updateUserAttribute({ userAttribute: { attributeKey: 'nickname', value: 'Cas' } });
    await deleteUserAttributes({ userAttributeKeys: ['nickname'] });
    const attributes = await fetchUserAttributes();
    expect(attributes).to.include({ 'custom:team': 'blue', 'custom:tenant': 'acme', email: first });
    expect(attributes).to.not.have.property('nickname');
  });

  it('changes the address, which counts once its code came back', async () => {
    const { email } = await updateUserAttributes({ userAttributes: { email: second } });
    expect(email?.nextStep.updateAttributeStep).to.equal('CONFIRM_ATTRIBUTE_WITH_CODE');
    expect(await fetchUserAttributes()).to.include({ email: first, email_verified: 'true' });
    await code(second);
    await sendUserAttributeVerificationCode({ userAttributeKey: 'email' });
    await confirmUserAttribute({ userAttributeKey: 'email', confirmationCode: await code(second) });
    expect(await fetchUserAttributes()).to.include({ email: second, email_verified: 'true' });
  });

  it('changes the password', async () => {
    const wrong = updatePassword({ oldPassword: 'Wrong-horse-7', newPassword: 'Another-horse-8' });
    expect((await rejection(wrong)).name).to.equal('NotAuthorizedException');
    await updatePassword({ oldPassword: password, newPassword: 'Another-horse-8' });
    password = 'Another-horse-8';
  });

  it('sets up an authenticator app, and signs in with it', async () => {
    const { sharedSecret } = await setUpTOTP();
    expect((await rejection(verifyTOTPSetup({ code: '000000' }))).name).to.equal(
      'EnableSoftwareTokenMFAException',
    );
    await verifyTOTPSetup({ code: totp(sharedSecret, Date.now() + clock.aheadMs) });
    secret = sharedSecret;
    await updateMFAPreference({ totp: 'PREFERRED' });
    expect(await fetchMFAPreference()).to.deep.equal({ enabled: ['TOTP'], preferred: 'TOTP' });
    await signOut();
    await enter(second);
    await signOut();
  });

  it('forgets the password, and signs in with another', async () => {
    const { nextStep } = await resetPassword({ username: second });
    expect(nextStep.resetPasswordStep).to.equal('CONFIRM_RESET_PASSWORD_WITH_CODE');
    password = 'Third-horse-9';
    const confirmationCode = await code(second);
    await confirmResetPassword({ username: second, newPassword: password, confirmationCode });
    await enter(second);
  });

  it('deletes the user', async () => {
    await deleteUser();
    const gone = Promise.resolve().then(() => administer('AdminGetUser', { Username: second }));
    expect((await rejection(gone)).name).to.equal('UserNotFoundException');
  });
});
