import { expect } from 'chai';
import type { JsonObject } from '../../../local/aws-service.ts';
import type { OtherTriggerName, UserPool } from '../../../local/deployment.ts';
import {
  admin,
  answering,
  begin,
  captcha,
  deploymentWith,
  type Handler,
  password,
  publicClient,
  refused,
  type TestPool,
  type TriggerEvent,
  testPool,
  triggersBesides,
  userPoolId,
} from './pool.ts';

const email = { Name: 'email', Value: 'alice@example.com' };
const user = { UserPoolId: userPoolId, Username: 'alice' };

/** A pool with one trigger besides the three; what it was called with. */
function poolWith(name: OtherTriggerName, handler: Handler, changes: Partial<UserPool> = {}) {
  const events: TriggerEvent[] = [];
  const keep: Handler = event => {
    events.push(event);
    return handler(event);
  };
  const pool = testPool({
    handlers: { ...captcha, [name]: keep },
    deployment: deploymentWith({ pool: { lambdaConfig: triggersBesides(name), ...changes } }),
  });
  return { pool, events };
}
const throwing =
  (message: string): Handler =>
  () => {
    throw new Error(message);
  };
const signUp = (pool: TestPool, more: JsonObject = {}) =>
  pool.call('SignUp', {
    ClientId: publicClient.id,
    Username: 'alice',
    Password: password,
    UserAttributes: [email],
    ...more,
  });
const codeOf = (pool: TestPool) => /\d{6}/.exec(pool.messages.at(-1)?.text ?? '')?.[0] ?? 'none';
const confirm = (pool: TestPool, more: JsonObject = {}) =>
  pool.call('ConfirmSignUp', {
    ClientId: publicClient.id,
    Username: 'alice',
    ConfirmationCode: codeOf(pool),
    ...more,
  });

describe('PreSignUp', () => {
  it('gets what was given', async () => {
    const { pool, events } = poolWith('PreSignUp', answering({}));

    const { UserSub } = await signUp(pool, {
      ValidationData: [{ Name: 'invitation', Value: '7' }],
      ClientMetadata: { page: 'home' },
    });

    expect(UserSub).to.be.a('string');
    expect(events).to.have.length(1);
    expect(events[0]).to.deep.include({
      triggerSource: 'PreSignUp_SignUp',
      userName: 'alice',
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: publicClient.id },
      request: {
        userAttributes: { email: 'alice@example.com' },
        validationData: { invitation: '7' },
        clientMetadata: { page: 'home' },
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    });
  });

  it('confirms and verifies, and no code goes out', async () => {
    const { pool } = poolWith('PreSignUp', answering({ autoConfirmUser: true, autoVerifyEmail: true }));

    expect(await signUp(pool))
      .to.include({ UserConfirmed: true })
      .and.not.have.property('CodeDeliveryDetails');

    expect(pool.messages).to.deep.equal([]);
    const { UserAttributes, UserStatus } = await pool.call('AdminGetUser', user, admin);
    expect(UserStatus).to.equal('CONFIRMED');
    expect(UserAttributes).to.deep.include({ Name: 'email_verified', Value: 'true' });
    expect(await begin(pool, 'alice')).to.have.property('Session');
  });

  it('moves an alias to whom it verifies', async () => {
    const { pool } = poolWith('PreSignUp', answering({ autoConfirmUser: true, autoVerifyEmail: true }), {
      aliasAttributes: ['email'],
    });
    await pool.addUser('bob', { email: 'alice@example.com' });

    await signUp(pool);

    const { ChallengeParameters } = await begin(pool, 'alice@example.com');
    expect(ChallengeParameters).to.have.property('USERNAME', 'alice');
  });

  const refusals: readonly (readonly [title: string, handler: Handler, code: string, message: string])[] = [
    ['throws', throwing('not you'), 'UserLambdaValidationException', 'PreSignUp failed with error not you.'],
    [
      'verifies an address that is not there',
      answering({ autoVerifyPhone: true }),
      'InvalidLambdaResponseException',
      'Unrecognizable lambda output',
    ],
    [
      'answers otherwise than with booleans',
      answering({ autoConfirmUser: 'yes' }),
      'InvalidLambdaResponseException',
      'Unrecognizable lambda output',
    ],
  ];
  for (const [title, handler, code, message] of refusals) {
    it(`makes no user where it ${title}`, async () => {
      const { pool } = poolWith('PreSignUp', handler);

      await refused(signUp(pool), code, message);
      await refused(pool.call('AdminGetUser', user, admin), 'UserNotFoundException');
    });
  }

  it('can only say no to an administrator', async () => {
    const { pool, events } = poolWith('PreSignUp', event => {
      if (event.userName === 'mallory') throw new Error('not you');
      return answering({ autoConfirmUser: true })(event);
    });
    const create = (Username: string) =>
      pool.call('AdminCreateUser', { ...user, Username, MessageAction: 'SUPPRESS' }, admin);

    expect(await create('alice')).to.have.nested.property('User.UserStatus', 'FORCE_CHANGE_PASSWORD');
    expect(events[0]).to.deep.include({
      triggerSource: 'PreSignUp_AdminCreateUser',
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'CLIENT_ID_NOT_APPLICABLE' },
      request: { userAttributes: {}, validationData: null },
    });
    await refused(create('mallory'), 'UserLambdaValidationException', 'PreSignUp failed with error not you.');
  });

  it('lets only one of two with the same name in', async () => {
    const { pool } = poolWith('PreSignUp', answering({}));

    const both = await Promise.allSettled([signUp(pool), signUp(pool)]);

    expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
  });
});

