import { expect } from 'chai';
import { challengeKinds } from '../../../functions/challenge-kinds.ts';
import { loadChallenges } from '../../../functions/challenges/load.ts';
import { parseMessageSettings } from '../../../functions/delivery/settings.ts';
import { parseSettings } from '../../../functions/settings/settings.ts';
import { buildModule } from '../../../modules/build-module.ts';
import { inventory } from '../../support/moto/inventory.ts';
import { providerBlock } from '../../support/moto/provider.ts';
import { useMoto } from '../../support/moto/use-moto.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { type Terraform, terraformIn } from '../../support/terraform.ts';
import { testWorld } from '../../support/worlds.ts';

/**
 * Every challenge, with the ledger. What the module is told of is made in the same configuration: none of these ARNs is
 * known when Terraform plans.
 */
const caller = (flow: string) => `
module "sign_in" {
  source = "../terraform-aws-cognito-challenge"

  name = "every-challenge"
  flow = ${flow}

  user_pool   = { username_attributes = ["email", "phone_number"], deletion_protection_enabled = false }
  clients     = { for name in ["web", "app"] : name => { write_attributes = ["email"] } }
  kms_key_arn = aws_kms_key.own.arn

  magic_link = { urls = ["https://app.example.com/sign-in"] }
  human_check = {
    provider   = "turnstile"
    site_key   = "0x4AAAAAAAAexample"
    secret_arn = aws_secretsmanager_secret.turnstile.arn
    hostnames  = ["app.example.com"]
  }
  email = { from = "sign-in@example.com", configuration_set = "acme" }
  sms   = { provider = "sns", country_prefixes = ["+49"] }
  delivery = {
    failure_destination_arn = aws_sqs_queue.failures.arn
    texts                   = { de = aws_ssm_parameter.texts.arn }
  }
}

resource "aws_kms_key" "own" {
  description = "own"
}
resource "aws_secretsmanager_secret" "turnstile" {
  name                    = "turnstile"
  recovery_window_in_days = 0
}
resource "aws_sqs_queue" "failures" {
  name = "failures"
}
resource "aws_ssm_parameter" "texts" {
  name  = "/texts/de"
  type  = "String"
  value = "{}"
}
resource "aws_iam_role" "riddle" {
  name               = "riddle"
  assume_role_policy = jsonencode({ Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } } })
}
resource "aws_lambda_function" "riddle" {
  function_name = "riddle"
  role          = aws_iam_role.riddle.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "../terraform-aws-cognito-challenge/packages/define-auth-challenge.zip"
}

output "lambda_config" {
  value = module.sign_in.lambda_config
}
output "function_arns" {
  value = module.sign_in.function_arns
}
output "client_ids" {
  value = module.sign_in.client_ids
}
`;

const SHAPED = `
    { challenge = "password" },
    { challenge = "captcha", attempts = 1, when = { clients = ["web"] } },
    { challenge = "human_check", attempts = 1, when = { attribute = "zoneinfo", values = ["Europe/Berlin"] } },
    { challenge = "proof_of_work", attempts = 1 },
    { any_of = ["email_otp", "sms_otp", "magic_link"], name = "code_or_link", attempts = 2 },
    { challenge = "external", function_arn = aws_lambda_function.riddle.arn, proof = true, attempts = 1 },
`;

/** With those that a step names and no more. */
const plain = Object.keys(challengeKinds).filter(name => !SHAPED.includes(`"${name}"`));
const EVERY_CHALLENGE = `[${SHAPED}${plain.map(name => `    { challenge = "${name}", attempts = 1 },\n`).join('')}  ]`;

describe('the module with every challenge', function () {
  this.timeout('10m');
  const moto = useMoto();
  const scratch = useScratchFolder();
  let terraform: Terraform;
  let output: Record<string, Record<string, string>>;
  let settings: string;

  before(async () => {
    await buildModule(scratch('.'));
    terraform = terraformIn(scratch('caller'), {
      'provider.tf': providerBlock(moto.endpoint()),
      'main.tf': caller(EVERY_CHALLENGE),
    });
    await terraform.init();
    await terraform.apply();
    output = (await terraform.output()) as typeof output;
    const { Configuration } = await moto
      .api()
      .lambda<GetFunction>('functions/every-challenge-deliver-challenge');
    settings = Configuration.Environment.Variables.CHALLENGE_SETTINGS ?? '';
  });

  it('is what the next plan wants', async () => {
    expect(await terraform.plan()).to.deep.equal([]);
  });

  it('has the pool call the functions by the ARNs that they have', () => {
    const { deliver_challenge: _, ...triggers } = output.function_arns ?? {};

    // The owner of a pool sets all of it, and so takes a guard away that is no longer there.
    expect(output.lambda_config).to.deep.equal({ pre_token_generation: null, ...triggers });
  });

  it('hands messages to the function that delivers them', () => {
    expect(parseSettings(settings).delivery?.functionArn).to.equal(output.function_arns?.deliver_challenge);
  });

  it('has settings that the functions take', async () => {
    const challenges = await loadChallenges(parseSettings(settings), testWorld());

    expect([...challenges.keys(), 'password']).to.have.members(Object.keys(challengeKinds));
    expect(parseMessageSettings(settings).texts.get('de')).to.match(/^arn:aws:ssm:.*:parameter\/texts\/de$/);
  });

  it('knows the client that a step is for by the id that it has', () => {
    expect(parseSettings(settings).clients).to.deep.equal({ [String(output.client_ids?.web)]: 'web' });
  });

  it('tries messages again, and tells of those that could not be sent', async () => {
    const config = await moto
      .api()
      .lambda<EventInvokeConfig>(
        'functions/every-challenge-deliver-challenge/event-invoke-config',
        '2019-09-25',
      );

    expect(config).to.deep.include({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 180 });
    expect(config.DestinationConfig.OnFailure.Destination).to.match(/^arn:aws:sqs:.*:failures$/);
  });

  it('takes away what a smaller flow has no use for', async () => {
    const smaller = terraformIn(terraform.folder, { 'main.tf': caller('[{ challenge = "password" }]') });

    await smaller.apply();

    expect(await smaller.plan()).to.deep.equal([]);
    const gone = (await inventory(moto.api())).filter(name => /-deliver-/.test(name));
    expect(gone).to.deep.equal([]);
  });

  it('leaves nothing when it is destroyed', async () => {
    expect(await inventory(moto.api())).to.include('table every-challenge-ledger');
    await terraform.destroy('-refresh=false');

    expect(await inventory(moto.api())).to.deep.equal([]);
  });
});

/** GetFunction, as far as it is looked at here. */
interface GetFunction {
  readonly Configuration: {
    readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  };
}

interface EventInvokeConfig {
  readonly MaximumRetryAttempts: number;
  readonly MaximumEventAgeInSeconds: number;
  readonly DestinationConfig: { readonly OnFailure: { readonly Destination: string } };
}
