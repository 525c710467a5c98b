import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { prepareMonitoring } from '../../../local/cloudwatch/monitoring.ts';
import { createMetricStore } from '../../../local/cloudwatch/store.ts';
import { readDeployment } from '../../../local/deployment/read-deployment.ts';
import { DEFAULT_PASSWORD_POLICY, type Deployment } from '../../../local/deployment.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { synthesize } from '../../../modules/synthesize.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const modulePath = join(import.meta.dirname, 'fixtures');
const stack = readJson(join(modulePath, 'cdk.tf.json'));

const account = '123456789012';
const lambdaArn = (name: string) => `arn:aws:lambda:eu-central-1:${account}:function:acme-${name}`;
const roleArn = (name: string) => `arn:aws:iam::${account}:role/acme-${name}`;

describe('readDeployment', () => {
  describe('of a stack', () => {
    let deployment: Deployment;
    before(() => {
      deployment = readDeployment(stack, { modulePath });
    });

    it('finds region, account and pool', () => {
      const { region, accountId, userPool } = deployment;
      expect({ region, accountId }).to.deep.equal({ region: 'eu-central-1', accountId: account });
      expect(userPool.id).to.match(/^eu-central-1_\w{9}$/);
      expect(userPool).to.deep.equal({
        id: userPool.id,
        arn: `arn:aws:cognito-idp:eu-central-1:${account}:userpool/${userPool.id}`,
        name: 'acme',
        lambdaConfig: {
          DefineAuthChallenge: lambdaArn('define'),
          CreateAuthChallenge: lambdaArn('create'),
          VerifyAuthChallengeResponse: lambdaArn('verify'),
        },
        usernameAttributes: ['email'],
        aliasAttributes: [],
        usernameCaseSensitive: false,
        passwordPolicy: DEFAULT_PASSWORD_POLICY,
        selfSignUpEnabled: true,
        autoVerifiedAttributes: [],
        verifiedBeforeUpdate: [],
        schema: [],
        mfa: { configuration: 'OFF', softwareToken: false, sms: false, email: false },
        messages: { verification: {}, invitation: {} },
        canSendSms: false,
        emailSendingAccount: 'COGNITO_DEFAULT',
        preTokenGenerationVersion: 'V1_0',
      });
    });

    it('finds the clients, with Cognito’s defaults', () => {
      const [app, server] = deployment.clients;
      expect(app?.id).to.match(/^[0-9a-z]{26}$/);
      expect(app).to.deep.equal({
        id: app?.id,
        name: 'app',
        explicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        preventUserExistenceErrors: 'ENABLED',
        authSessionValidityMinutes: 5,
        accessTokenValiditySeconds: 1800,
        idTokenValiditySeconds: 3600,
        refreshTokenValiditySeconds: 86_400,
        tokenRevocationEnabled: true,
        readAttributes: ['email'],
      });
      expect(server?.secret).to.match(/^[0-9a-z]{52}$/);
      expect(server).to.deep.equal({
        id: server?.id,
        secret: server?.secret,
        name: 'server',
        explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'],
        preventUserExistenceErrors: 'LEGACY',
        authSessionValidityMinutes: 3,
        accessTokenValiditySeconds: 3600,
        idTokenValiditySeconds: 3600,
        refreshTokenValiditySeconds: 30 * 86_400,
        tokenRevocationEnabled: true,
      });
    });

    it('finds the functions, with Lambda’s defaults and the zip on this machine', () => {
      expect(deployment.functions.map(({ name }) => name)).to.deep.equal([
        'acme-create',
        'acme-define',
        'acme-verify',
      ]);
      const [create, define] = deployment.functions;
      expect(create?.memoryMb).to.equal(512);
      expect(define).to.deep.equal({
        name: 'acme-define',
        arn: lambdaArn('define'),
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        timeoutSeconds: 5,
        memoryMb: 128,
        environment: {
          RETRIES: '2',
          SETTINGS: `{"flow":[{"attempts":3,"challenge":"password"},{"attempts":5,"challenge":"captcha"}],"keyId":"${deployment.keys[0]?.arn}"}`,
        },
        packagePath: join(modulePath, 'packages', 'define.zip'),
        roleArn: roleArn('define'),
      });
    });

    it('finds who may invoke them, and what they may do', () => {
      expect(deployment.permissions[1]).to.deep.equal({
        functionName: 'acme-define',
        action: 'lambda:InvokeFunction',
        principal: 'cognito-idp.amazonaws.com',
        sourceArn: deployment.userPool.arn,
        sourceAccount: account,
      });
      const statement = (actions: string[], resource?: string, sid?: string) => ({
        ...(sid && { sid }),
        effect: 'Allow',
        action: { not: false, patterns: actions },
        resource: { not: false, patterns: [resource] },
        conditions: [],
      });
      const writeLog = (name: string) =>
        statement(
          ['logs:CreateLogStream', 'logs:PutLogEvents'],
          `arn:aws:logs:eu-central-1:${account}:log-group:/aws/lambda/acme-${name}:*`,
        );
      const derive = statement(['kms:GenerateMac'], deployment.keys[0]?.arn, 'Derive');
      const statements = deployment.roles.map(({ arn, policies }) => [
        arn,
        policies.flatMap(policy => policy.statements),
      ]);
      expect(statements).to.deep.equal([
        [roleArn('create'), [writeLog('create'), derive]],
        [roleArn('define'), [writeLog('define')]],
        [roleArn('verify'), [writeLog('verify'), derive]],
      ]);
    });

    it('finds the key that derives answers, and not the one that encrypts', () => {
      expect(deployment.keys.map(({ aliases }) => aliases)).to.deep.equal([['alias/acme-answers']]);
      expect(deployment.keys[0]?.arn).to.match(/^arn:aws:kms:eu-central-1:123456789012:key\/[0-9a-f-]{36}$/);
    });

    it('is the same every time', () => {
      expect(readDeployment(stack, { modulePath })).to.deep.equal(deployment);
    });
  });

  it('takes the values of variables', () => {
    const variables = { name: 'other', region: 'us-west-2', alias_enabled: true };
    const { region, functions, permissions, userPool } = readDeployment(stack, { modulePath, variables });
    expect([region, functions[0]?.name]).to.deep.equal(['us-west-2', 'other-create']);
    expect(userPool.lambdaConfig.CreateAuthChallenge).to.equal(`${functions[0]?.arn}:live`);
    expect(permissions[0]?.functionName).to.equal(`${functions[0]?.arn}:live`);
  });

  it('refuses what a plan refuses, with the text of the validation', () => {
    expect(() => readDeployment(stack, { modulePath, variables: { name: 'No!' } })).to.throw(
      ConfigurationError,
      'Invalid value for variable "name": name: only a-z and -.',
    );
  });

  it('takes the region of the options for a configuration without a provider', () => {
    const pool = { resource: { aws_cognito_user_pool: { pool: { name: 'p' } } } };
    const read = (region?: string) => readDeployment(pool, { modulePath, ...(region && { region }) });
    expect(read().userPool.id).to.match(/^us-east-1_/);
    expect(read('eu-north-1')).to.deep.include({
      region: 'eu-north-1',
      clients: [],
      functions: [],
      permissions: [],
    });
    expect(read('eu-north-1').userPool).to.deep.include({ lambdaConfig: {}, usernameCaseSensitive: true });
  });

  it('passes on what a plan would warn of', () => {
    const warnings: string[] = [];
    const check = { lax: { assert: { condition: '${var.name == "x"}', error_message: 'Not x.' } } };
    readDeployment([stack, { check }], { modulePath, onWarning: warning => warnings.push(warning) });
    expect(warnings).to.deep.equal(['check "lax": Not x.']);
  });

  // what `npm start` does: whatever the constructs become, it must be readable
  describe('of the synthesized stack', function () {
    this.timeout(60_000);
    let outdir: string;
    let directory: string;
    before(async () => {
      outdir = mkdtempSync(join(tmpdir(), 'read-deployment-'));
      directory = await synthesize(outdir);
    });
    after(() => rmSync(outdir, { recursive: true, force: true }));

    const read = (inputs: Record<string, unknown> = {}, onWarning: (warning: string) => void = () => {}) =>
      readDeployment(readJson(join(directory, 'cdk.tf.json')), {
        modulePath: directory,
        variables: { name: 'test', ...inputs },
        onWarning,
      });

    it('finds the triggers that Cognito may invoke, the token guard among them, with zips that are there', () => {
      const { userPool, functions, permissions, roles, keys, clients } = read();
      const triggers = Object.values(userPool.lambdaConfig).map(arn => functions.find(fn => fn.arn === arn));
      expect(triggers).to.have.length(4).and.not.include(undefined);
      for (const fn of triggers) {
        expect(existsSync(fn?.packagePath ?? ''), fn?.packagePath).to.equal(true);
        expect(roles.map(({ arn }) => arn)).to.include(fn?.roleArn);
        expect(permissions).to.deep.include({
          functionName: fn?.name,
          action: 'lambda:InvokeFunction',
          principal: 'cognito-idp.amazonaws.com',
          sourceArn: userPool.arn,
          sourceAccount: account,
        });
      }
      expect(keys).to.have.length(1);
      expect(clients).to.not.have.length(0);
    });

    it('finds the pool’s wiring', () => {
      const { userPool, clients } = read({
        user_pool: { self_sign_up_enabled: false, password_policy: { minimum_length: 14 }, mfa: 'OPTIONAL' },
        clients: { app: { write_attributes: ['name'] } },
      });
      expect(userPool).to.deep.include({
        selfSignUpEnabled: false,
        autoVerifiedAttributes: ['email'],
        verifiedBeforeUpdate: ['email'],
        accountRecovery: ['verified_email'],
      });
      expect(userPool.mfa).to.include({ configuration: 'OPTIONAL', softwareToken: true });
      expect(userPool.passwordPolicy).to.include({ minimumLength: 14, requireSymbols: false });
      expect(clients[0]).to.deep.include({ writeAttributes: ['name'] });
    });

    it('finds the ledger, and the function that sends messages where the flow has some', () => {
      const plain = read();
      expect(plain.tables).to.have.length(1);
      expect(plain.tables[0]).to.include({ name: 'test-ledger', hashKey: 'id', ttlAttribute: 'expiresAt' });
      expect(plain.functions).to.have.length(4);
      expect(plain.eventInvokeConfigs).to.deep.equal([]);

      const { functions, eventInvokeConfigs } = read({
        flow: [{ challenge: 'email_otp', lifetime_seconds: 300 }],
        email: { from: 'sign-in@acme.example' },
      });
      const deliver = functions.find(({ name }) => name === 'test-deliver-challenge');
      const settings = JSON.parse(deliver?.environment.CHALLENGE_SETTINGS ?? '');
      expect(settings).to.deep.include({ ledgerTable: 'test-ledger' });
      expect(settings.deliverArn).to.equal(deliver?.arn);
      expect(eventInvokeConfigs).to.deep.equal([
        { functionArn: deliver?.arn, maximumRetryAttempts: 2, maximumEventAgeSeconds: 300 },
      ]);
    });

    it('finds alarms and a dashboard, all of which the local CloudWatch can evaluate', () => {
      expect(read().monitoring).to.deep.equal({ alarms: [], dashboards: [] });
      const { monitoring } = read({
        flow: [{ challenge: 'human_check' }, { any_of: ['email_otp', 'sms_otp'], name: 'code' }],
        email: { from: 'sign-in@acme.example' },
        sms: { country_prefixes: ['+49'] },
        human_check: {
          ...{
            provider: 'turnstile',
            site_key: 'key',
            hostnames: ['acme.example'],
            secret_arn: `arn:aws:secretsmanager:us-east-1:${account}:secret:s-AbCdEf`,
          },
        },
        alarms: { topic_arn: `arn:aws:sns:us-east-1:${account}:on-call` },
      });
      const { alarms, dashboards } = prepareMonitoring(monitoring);
      expect(alarms.map(({ alarm }) => alarm.name)).to.include.members([
        ...[
          'test-function-errors',
          'test-messages-failing',
          'test-text-message-spike',
          'test-human-check-closed',
        ],
      ]);
      const [shown] = dashboards.map(({ show }) =>
        show(createMetricStore({ now: () => 0 }), { fromMs: 0, untilMs: 1 }),
      );
      expect(shown?.name).to.equal('test-us-east-1');
      expect(shown?.widgets).to.not.have.length(0);
    });

    it('finds the aliases that Cognito calls, and who may call them', () => {
      const { userPool, functions, permissions } = read({
        provisioned_concurrency_enabled: true,
        provisioned_concurrency: 1,
      });
      const aliases = functions.map(({ arn }) => `${arn}:live`);
      expect(Object.values(userPool.lambdaConfig)).to.have.members(aliases);
      expect(permissions.map(({ functionName }) => functionName)).to.have.members(aliases);
    });

    it('finds where dead letters go, and warns that AWS WAF is not here', () => {
      const letters = 'arn:aws:sqs:us-east-1:123456789012:letters';
      const warnings: string[] = [];
      const { functions } = read(
        { dead_letter_target_arns: { create_auth_challenge: letters }, waf: { rate_limits: {} } },
        warning => warnings.push(warning),
      );

      expect(
        functions.map(({ name, deadLetterTargetArn }) => [name, deadLetterTargetArn]),
      ).to.have.deep.members([
        ['test-define-auth-challenge', undefined],
        ['test-create-auth-challenge', letters],
        ['test-verify-auth-challenge-response', undefined],
        ['test-pre-token-generation', undefined],
      ]);
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.match(/^aws_wafv2_web_acl_association\.firewall\[0\]: /);
    });

    it('refuses a flow that lacks what another input has to say, with the text of the validation', () => {
      expect(() => read({ flow: [{ challenge: 'email_otp' }] })).to.throw(
        ConfigurationError,
        'Invalid value for variable "email": ',
      );
    });
  });
});
