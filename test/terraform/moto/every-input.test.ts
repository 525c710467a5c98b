import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import { ALARMS } from '../../../modules/alarms/alarms.ts';
import { QUERIES } from '../../../modules/alarms/queries.ts';
import { buildModule } from '../../../modules/build-module.ts';
import { inputs } from '../../../modules/inputs/index.ts';
import { functionNames, toId, triggerNames, zip } from '../../../modules/packages.ts';
import { getPolicy } from '../../support/moto/deployed-functions.ts';
import { readClients } from '../../support/moto/deployed-user-pool.ts';
import { inventory } from '../../support/moto/inventory.ts';
import { ACCOUNT_ID, providerBlock, REGION } from '../../support/moto/provider.ts';
import { useMoto } from '../../support/moto/use-moto.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { type Terraform, terraformIn } from '../../support/terraform.ts';

/**
 * Every input, nearly all with another value than the default; what comes of those of challenges and messages is in
 * challenges.test.ts. Subnets are those of moto's default VPC. The code-signing configuration is a name only: moto
 * keeps it with the function, but cannot make one.
 */
const CALLER = `
module "sign_in" {
  source = "../terraform-aws-cognito-challenge"

  name = "every-input"
  flow = [
    { challenge = "password" },
    { challenge = "captcha", name = "picture", attempts = 1, lifetime_seconds = 60, code_length = 8 },
    { any_of = ["email_otp", "sms_otp", "magic_link"], name = "message", attempts = 2 },
    { challenge = "proof_of_work", attempts = 1, when = { clients = ["server"] } },
    { challenge = "human_check", attempts = 1 },
    {
      challenge    = "external"
      attempts     = 1
      function_arn = "arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:riddle"
      proof        = false
      when         = { attribute = "custom:role", values = ["admin"] }
    },
  ]
  srp_tolerance_enabled = true

  captcha       = { length = 5 }
  email_otp     = { alphabet = "letters" }
  sms_otp       = { alphabet = "letters" }
  magic_link    = { urls = ["https://app.example.com/sign-in"] }
  proof_of_work = { difficulty = 20 }
  human_check = {
    provider   = "turnstile"
    site_key   = "key"
    secret_arn = "arn:aws:ssm:${REGION}:${ACCOUNT_ID}:parameter/turnstile"
    hostnames  = ["app.example.com"]
  }
  email = {
    from              = "sign-in@example.com"
    configuration_set = "sign-in"
    identity_arn      = "arn:aws:ses:${REGION}:${ACCOUNT_ID}:identity/example.com"
  }
  sms = {
    country_prefixes       = ["+1"]
    excluded_prefixes      = ["+1876", "+1900"]
    web_otp_domain         = "app.example.com"
    destination_parameters = { IN_ENTITY_ID = "1201159000000000000" }
  }
  delivery = { resend_seconds = 60, failure_destination_arn = aws_sqs_queue.failed.arn }

  user_pool = {
    username_attributes         = ["email", "phone_number"]
    deletion_protection_enabled = false
    self_sign_up_enabled        = false
    tier                        = "PLUS"
    threat_protection           = "ENFORCED"
    mfa                         = "OPTIONAL"
    risk                        = { medium = "MFA_IF_CONFIGURED" }
    account_recovery            = ["verified_phone_number", "verified_email"]
    device_tracking             = { challenge_required_on_new_device = true }
    password_policy = {
      minimum_length   = 16
      symbols_required = true
      temporary_days   = 1
      history_size     = 5
    }
    schema = {
      role  = { max_length = 20 }
      level = { type = "Number", min_value = 1, max_value = 9 }
    }
    sms_configuration = { external_id = "every-input", sns_caller_arn = aws_iam_role.sender.arn }
  }

  waf = { rate_limits = { sign_in = 1000, messages = 10, evaluation_window_seconds = 60, action = "count" } }

  triggers = {
    pre_sign_up         = { arn = aws_lambda_function.own.arn }
    custom_email_sender = { arn = aws_lambda_function.own.arn, kms_key_arn = aws_kms_key.own.arn }
  }
  token_guard = { enabled = true, sources = ["TokenGeneration_Authentication"] }

  clients = {
    app = { refresh_token_rotation_grace_seconds = 10, write_attributes = ["email"] }
    server = {
      secret_enabled                = true
      session_validity_minutes      = 10
      access_token_validity_minutes = 5
      id_token_validity_minutes     = 5
      refresh_token_validity_days   = 1
      propagate_user_context        = true
      bypass_auth_flows             = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]
      read_attributes               = ["email", "email_verified"]
      write_attributes              = ["email"]
    }
  }

  function_packages = {
    define_auth_challenge = {
      filename     = "\${path.root}/define.zip"
      handler      = "main.handler"
      runtime      = "python3.13"
      architecture = "x86_64"
      memory_size  = 256
      environment  = { STAGE = "test" }
    }
  }
  runtime                         = "nodejs22.x"
  architecture                    = "arm64"
  memory_size                     = 1024
  reserved_concurrency            = 20
  provisioned_concurrency_enabled = true
  provisioned_concurrency         = 2
  tracing_enabled                 = true
  vpc = {
    subnet_ids         = data.aws_subnets.default.ids
    security_group_ids = [data.aws_security_group.default.id]
  }
  code_signing_config_arn  = "arn:aws:lambda:${REGION}:${ACCOUNT_ID}:code-signing-config:csc-0123456789abcdef0"
  dead_letter_target_arns = {
    create_auth_challenge = aws_sqs_queue.failed.arn
    deliver_challenge     = aws_sqs_queue.failed.arn
  }
  ledger_enabled           = true
  log_level                = "DEBUG"
  log_retention_days       = 7
  log_groups_kept_enabled  = false
  support_function_enabled = true
  kms_key_arn              = aws_kms_key.own.arn
  permissions_boundary_arn = aws_iam_policy.boundary.arn
  tags                     = { team = "identity" }
  events                   = { user_changes_enabled = true }
  alarms                   = { topic_arn = aws_sns_topic.on_call.arn, text_messages_per_hour = 100 }
}

data "aws_vpc" "default" {
  default = true
}
data "aws_subnets" "default" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
}
data "aws_security_group" "default" {
  vpc_id = data.aws_vpc.default.id
  name   = "default"
}
resource "aws_kms_key" "own" {
  description = "own"
}
resource "aws_iam_role" "sender" {
  name               = "sender"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}
data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["cognito-idp.amazonaws.com", "lambda.amazonaws.com"]
    }
  }
}
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = aws_iam_role.sender.arn
  filename      = "\${path.root}/define.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
}
resource "aws_sns_topic" "on_call" {
  name = "on-call"
}
resource "aws_sqs_queue" "failed" {
  name = "failed"
}
resource "aws_iam_policy" "boundary" {
  name   = "boundary"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

output "user_pool_id" {
  value = module.sign_in.user_pool_id
}
output "own_key_arn" {
  value = aws_kms_key.own.arn
}
output "subnet_ids" {
  value = data.aws_subnets.default.ids
}
output "security_group_id" {
  value = data.aws_security_group.default.id
}
output "alarm_arns" {
  value = module.sign_in.alarm_arns
}
output "client_secrets" {
  value     = module.sign_in.client_secrets
  sensitive = true
}
`;

