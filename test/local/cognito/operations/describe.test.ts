import { expect } from 'chai';
import { DEFAULT_PASSWORD_POLICY } from '../../../../local/deployment.ts';
import {
  admin,
  attribute,
  deploymentWith,
  legacyClient,
  publicClient,
  refused,
  testPool,
  triggersBesides,
  userPoolId,
} from '../pool.ts';

const UserPoolId = userPoolId;

describe('DescribeUserPool', () => {
  it('tells what is deployed', async () => {
    const pool = testPool({
      deployment: deploymentWith({
        pool: {
          selfSignUpEnabled: false,
          emailSendingAccount: 'DEVELOPER',
          verifiedBeforeUpdate: ['email'],
          passwordPolicy: { ...DEFAULT_PASSWORD_POLICY, minimumLength: 12, historySize: 3 },
          accountRecovery: ['verified_email', 'verified_phone_number'],
          devices: { challengeRequiredOnNewDevice: true, onlyRememberedOnUserPrompt: false },
          schema: [
            attribute('custom:level', { type: 'Number', minimum: 1 }),
            attribute('email', { required: true }),
          ],
        },
      }),
    });
    await pool.addUser('alice');
    const startedAt = pool.clock.now / 1000;
    pool.clock.now += 5000;

    const { UserPool } = await pool.call('DescribeUserPool', { UserPoolId }, admin);

    expect(UserPool).to.deep.include({
      Id: userPoolId,
      Name: 'test',
      EstimatedNumberOfUsers: 1,
      CreationDate: startedAt,
      EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' },
      AutoVerifiedAttributes: ['email', 'phone_number'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      MfaConfiguration: 'OFF',
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: 'verified_email', Priority: 1 },
          { Name: 'verified_phone_number', Priority: 2 },
        ],
      },
    });
    expect(UserPool).to.have.nested.property('Policies.PasswordPolicy').that.includes({
      MinimumLength: 12,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
      PasswordHistorySize: 3,
    });
    const shown = { DeveloperOnlyAttribute: false, Mutable: true };
    expect(UserPool)
      .to.have.property('SchemaAttributes')
      .that.deep.includes({
        ...shown,
        Name: 'custom:level',
        AttributeDataType: 'Number',
        Required: false,
        NumberAttributeConstraints: { MinValue: '1' },
      })
      .and.deep.includes({
        ...shown,
        Name: 'email',
        AttributeDataType: 'String',
        Required: true,
        StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' },
      })
      .and.deep.includes({ ...shown, Name: 'email_verified', AttributeDataType: 'Boolean', Required: false });
  });
});

describe('LambdaConfig', () => {
  it('names the function that has event versions twice', async () => {
    const lambdaConfig = triggersBesides('PreTokenGeneration');
    const pool = testPool({
      deployment: deploymentWith({ pool: { lambdaConfig, preTokenGenerationVersion: 'V2_0' } }),
    });

    const { UserPool } = await pool.call('DescribeUserPool', { UserPoolId }, admin);

    const { PreTokenGeneration: LambdaArn = '' } = lambdaConfig;
    expect(UserPool).to.deep.include({
      LambdaConfig: { ...lambdaConfig, PreTokenGenerationConfig: { LambdaArn, LambdaVersion: 'V2_0' } },
    });
  });
});

describe('What a pool here never has', () => {
  it('is listed as nothing', async () => {
    const pool = testPool();
    const ask = (operation: string, input = {}) => pool.call(operation, input, admin);
    expect(await ask('ListIdentityProviders', { UserPoolId })).to.deep.equal({ Providers: [] });
    expect(await ask('ListResourceServers', { UserPoolId })).to.deep.equal({ ResourceServers: [] });
    expect(await ask('DescribeUserPoolDomain', { Domain: 'acme' })).to.deep.equal({ DomainDescription: {} });
    for (const operation of ['ListIdentityProviders', 'ListResourceServers'])
      await refused(ask(operation, { UserPoolId: 'us-east-1_Other' }), 'ResourceNotFoundException');
  });
});

describe('DescribeUserPoolClient', () => {
  const describeClient = async (changes: Partial<typeof publicClient> = {}) => {
    const pool = testPool({ deployment: deploymentWith({ clients: [{ ...publicClient, ...changes }] }) });
    const input = { UserPoolId, ClientId: publicClient.id };
    return (await pool.call('DescribeUserPoolClient', input, admin)).UserPoolClient;
  };

  it('tells what is deployed', async () => {
    expect(await describeClient())
      .to.include({
        ClientId: publicClient.id,
        PreventUserExistenceErrors: 'ENABLED',
        AuthSessionValidity: 3,
      })
      .and.not.have.any.keys('ClientSecret', 'ReadAttributes', 'WriteAttributes', 'RefreshTokenRotation');
    expect(
      await describeClient({
        readAttributes: ['email'],
        writeAttributes: ['name'],
        refreshTokenRotationGraceSeconds: 0,
      }),
    ).to.deep.include({
      ReadAttributes: ['email'],
      WriteAttributes: ['name'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    });
  });
});

describe('ListUserPools', () => {
  it('lists the one', async () => {
    const { UserPools } = await testPool().call('ListUserPools', { MaxResults: 60 }, admin);

    expect(UserPools).to.have.length(1);
    expect(UserPools).to.have.nested.property('[0].Id', userPoolId);
    await refused(testPool().call('ListUserPools', {}, admin), 'InvalidParameterException', /maxResults/);
  });
});

describe('ListUserPoolClients', () => {
  it('lists the clients, page by page', async () => {
    const list = (more = {}) => testPool().call('ListUserPoolClients', { UserPoolId, ...more }, admin);

    const first = await list({ MaxResults: 1 });
    expect(first.UserPoolClients).to.deep.equal([
      { ClientId: publicClient.id, ClientName: 'public', UserPoolId },
    ]);
    const second = await list({ MaxResults: 1, NextToken: first.NextToken });
    expect(second.UserPoolClients).to.have.nested.property('[0].ClientId', legacyClient.id);
    expect(await list())
      .to.have.property('UserPoolClients')
      .with.length(3);
    expect(await list()).not.to.have.property('NextToken');
    await refused(list({ NextToken: 'x' }), 'InvalidParameterException', 'Invalid pagination token.');
    await refused(list({ UserPoolId: 'us-east-1_Other' }), 'ResourceNotFoundException');
  });
});