describe('PostConfirmation', () => {
  const told = answering({});

  it('is told of a code that came back, and of an administrator', async () => {
    const { pool, events } = poolWith('PostConfirmation', told);
    await signUp(pool);
    await confirm(pool, { ClientMetadata: { page: 'home' } });

    expect(events[0]).to.deep.include({
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      userName: 'alice',
      response: {},
    });
    expect(events[0]?.request.userAttributes).to.deep.include({
      'cognito:user_status': 'CONFIRMED',
      email: 'alice@example.com',
      email_verified: 'true',
    });
    expect(events[0]?.request.clientMetadata).to.deep.equal({ page: 'home' });

    await signUp(pool, { Username: 'bob', UserAttributes: [] });
    await pool.call('AdminConfirmSignUp', { ...user, Username: 'bob' }, admin);
    expect(events[1]).to.deep.include({ triggerSource: 'PostConfirmation_ConfirmSignUp', userName: 'bob' });
  });

  it('is not told of a user whom an administrator makes', async () => {
    const { pool, events } = poolWith('PostConfirmation', told);
    await pool.addUser('alice');

    expect(events).to.deep.equal([]);
  });

  it('cannot take the confirmation back', async () => {
    const { pool } = poolWith('PostConfirmation', throwing('too late'));
    await signUp(pool);

    await refused(
      confirm(pool),
      'UserLambdaValidationException',
      'PostConfirmation failed with error too late.',
    );
    expect(await begin(pool, 'alice')).to.have.property('Session');
  });
});

