import { expect } from 'chai';
import type { JsonObject } from '../../../../local/aws-service.ts';
import {
  answer,
  answering,
  begin,
  captcha,
  deploymentWith,
  type Handler,
  type Handlers,
  incorrect,
  publicClient,
  refused,
  type TestPool,
  testPool,
  triggersBesides,
} from '../pool.ts';

async function poolOf(more: Handlers): Promise<TestPool> {
  const names = Object.keys(more) as Parameters<typeof triggersBesides>;
  const pool = testPool({
    handlers: { ...captcha, ...more },
    deployment: deploymentWith({ pool: { lambdaConfig: triggersBesides(...names) } }),
  });
  await pool.addUser('alice', { given_name: 'Alice', 'custom:team': 'red' });
  return pool;
}
const throwing: Handler = () => {
  throw new Error('no');
};
const same: Handler = event => event;
const signIn = async (pool: TestPool, ClientMetadata?: Record<string, string>) => {
  const asked = await begin(pool, 'alice', { ClientMetadata: { from: 'InitiateAuth' } });
  const right = { USERNAME: 'alice', ANSWER: '5' };
  return answer(pool, asked, right, ClientMetadata ? { ClientMetadata } : {});
};
const tokensOf = ({ AuthenticationResult }: JsonObject) => AuthenticationResult as Record<string, string>;
const claims = (token = ''): JsonObject =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const seen = (pool: TestPool, trigger: string) => pool.rounds.findLast(round => round.trigger === trigger);

describe('pre token generation', () => {
  it('is called before tokens, with the event of version 1', async () => {
    const events: unknown[] = [];
    const pool = await poolOf({
      PreTokenGeneration: event => {
        events.push(structuredClone(event));
        return event;
      },
    });
    await signIn(pool, { page: 'captcha' });

    const { request, ...event } = events[0] as JsonObject;
    expect(event).to.deep.include({
      version: '1',
      triggerSource: 'TokenGeneration_Authentication',
      userName: 'alice',
      response: { claimsOverrideDetails: null },
    });
    expect(request).to.deep.include({
      clientMetadata: { page: 'captcha' },
      groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
    });
    expect(Object(request).userAttributes).to.include({ email: 'alice@example.com' });
    expect(pool.rounds.at(-1)?.trigger).to.equal('PreTokenGeneration');
  });

  it('names the refresh by which it is called', async () => {
    const pool = await poolOf({ PreTokenGeneration: same });
    const { RefreshToken = '' } = tokensOf(await signIn(pool));
    const ClientId = publicClient.id;

    await pool.call('InitiateAuth', {
      ClientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    });
    expect(pool.rounds.at(-1)?.triggerSource).to.equal('TokenGeneration_RefreshTokens');
    const ClientMetadata = { why: 'refresh' };
    await pool.call('GetTokensFromRefreshToken', { ClientId, RefreshToken, ClientMetadata });
    expect(pool.rounds.at(-1)?.triggerSource).to.equal('TokenGeneration_Authentication');
    expect(pool.rounds.at(-1)?.request.clientMetadata).to.deep.equal(ClientMetadata);
  });

  it('refuses tokens by an error, at a sign-in and at a refresh', async () => {
    let fails = false;
    const pool = await poolOf({
      PreTokenGeneration: event => {
        if (fails) throw new Error('not today');
        return event;
      },
    });
    const { RefreshToken = '' } = tokensOf(await signIn(pool));
    fails = true;

    const error = [
      'UserLambdaValidationException',
      'PreTokenGeneration failed with error not today.',
    ] as const;
    await refused(signIn(pool), ...error);
    const ClientId = publicClient.id;
    await refused(pool.call('GetTokensFromRefreshToken', { ClientId, RefreshToken }), ...error);
  });

  it('adds, changes and suppresses claims of the ID token, those apart that are Cognito’s', async () => {
    const pool = await poolOf({
      PreTokenGeneration: answering({
        claimsOverrideDetails: {
          claimsToAddOrOverride: {
            given_name: 'Alicia',
            tenant: 'acme',
            email: 'other@example.com',
            sub: 'x',
            aud: 'x',
            'cognito:username': 'x',
            'cognito:groups': 'x',
            'dev:custom:role': 'x',
          },
          claimsToSuppress: ['email', 'custom:team', 'exp', 'cognito:username'],
          groupOverrideDetails: {
            groupsToOverride: ['staff'],
            iamRolesToOverride: ['arn:aws:iam::123456789012:role/staff'],
            preferredRole: 'arn:aws:iam::123456789012:role/staff',
          },
        },
      }),
    });
    const { IdToken, AccessToken } = tokensOf(await signIn(pool));

    const id = claims(IdToken);
    expect(id).to.deep.include({
      given_name: 'Alicia',
      tenant: 'acme',
      aud: publicClient.id,
      'cognito:username': 'alice',
      'cognito:groups': ['staff'],
      'cognito:roles': ['arn:aws:iam::123456789012:role/staff'],
      'cognito:preferred_role': 'arn:aws:iam::123456789012:role/staff',
    });
    expect(id.sub).to.not.equal('x');
    expect(id).to.have.property('exp');
    expect(id).to.not.have.any.keys('email', 'custom:team', 'dev:custom:role');
    const access = claims(AccessToken);
    expect(access).to.deep.include({ 'cognito:groups': ['staff'] });
    expect(access).to.not.have.any.keys('tenant', 'given_name', 'cognito:roles');
  });

  it('takes groups away that it suppresses', async () => {
    const pool = await poolOf({
      PreTokenGeneration: answering({
        claimsOverrideDetails: {
          claimsToSuppress: ['cognito:groups'],
          groupOverrideDetails: { groupsToOverride: ['staff'], iamRolesToOverride: ['arn'] },
        },
      }),
    });
    const { IdToken, AccessToken } = tokensOf(await signIn(pool));

    expect(claims(IdToken)).to.not.have.any.keys('cognito:groups', 'cognito:roles');
    expect(claims(AccessToken)).to.not.have.property('cognito:groups');
  });

  it('changes the access token too, in an event of version 2', async () => {
    const events: JsonObject[] = [];
    const pool = testPool({
      handlers: {
        ...captcha,
        PreTokenGeneration: event => {
          events.push(structuredClone(event) as unknown as JsonObject);
          const claimsAndScopeOverrideDetails = {
            idTokenGeneration: { claimsToAddOrOverride: { age: 5 }, claimsToSuppress: ['email'] },
            accessTokenGeneration: {
              claimsToAddOrOverride: {
                roles: ['reader'],
                aud: event.callerContext && Object(event.callerContext).clientId,
                client_id: 'x',
              },
              claimsToSuppress: ['username', 'exp'],
              scopesToAdd: ['acme/read'],
              scopesToSuppress: ['aws.cognito.signin.user.admin'],
            },
            groupOverrideDetails: { groupsToOverride: ['staff'] },
          };
          return { ...event, response: { claimsAndScopeOverrideDetails } };
        },
      },
      deployment: deploymentWith({
        pool: { lambdaConfig: triggersBesides('PreTokenGeneration'), preTokenGenerationVersion: 'V2_0' },
      }),
    });
    await pool.addUser('alice');
    const { IdToken, AccessToken } = tokensOf(await signIn(pool));

    expect(events[0]).to.deep.include({ version: '2', response: { claimsAndScopeOverrideDetails: null } });
    expect(Object(events[0]?.request).scopes).to.deep.equal(['aws.cognito.signin.user.admin']);
    expect(claims(IdToken))
      .to.deep.include({ age: 5, 'cognito:groups': ['staff'] })
      .and.not.have.property('email');
    const access = claims(AccessToken);
    expect(access).to.deep.include({
      roles: ['reader'],
      aud: publicClient.id,
      client_id: publicClient.id,
      scope: 'acme/read',
      username: 'alice',
      'cognito:groups': ['staff'],
    });
    expect(access).to.have.property('exp');
  });

  for (const [name, claimsOverrideDetails] of [
    ['a claim that is not text', { claimsToAddOrOverride: { age: 5 } }],
    ['a list that is none', { claimsToSuppress: 'email' }],
    ['no object', 'nothing'],
  ] as const)
    it(`gives no tokens for ${name}`, async () => {
      const pool = await poolOf({ PreTokenGeneration: answering({ claimsOverrideDetails }) });
      await refused(signIn(pool), 'InvalidLambdaResponseException', 'Unrecognizable lambda output');
    });

  it('is not called in a pool without', async () => {
    const pool = testPool();
    await pool.addUser('alice');
    expect(await signIn(pool)).to.have.property('AuthenticationResult');
    expect(seen(pool, 'PreTokenGeneration')).to.equal(undefined);
  });
});

