import { expect } from 'chai';
import { tokenGuard } from '../../../../functions/pre-token-generation/token-guard.ts';
import type { JsonObject } from '../../../../local/aws-service.ts';
import { totp } from '../../../../local/cognito/totp.ts';
import type { UserPool } from '../../../../local/deployment.ts';
import { documented, old } from '../documented-define.ts';
import {
  admin,
  attribute,
  begin,
  deploymentWith,
  type Handlers,
  incorrect,
  refused,
  type TestPool,
  testPool,
  triggersBesides,
  userPoolId,
} from '../pool.ts';
import { entries, passPassword, respond } from '../srp-client.ts';

const temporary = 'Temporary-1';
const chosen = 'Chosen-horse-8';
const guard = tokenGuard(() => ['TokenGeneration_Authentication', 'TokenGeneration_RefreshTokens']);
const guarded = { lambdaConfig: triggersBesides('PreTokenGeneration') };

async function invited(
  options: {
    handlers?: Handlers;
    pool?: Partial<UserPool>;
    newPasswordPath?: 'documented' | 'reported';
    attributes?: Record<string, string>;
  } = {},
): Promise<TestPool> {
  const { handlers = documented, newPasswordPath = 'documented', attributes = {} } = options;
  const pool = testPool({
    handlers: { ...handlers, PreTokenGeneration: guard },
    choices: { newPasswordPath },
    ...(options.pool && { deployment: deploymentWith({ pool: options.pool }) }),
  });
  await pool.call(
    'AdminCreateUser',
    {
      UserPoolId: userPoolId,
      Username: 'alice',
      TemporaryPassword: temporary,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries({ email: 'alice@example.com', ...attributes }).map(([Name, Value]) => ({
        Name,
        Value,
      })),
    },
    admin,
  );
  return pool;
}
const parameters = (asked: JsonObject) => asked.ChallengeParameters as Record<string, string>;
const status = async (pool: TestPool) =>
  (await pool.call('AdminGetUser', { UserPoolId: userPoolId, Username: 'alice' }, admin)).UserStatus;