describe('CustomMessage', () => {
  const developer = { emailSendingAccount: 'DEVELOPER' } as const;
  const write = answering({ emailSubject: 'Hello', emailMessage: 'Code: {####}!', smsMessage: 'SMS {####}' });

  it('writes the message of a sign-up, and of the next', async () => {
    const { pool, events } = poolWith('CustomMessage', write, developer);

    await signUp(pool, { ClientMetadata: { page: 'home' } });
    await pool.call('ResendConfirmationCode', { ClientId: publicClient.id, Username: 'alice' });

    expect(pool.messages).to.have.length(2);
    expect(pool.messages[0]).to.include({ medium: 'EMAIL', to: 'alice@example.com', subject: 'Hello' });
    expect(pool.messages[0]?.text).to.match(/^Code: \d{6}!$/);
    expect(events[0]).to.deep.include({
      triggerSource: 'CustomMessage_SignUp',
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    });
    expect(events[0]?.request).to.deep.include({
      codeParameter: '{####}',
      usernameParameter: null,
      clientMetadata: { page: 'home' },
    });
    expect(events[1]).to.include({ triggerSource: 'CustomMessage_ResendCode' });
    expect(await confirm(pool)).to.deep.equal({});
  });

  it('writes a text message without an account at SES', async () => {
    const { pool } = poolWith('CustomMessage', write);

    await signUp(pool, { UserAttributes: [{ Name: 'phone_number', Value: '+491701234567' }] });

    expect(pool.messages[0]?.text).to.match(/^SMS \d{6}$/);
  });

  it('writes an invitation', async () => {
    const text = 'You are {username}, {####}.';
    const { pool, events } = poolWith('CustomMessage', answering({ emailMessage: text }), developer);

    await pool.call(
      'AdminCreateUser',
      { ...user, UserAttributes: [email], TemporaryPassword: password },
      admin,
    );

    expect(pool.messages[0]).to.include({
      subject: 'Your temporary password',
      text: `You are alice, ${password}.`,
    });
    expect(events[0]).to.deep.include({ triggerSource: 'CustomMessage_AdminCreateUser' });
    expect(events[0]?.request).to.include({ usernameParameter: '{username}', codeParameter: '{####}' });
  });

  it('leaves the pool’s own words where it says nothing', async () => {
    const messages = { verification: { emailMessage: 'Mine: {####}' }, invitation: {} };
    const { pool } = poolWith('CustomMessage', answering({}), { messages });

    await signUp(pool);

    expect(pool.messages[0]).to.include({ subject: 'Your verification code' });
    expect(pool.messages[0]?.text).to.match(/^Mine: \d{6}$/);
  });

  const refusals: readonly (readonly [response: JsonObject, changes: Partial<UserPool>, message: RegExp])[] =
    [
      [{ emailMessage: '{####}' }, {}, /need EmailSendingAccount DEVELOPER$/],
      [{ emailSubject: 'Hello' }, {}, /need EmailSendingAccount DEVELOPER$/],
      [{ emailMessage: 'no code' }, developer, /^The message must contain \{####\}$/],
      [{ emailMessage: 7 }, developer, /^Unrecognizable lambda output$/],
    ];
  for (const [response, changes, message] of refusals) {
    it(`is refused ${JSON.stringify(response)} with ${JSON.stringify(changes)}`, async () => {
      const { pool } = poolWith('CustomMessage', answering(response), changes);

      await refused(signUp(pool), 'InvalidLambdaResponseException', message);
      expect(pool.messages).to.deep.equal([]);
    });
  }
});

describe('messages of the pool', () => {
  it('are the pool’s texts, each medium with its own', async () => {
    const messages = {
      verification: { emailSubject: 'S', emailMessage: 'E {####}', smsMessage: 'T {####}' },
      invitation: { smsMessage: 'Hi {username}: {####}' },
    };
    const pool = testPool({ deployment: deploymentWith({ pool: { messages } }) });
    const phone = { Name: 'phone_number', Value: '+491701234567' };

    await signUp(pool);
    await signUp(pool, { Username: 'bob', UserAttributes: [phone] });
    await pool.call(
      'AdminCreateUser',
      { ...user, Username: 'eve', UserAttributes: [email, phone], TemporaryPassword: password },
      admin,
    );

    expect(pool.messages.map(({ subject, text }) => [subject, text.replace(/\d{6}/, '…')])).to.deep.equal([
      ['S', 'E …'],
      [undefined, 'T …'],
      // Without DesiredDeliveryMediums an invitation goes to the phone.
      [undefined, `Hi eve: ${password}`],
    ]);
  });
});
