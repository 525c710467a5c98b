import { TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';
import { messageMedia } from '../functions/challenge-kinds.ts';
import { DEFAULT_TOKEN_SOURCES } from '../functions/settings/token-sources.ts';
import { challengeInputs } from './inputs/challenges.ts';
import { hclList } from './inputs/conditions.ts';
import { challengesOf } from './inputs/flow-rules.ts';
import { functionNames, packagePath, toId, triggerNames } from './packages.ts';
import { why } from './why.ts';

/** Declares `local.<name>`. An input may have the same name, but a construct's id may not, hence the prefix. */
export function declareLocal(scope: Construct, name: string, value: string): void {
  const local = new TerraformLocal(scope, `local_${name}`, value);
  local.overrideLogicalId(name);
  const reason = reasons[name];
  if (reason !== undefined) why(local, reason);
}

/** What readers of the built module are told of its locals. */
const reasons: Readonly<Record<string, string>> = {
  is_password_first: 'It can be nowhere else.',
  token_guarded:
    'Default: where Cognito is reported to give tokens straight after a new password (amazon-cognito-identity-js#341), that is, after a password only; and where the caller has no function at the trigger.',
  token_sources:
    'Cognito asks for a remembered device after define has decided on tokens, and then names another source.',
  arn: 'The beginnings of ARNs by service. They and the functions’ ARNs are written out rather than taken from the functions: so the pool depends on no function, and a function may know the pool’s clients.',
  settings:
    'The functions’ settings: the inputs as they are, under their own names, and what only the module knows. Null values are left out: a function’s environment has 4 KB.',
  settings_at_most:
    'The settings with stand-ins for what is known only after an apply, as long as the longest real ones, so that a plan knows whether the settings will fit.',
  packages:
    'What each function runs: the shipped package, changed by the caller’s function_packages. An image brings its own handler and runtime. No `try` here: it knows nothing of an image_uri that is known after apply, not even that it is there, and Terraform would then replace the function with each new image.',
  region: 'Version 6 of the provider calls it region, and version 5 name; id is there in both.',
};

const sending = (medium: 'EMAIL' | 'SMS') =>
  Object.entries(messageMedia).flatMap(([name, own]) => (own === medium ? [name] : []));

/** What follows from the flow, for counts, policies and settings. */
export const flowLocals: Readonly<Record<string, string>> = {
  challenges: `\${distinct(flatten([for step in var.flow : ${challengesOf}]))}`,
  sends_email: `\${length(setintersection(local.challenges, ${hclList(sending('EMAIL'))})) > 0}`,
  sends_sms: `\${length(setintersection(local.challenges, ${hclList(sending('SMS'))})) > 0}`,
  sends_messages: '${local.sends_email || local.sends_sms}',
  // What human_check does while its service is down; "" where the flow has no such step.
  human_check_fails:
    '${contains(local.challenges, "human_check") ? try(var.human_check.on_failure, "") : ""}',
  ask_arns: '${distinct(compact([for step in var.flow : step.function_arn]))}',
  judge_arns:
    '${distinct(compact([for step in var.flow : step.verify_function_arn != null ? step.verify_function_arn : step.function_arn]))}',
  is_password_first: '${contains(local.challenges, "password")}',
  token_guarded:
    '${var.token_guard.enabled != null ? var.token_guard.enabled : var.user_pool_enabled && local.is_password_first && !contains(keys(var.triggers), "pre_token_generation")}',
  token_sources:
    '${setunion(var.token_guard.sources, var.user_pool_enabled && var.user_pool.device_tracking != null ? ["TokenGeneration_AuthenticateDevice"] : [])}',
  named_clients:
    '${distinct(flatten([for step in var.flow : tolist(coalesce(try(step.when.clients, null), []))]))}',
};

/**
 * The beginnings of ARNs by service, and the ARNs of the functions that the pool calls.
 *
 * @param key address of a resource in the same account and region
 */
export function arnLocals(key: string, alias: string): Readonly<Record<string, string>> {
  const part = (index: number) => `split(":", ${key}.arn)[${index}]`;
  const triggers = triggerNames.map(
    name => `  ${toId(name)} = "\${local.arn.lambda}:function:\${var.name}-${name}\${local.alias}"`,
  );
  return {
    arn: `\${{ for service in ["lambda", "ses", "sms-voice"] : service => join(":", ["arn", ${part(1)}, service, ${part(3)}, ${part(4)}]) }}`,
    alias: `\${var.provisioned_concurrency_enabled ? ":${alias}" : ""}`,
    trigger_arns: `\${{\n${triggers.join('\n')}\n}}`,
    deliver_arn: '${local.arn.lambda}:function:${var.name}-deliver-challenge',
  };
}

/** An object without its null values, and without those that no function reads. */
const present = (object: string, ...unread: readonly string[]) =>
  `{ for key, value in ${object} : key => value if value != null${unread.map(name => ` && key != "${name}"`).join('')} }`;

/** The same for an input that may be null, if the condition holds. */
const presentWhere = (condition: string, object: string) =>
  `${condition} && ${object} != null ? ${present(object)} : null`;

/** What the settings name of the module's own resources: expressions of texts, or of null. */
export interface SettingsParts {
  /** ARN of the KMS key that answers are derived from. */
  readonly keyId: string;
  /** Id of the app client `name`. */
  readonly clientId: string;
  readonly ledgerTable: string;
  readonly deliverArn: string;
  /** Whether create_auth_challenge is the caller's own: true, or null. */
  readonly ownCreate: string;
}

/** @param key address of the key @param ledger address of the ledger table, which has a count */
export const settingsParts = (key: string, ledger: string): SettingsParts => ({
  keyId: `${key}.arn`,
  clientId: 'aws_cognito_user_pool_client.client[name].id',
  ledgerTable: `one(${ledger}[*].name)`,
  deliverArn: 'local.deliver_arn',
  // No `try` here, for the reason of `local.packages`.
  ownCreate:
    'anytrue([for name, package in var.function_packages : name == "create_auth_challenge" && (package.filename != null || package.image_uri != null)]) ? true : null',
});

/**
 * Stand-ins for what is known only after an apply, as long as the longest real ones, so that a plan knows whether the
 * settings will fit. They depend on no resource, nor on `function_packages`, whose rule uses them.
 */
const standIns: SettingsParts = {
  keyId: '"arn:aws-us-gov:kms:us-gov-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"',
  clientId: 'substr(sha1(name), 0, 26)',
  ledgerTable: 'var.ledger_enabled ? "${var.name}-ledger" : null',
  deliverArn: '"arn:aws-us-gov:lambda:us-gov-west-1:000000000000:function:${var.name}-deliver-challenge"',
  ownCreate: 'true',
};

/** What rules need to know of the settings before any resource exists. */
export const settingsLocals: Readonly<Record<string, string>> = {
  settings_at_most: settings(standIns),
};

/** @returns a Terraform expression of a string */
export function settings(parts: SettingsParts): string {
  return `\${jsonencode(${present(`merge(
    { for name, options in {
${Object.keys(challengeInputs)
  .map(name => `      ${name} = var.${name}`)
  .join('\n')}
    } : name => ${present('options')} if contains(local.challenges, name) && options != null },
    {
      flow = [for step in var.flow : ${present(
        `merge(step, { when = step.when == null ? null : ${present('step.when', 'user_writable')} })`,
      )}]
      keyId                 = ${parts.keyId}
      srp_tolerance_enabled = var.srp_tolerance_enabled ? true : null
      tokenSources          = local.token_guarded && local.token_sources != toset(${hclList(DEFAULT_TOKEN_SOURCES)}) ? local.token_sources : null
      clients = length(local.named_clients) > 0 ? {
        for name in local.named_clients : ${parts.clientId} => name
      } : null
      ledgerTable = ${parts.ledgerTable}
      ownCreate   = ${parts.ownCreate}
      email       = ${presentWhere('local.sends_email', 'var.email')}
      sms         = ${presentWhere('local.sends_sms', 'var.sms')}
      delivery = local.sends_messages ? ${present(
        'merge(var.delivery, { app_name = coalesce(var.delivery.app_name, var.name) })',
        'failure_destination_arn',
      )} : null
      deliverArn = local.sends_messages ? ${parts.deliverArn} : null
      hiddenMedia = !local.sends_messages ? null : var.user_pool_enabled ? [
        for attribute, medium in { email = "EMAIL", phone_number = "SMS" } : medium
        if contains(setunion(var.user_pool.username_attributes, var.user_pool.alias_attributes), attribute)
      ] : ["EMAIL", "SMS"]
    }
  )`)})}`;
}

/** @returns a Terraform expression of an object by function */
export function packages(): string {
  const shipped = functionNames.map(name => `    ${toId(name)} = "${packagePath(name)}"`);
  return `\${{
  for id, filename in {
${shipped.join('\n')}
  } : id => merge(
    {
      filename     = filename
      image_uri    = null
      handler      = "index.handler"
      runtime      = var.runtime
      architecture = var.architecture
      memory_size  = var.memory_size
      environment  = {}
    },
    {
      for key, value in merge([for name, package in var.function_packages : package if name == id]...) :
      key => value if value != null
    },
    {
      for key in ["filename", "handler", "runtime"] :
      key => null if anytrue([for name, package in var.function_packages : name == id && package.image_uri != null])
    }
  )
}}`;
}