describe('a user who has to set a password', () => {
  it('sets one after the temporary one, then meets the CAPTCHA, and gets tokens that the guard lets through', async () => {
    const pool = await invited({ pool: guarded });

    const asked = await passPassword(pool, 'alice', temporary);
    expect(asked.ChallengeName).to.equal('NEW_PASSWORD_REQUIRED');
    expect(parameters(asked)).to.deep.equal({
      USER_ID_FOR_SRP: 'alice',
      requiredAttributes: '[]',
      userAttributes: '{"email":"alice@example.com"}',
    });
    expect(pool.rounds.at(-1)?.request.userAttributes).to.include({
      'cognito:user_status': 'FORCE_CHANGE_PASSWORD',
    });
    const next = await respond(pool, asked, { NEW_PASSWORD: chosen });
    expect(next.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    expect(entries(pool)).to.deep.equal(['SRP_A', 'PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED']);
    expect(pool.rounds.at(-1)?.request.userAttributes).to.include({ 'cognito:user_status': 'CONFIRMED' });
    expect(await respond(pool, next, { ANSWER: '5' })).to.have.property('AuthenticationResult');
    expect(pool.rounds.at(-1)).to.include({
      trigger: 'PreTokenGeneration',
      triggerSource: 'TokenGeneration_Authentication',
    });

    const later = await passPassword(pool, 'alice', chosen);
    expect(later.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    await refused(passPassword(pool, 'alice', temporary), ...incorrect);
  });

  it('may mend a password that the policy refuses', async () => {
    const pool = await invited();
    const asked = await passPassword(pool, 'alice', temporary);

    await refused(respond(pool, asked, { NEW_PASSWORD: 'short' }), 'InvalidPasswordException');
    expect(await status(pool)).to.equal('FORCE_CHANGE_PASSWORD');
    await refused(
      respond(pool, asked, {}),
      'InvalidParameterException',
      'Missing required parameter NEW_PASSWORD',
    );
    expect(await respond(pool, asked, { NEW_PASSWORD: chosen })).to.include({
      ChallengeName: 'CUSTOM_CHALLENGE',
    });
  });

  it('gives the attributes that the pool requires and an administrator left out, and changes no other required one', async () => {
    const required = { schema: ['name', 'email'].map(name => attribute(name, { required: true })) };
    const pool = await invited({ pool: required });
    const asked = () => passPassword(pool, 'alice', temporary);
    expect(parameters(await asked()).requiredAttributes).to.equal('["userAttributes.name"]');

    const NEW_PASSWORD = chosen;
    await refused(respond(pool, await asked(), { NEW_PASSWORD }), 'InvalidParameterException', /name/);
    await refused(
      respond(pool, await asked(), {
        NEW_PASSWORD,
        'userAttributes.name': 'Alice',
        'userAttributes.email': 'other@example.com',
      }),
      'InvalidParameterException',
      /already provided/,
    );
    await refused(
      respond(pool, await asked(), {
        NEW_PASSWORD,
        'userAttributes.name': 'Alice',
        'userAttributes.email_verified': 'true',
      }),
      'NotAuthorizedException',
    );
    expect(await status(pool)).to.equal('FORCE_CHANGE_PASSWORD');
    await respond(pool, await asked(), { NEW_PASSWORD, 'userAttributes.name': 'Alice' });
    expect(pool.rounds.at(-1)?.request.userAttributes).to.include({
      name: 'Alice',
      email: 'alice@example.com',
    });
  });

  it('sets up MFA after the new password, where it is required', async () => {
    const mfa = { configuration: 'ON', softwareToken: true, sms: false, email: false } as const;
    const pool = await invited({ pool: { mfa } });

    const asked = await passPassword(pool, 'alice', temporary);
    const setUp = await respond(pool, asked, { NEW_PASSWORD: chosen });
    expect(setUp.ChallengeName).to.equal('MFA_SETUP');
    const { SecretCode, Session = null } = await pool.call('AssociateSoftwareToken', {
      Session: setUp.Session ?? null,
    });
    const UserCode = totp(String(SecretCode), pool.clock.now);
    const verified = await pool.call('VerifySoftwareToken', { Session, UserCode });
    await respond(pool, { ...verified, ChallengeName: 'MFA_SETUP' }, {});
    expect(entries(pool)).to.deep.equal(['SRP_A', 'PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'MFA_SETUP']);
  });

  it('gets past a define that ignores the status with the temporary password, but not past MFA', async () => {
    const mfa = { configuration: 'ON', softwareToken: false, sms: false, email: true } as const;
    const pool = await invited({ handlers: old, pool: { mfa } });

    const asked = await passPassword(pool, 'alice', temporary);
    expect(asked.ChallengeName).to.equal('EMAIL_OTP');
    const code = /\d{6}/.exec(pool.messages.at(-1)?.text ?? '')?.[0] ?? '';
    const next = await respond(pool, asked, { EMAIL_OTP_CODE: code });
    expect(next.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    expect(await respond(pool, next, { ANSWER: '5' })).to.have.property('AuthenticationResult');
    expect(await status(pool)).to.equal('FORCE_CHANGE_PASSWORD');
  });

  it('is stopped by the guard where Cognito gives tokens straight after the new password, as was reported', async () => {
    for (const handlers of [documented, old]) {
      const pool = await invited({ handlers, pool: guarded, newPasswordPath: 'reported' });
      const asked = await passPassword(pool, 'alice', temporary);
      expect(asked.ChallengeName).to.equal('NEW_PASSWORD_REQUIRED');

      await refused(
        respond(pool, asked, { NEW_PASSWORD: chosen }),
        'UserLambdaValidationException',
        'PreTokenGeneration failed with error Sign-in is not available.',
      );
      expect(pool.rounds.at(-1)?.triggerSource).to.equal('TokenGeneration_NewPasswordChallenge');
    }
  });

  it('gets around the CAPTCHA on that path where nothing guards the tokens', async () => {
    const pool = await invited({ newPasswordPath: 'reported' });
    const asked = await passPassword(pool, 'alice', temporary);

    expect(await respond(pool, asked, { NEW_PASSWORD: chosen })).to.have.property('AuthenticationResult');
    expect(pool.rounds.some(({ trigger }) => trigger === 'CreateAuthChallenge')).to.equal(false);
  });

  it('has to set one after AdminResetUserPassword too, and cannot sign in without the password meanwhile', async () => {
    const pool = testPool({ handlers: documented });
    await pool.addUser('alice');
    await pool.call('AdminResetUserPassword', { UserPoolId: userPoolId, Username: 'alice' }, admin);

    const asked = await passPassword(pool, 'alice', 'Correct-horse-7');
    expect(asked.ChallengeName).to.equal('NEW_PASSWORD_REQUIRED');
    await refused(begin(pool, 'alice'), 'PasswordResetRequiredException');
    expect(await respond(pool, asked, { NEW_PASSWORD: chosen })).to.include({
      ChallengeName: 'CUSTOM_CHALLENGE',
    });
    expect(await begin(pool, 'alice')).to.include({ ChallengeName: 'CUSTOM_CHALLENGE' });
  });

  it('comes too late once the invitation is over', async () => {
    const pool = await invited();
    pool.clock.now += 7 * 86_400_000;
    await refused(passPassword(pool, 'alice', temporary), 'NotAuthorizedException', /expired/);
  });

  it('is not asked for the password in a flow without one', async () => {
    const pool = await invited();
    const asked = await begin(pool, 'alice');

    expect(await respond(pool, asked, { ANSWER: '5' })).to.have.property('AuthenticationResult');
    expect(await status(pool)).to.equal('FORCE_CHANGE_PASSWORD');
  });
});

describe('NEW_PASSWORD_REQUIRED', () => {
  it('is not define’s to ask of a user whose password is well', async () => {
    const pool = testPool({
      handlers: {
        ...documented,
        DefineAuthChallenge: event => ({
          ...event,
          response: {
            challengeName: event.request.session.length === 1 ? 'PASSWORD_VERIFIER' : 'NEW_PASSWORD_REQUIRED',
          },
        }),
      },
    });
    await pool.addUser('alice');

    await refused(passPassword(pool, 'alice', 'Correct-horse-7'), 'InvalidLambdaResponseException');
  });
});