describe('pre authentication', () => {
  it('is called before define, with the ClientMetadata that InitiateAuth has for it alone', async () => {
    const pool = await poolOf({ PreAuthentication: same });
    await signIn(pool);

    expect(pool.rounds[0]).to.include({ triggerSource: 'PreAuthentication_Authentication' });
    expect(pool.rounds[0]?.request).to.deep.include({
      validationData: { from: 'InitiateAuth' },
      userNotFound: false,
    });
    expect(pool.rounds[1]?.request).to.not.have.property('clientMetadata');
    expect(pool.rounds.filter(({ trigger }) => trigger === 'PreAuthentication')).to.have.length(1);
  });

  it('refuses the attempt by an error, of an unknown user too', async () => {
    const pool = await poolOf({ PreAuthentication: throwing });
    const error = ['UserLambdaValidationException', 'PreAuthentication failed with error no.'] as const;
    await refused(begin(pool, 'alice'), ...error);
    await refused(begin(pool, 'nobody'), ...error);
    expect(pool.rounds.at(-1)?.request).to.include({ userNotFound: true });
  });
});

describe('post authentication', () => {
  it('is called once the sign-in is complete, before the tokens', async () => {
    const pool = await poolOf({ PostAuthentication: same, PreTokenGeneration: same });
    await signIn(pool, { page: 'captcha' });

    expect(pool.rounds.slice(-2).map(({ trigger }) => trigger)).to.deep.equal([
      'PostAuthentication',
      'PreTokenGeneration',
    ]);
    expect(seen(pool, 'PostAuthentication')?.request).to.deep.include({
      clientMetadata: { page: 'captcha' },
    });
    expect(seen(pool, 'PostAuthentication')?.request).to.not.have.property('newDeviceUsed');
  });

  it('leaves the user without tokens where it fails', async () => {
    const pool = await poolOf({ PostAuthentication: throwing });
    await refused(signIn(pool), 'UserLambdaValidationException', 'PostAuthentication failed with error no.');
  });

  it('is not called for a sign-in that failed', async () => {
    const pool = await poolOf({ PostAuthentication: same });
    let asked = await begin(pool, 'alice');
    const wrong = { USERNAME: 'alice', ANSWER: '4' };
    asked = await answer(pool, asked, wrong);
    asked = await answer(pool, asked, wrong);
    await refused(answer(pool, asked, wrong), ...incorrect);
    expect(seen(pool, 'PostAuthentication')).to.equal(undefined);
  });
});