/**
 * moto has neither PutProvisionedConcurrencyConfig nor SetRiskConfiguration, nor the query definitions of CloudWatch Logs,
 * which are therefore planned and not applied. These and what they need are all the rest; the dashboard needs all alarms.
 */
const ALL_THAT_MOTO_HAS = [
  'aws_cloudwatch_event_target.publish_events',
  'aws_cloudwatch_log_subscription_filter.publish_events',
  'aws_cloudwatch_dashboard.on_call',
  'aws_dynamodb_table.ledger',
  'aws_lambda_function_event_invoke_config.deliver_challenge',
  'aws_lambda_function.support',
  'aws_lambda_function_event_invoke_config.publish_events',
  'aws_cognito_user_pool_client.client',
  'aws_kms_alias.answers',
  'aws_wafv2_web_acl_association.firewall',
  'aws_lambda_permission.create_auth_challenge',
  'aws_lambda_permission.define_auth_challenge',
  'aws_lambda_permission.verify_auth_challenge_response',
  'aws_lambda_permission.pre_token_generation',
  'aws_lambda_permission.trigger',
].map(address => `-target=module.sign_in.${address}`);

const called = [...triggerNames, 'pre-token-generation'] as const;
const FUNCTION_ARN = `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:every-input`;

describe('the module with every input', function () {
  this.timeout('10m');
  const moto = useMoto();
  const scratch = useScratchFolder();
  let terraform: Terraform;
  let output: Record<string, unknown>;

  before(async () => {
    await buildModule(scratch('.'));
    const files = { 'provider.tf': providerBlock(moto.endpoint()), 'main.tf': CALLER };
    terraform = terraformIn(scratch('caller'), files);
    const python = Buffer.from('def handler(event, context):\n    return event\n');
    writeFileSync(join(terraform.folder, 'define.zip'), zip('main.py', python));
    await terraform.init();
    await terraform.apply(...ALL_THAT_MOTO_HAS);
    output = await terraform.output();
  });

  it('names every input there is', () => {
    const named = Object.keys(inputs).filter(name => new RegExp(`^  ${name} += `, 'm').test(CALLER));

    // These attach to a pool of somebody else's instead of making one: see callers.test.ts.
    const attaching = ['user_pool_enabled', 'user_pool_arn', 'user_pool_check_enabled'];
    expect([...named, ...attaching]).to.have.members(Object.keys(inputs));
  });

  it('is what the next plan wants, but for what moto has not', async () => {
    const missing = [
      ...called.map(toId).map(name => `aws_lambda_provisioned_concurrency_config.${name}[0]`),
      'aws_cognito_risk_configuration.risk[0]',
      ...Object.keys(QUERIES).map(name => `aws_cloudwatch_query_definition.${name}[0]`),
    ];

    expect(await terraform.plan()).to.have.deep.members(
      missing.map(address => ({ action: 'create', address: `module.sign_in.${address}` })),
    );
  });

  it('sets up an alarm for all that can go wrong here', () => {
    const { 'human-check-open': _, ...fitting } = ALARMS;

    expect(output.alarm_arns).to.have.all.keys(Object.keys(fitting));
  });

  it('sets up the functions', async () => {
    const functions = await Promise.all(functionNames.map(name => getFunction(`every-input-${name}`)));

    for (const { Configuration: fn, Concurrency, Tags } of functions) {
      expect(fn.KMSKeyArn).to.equal(output.own_key_arn);
      expect(fn.TracingConfig).to.deep.equal({ Mode: 'Active' });
      expect(fn.VpcConfig.SubnetIds).to.have.members(output.subnet_ids as string[]);
      expect(fn.VpcConfig.SecurityGroupIds).to.deep.equal([output.security_group_id]);
      expect(fn.LoggingConfig).to.include({ ApplicationLogLevel: 'DEBUG' });
      expect(Concurrency).to.deep.equal({ ReservedConcurrentExecutions: 20 });
      expect(Tags).to.deep.equal({ team: 'identity' });
    }
    const shipped = {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Architectures: ['arm64'],
      MemorySize: 1024,
    };
    const own = {
      Runtime: 'python3.13',
      Handler: 'main.handler',
      Architectures: ['x86_64'],
      MemorySize: 256,
    };
    const [define, ...others] = functions.map(({ Configuration }) => Configuration);
    expect(define).to.deep.include(own);
    for (const other of others) expect(other).to.deep.include(shipped);
    expect(define?.Environment.Variables).to.have.all.keys('CHALLENGE_SETTINGS', 'MODULE_NAME', 'STAGE');
  });

  it('writes dead letters of the functions that are named, and of no others', async () => {
    const targets = await Promise.all(
      functionNames.map(
        async name => (await getFunction(`every-input-${name}`)).Configuration.DeadLetterConfig?.TargetArn,
      ),
    );

    const queue = `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:failed`;
    const named = ['create-auth-challenge', 'deliver-challenge'];
    expect(Object.fromEntries(functionNames.map((name, index) => [name, targets[index]]))).to.deep.equal(
      Object.fromEntries(functionNames.map(name => [name, named.includes(name) ? queue : undefined])),
    );
  });

  it('puts the firewall before the pool', async () => {
    const ResourceArn = `arn:aws:cognito-idp:${REGION}:${ACCOUNT_ID}:userpool/${output.user_pool_id}`;
    const { WebACL: acl } = await moto.api().waf<WebAcl>('GetWebACLForResource', { ResourceArn });

    expect(acl.Name).to.equal('every-input');
    expect(
      acl.Rules.map(({ Name, Action, Statement: { RateBasedStatement: rate } }) => [
        Name,
        Action,
        rate.Limit,
        rate.EvaluationWindowSec,
      ]),
    ).to.have.deep.members([
      ['sign-in', { Count: {} }, 1000, 60],
      ['messages', { Count: {} }, 10, 60],
    ]);
  });

  it('has Cognito call the aliases that are kept warm, and lets it', async () => {
    const arns = called.map(name => `${FUNCTION_ARN}-${name}:live`);
    const { UserPool: pool } = await userPool();

    expect(Object.values(pool?.LambdaConfig ?? {})).to.include.members(arns);
    for (const arn of arns) {
      const [statement] = await getPolicy(moto.api(), arn);
      expect(statement?.Resource).to.equal(arn);
    }
  });

  it('has CloudWatch Logs and EventBridge call the function that publishes events, and lets them', async () => {
    const permissions = await getPolicy(moto.api(), `${FUNCTION_ARN}-publish-events`);
    expect(permissions.map(({ Sid }) => Sid)).to.have.members([
      ...['AllowLogs-define_auth_challenge', 'AllowLogs-deliver_challenge'],
      ...['AllowLogs-verify_auth_challenge_response', 'AllowRule-admin', 'AllowRule-user'],
    ]);
  });

  it('sets up the user pool', async () => {
    const { UserPool: pool } = await userPool();

    expect(pool).to.deep.include({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: {
        AdvancedSecurityMode: 'ENFORCED',
        AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
      },
      MfaConfiguration: 'OPTIONAL',
    });
    expect(pool?.UsernameAttributes).to.have.members(['email', 'phone_number']);
    expect(pool?.AutoVerifiedAttributes).to.have.members(['email', 'phone_number']);
    expect(pool?.AccountRecoverySetting?.RecoveryMechanisms).to.have.deep.members([
      { Name: 'verified_phone_number', Priority: 1 },
      { Name: 'verified_email', Priority: 2 },
    ]);
    expect(pool?.DeviceConfiguration).to.deep.equal({
      ChallengeRequiredOnNewDevice: true,
      DeviceOnlyRememberedOnUserPrompt: true,
    });
    expect(pool?.EmailConfiguration).to.deep.equal({
      EmailSendingAccount: 'DEVELOPER',
      SourceArn: `arn:aws:ses:${REGION}:${ACCOUNT_ID}:identity/example.com`,
      From: 'sign-in@example.com',
      ConfigurationSet: 'sign-in',
    });
    expect(pool?.SmsConfiguration?.ExternalId).to.equal('every-input');
    const custom = pool?.SchemaAttributes?.filter(({ Name }) => Name?.startsWith('custom:'));
    expect(custom?.map(({ Name }) => Name)).to.have.members(['custom:role', 'custom:level']);
    expect(pool?.AdminCreateUserConfig?.AllowAdminCreateUserOnly).to.equal(true);
    expect(pool?.Policies?.PasswordPolicy).to.include({
      MinimumLength: 16,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 1,
      PasswordHistorySize: 5,
    });
  });

  it('has Cognito call the caller’s functions and the token guard, and lets it', async () => {
    const own = `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:own`;
    const { UserPool: pool } = await userPool();
    const guard = `${FUNCTION_ARN}-pre-token-generation:live`;

    expect(pool?.LambdaConfig).to.deep.include({
      PreSignUp: own,
      CustomEmailSender: { LambdaVersion: 'V1_0', LambdaArn: own },
      KMSKeyID: output.own_key_arn,
      PreTokenGeneration: guard,
      PreTokenGenerationConfig: { LambdaVersion: 'V1_0', LambdaArn: guard },
    });
    expect((await getPolicy(moto.api(), own)).map(({ Sid }) => Sid)).to.have.members([
      'every-input-pre_sign_up',
      'every-input-custom_email_sender',
    ]);
  });

  it('sets up the clients, each as it was asked for', async () => {
    const clients = await readClients(moto.api(), String(output.user_pool_id));
    const byName = Object.fromEntries(clients.map(client => [client.name, client]));

    // Its refresh tokens rotate, which excludes ALLOW_REFRESH_TOKEN_AUTH.
    expect(byName.app?.explicitAuthFlows).to.have.members(['ALLOW_CUSTOM_AUTH']);
    expect(byName.app).to.not.have.property('secret');
    expect(byName.server?.explicitAuthFlows).to.have.members([
      'ALLOW_CUSTOM_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_USER_SRP_AUTH',
    ]);
    expect(byName.server).to.deep.include({
      secret: (output.client_secrets as Record<string, string>).server,
      authSessionValidityMinutes: 10,
      accessTokenValiditySeconds: 300,
      idTokenValiditySeconds: 300,
      refreshTokenValiditySeconds: 86_400,
      readAttributes: ['email', 'email_verified'],
    });
  });

  it('leaves nothing when it is destroyed', async () => {
    await terraform.destroy('-refresh=false');

    expect(await inventory(moto.api())).to.deep.equal([]);
  });

  const userPool = () =>
    moto.api().cognito.send(new DescribeUserPoolCommand({ UserPoolId: String(output.user_pool_id) }));

  const getFunction = (name: string) => moto.api().lambda<ManyFields>(`functions/${name}`);
});

/** GetFunction, as far as it is looked at here. */
interface ManyFields {
  readonly Configuration: {
    readonly KMSKeyArn: string;
    readonly TracingConfig: unknown;
    readonly VpcConfig: { readonly SubnetIds: string[]; readonly SecurityGroupIds: string[] };
    readonly LoggingConfig: unknown;
    readonly DeadLetterConfig?: { readonly TargetArn: string };
    readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  };
  readonly Concurrency: unknown;
  readonly Tags: unknown;
}

/** GetWebACLForResource, likewise. */
interface WebAcl {
  readonly WebACL: {
    readonly Name: string;
    readonly Rules: readonly {
      readonly Name: string;
      readonly Action: unknown;
      readonly Statement: {
        readonly RateBasedStatement: { readonly Limit: number; readonly EvaluationWindowSec: number };
      };
    }[];
  };
}
