import { TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';
import { messageMedia, messageNames } from '../functions/delivery/texts/template.ts';
import { DEFAULT_TOKEN_SOURCES } from '../functions/settings/token-sources.ts';
import { hclList } from './inputs/conditions.ts';
import { challengesOf } from './inputs/flow.ts';
import { functionNames, packagePath, toId, triggerNames } from './packages.ts';

/** Declares `local.<name>`. An input may have the same name, a construct's id may not: so the two are set apart. */
export function declareLocal(scope: Construct, name: string, value: string): void {
  new TerraformLocal(scope, `local_${name}`, value).overrideLogicalId(name);
}

const sending = (medium: 'EMAIL' | 'SMS') => messageNames.filter(name => messageMedia[name] === medium);

/** What follows from the flow, for counts, policies and settings. */
export const flowLocals: Readonly<Record<string, string>> = {
  challenges: `\${distinct(flatten([for step in var.flow : ${challengesOf}]))}`,
  sends_email: `\${length(setintersection(local.challenges, ${hclList(sending('EMAIL'))})) > 0}`,
  sends_sms: `\${length(setintersection(local.challenges, ${hclList(sending('SMS'))})) > 0}`,
  sends_messages: '${local.sends_email || local.sends_sms}',
  ask_arns: '${distinct(compact([for step in var.flow : step.function_arn]))}',
  judge_arns:
    '${distinct(compact([for step in var.flow : step.verify_function_arn != null ? step.verify_function_arn : step.function_arn]))}',
  is_password_first: '${try(var.flow[0].challenge == "password", false)}',
  // Without a word from the caller, where Cognito is reported to give tokens straight after a new password
  // (amazon-cognito-identity-js#341), which is after a password only; and where the trigger is not taken.
  token_guarded:
    '${var.token_guard.enabled != null ? var.token_guard.enabled : var.user_pool_enabled && local.is_password_first && !contains(keys(var.triggers), "pre_token_generation")}',
  // A remembered device is asked for after define has said tokens, and gives a source of its own.
  token_sources:
    '${setunion(var.token_guard.sources, var.user_pool_enabled && var.user_pool.device_tracking != null ? ["TokenGeneration_AuthenticateDevice"] : [])}',
  named_clients:
    '${distinct(flatten([for step in var.flow : tolist(coalesce(try(step.when.clients, null), []))]))}',
};

/**
 * The beginnings of ARNs by service, and the ARNs of the functions that the pool calls. They are written out rather
 * than taken from the functions: so the pool depends on no function, and a function may know the pool's clients.
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

/** An object without its null values. */
const present = (object: string) => `{ for key, value in ${object} : key => value if value != null }`;

/** What the settings say of the module's own resources: expressions of texts, or of null for none. */
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
  // No `try` here, as in `packages`.
  ownCreate:
    'anytrue([for name, package in var.function_packages : name == "create_auth_challenge" && (package.filename != null || package.image_uri != null)]) ? true : null',
});

/**
 * Stand-ins for what is known after apply only, as long as the real ones at their longest: so a plan knows whether the
 * settings will fit. They depend on no resource, nor on `function_packages`, whose rule asks for them.
 */
const standIns: SettingsParts = {
  keyId: '"arn:aws-us-gov:kms:us-gov-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"',
  clientId: 'substr(sha1(name), 0, 26)',
  ledgerTable: 'var.ledger_enabled ? "${var.name}-ledger" : null',
  deliverArn: '"arn:aws-us-gov:lambda:us-gov-west-1:000000000000:function:${var.name}-deliver-challenge"',
  ownCreate: 'true',
};

/** What rules ask of the settings before any resource is there. */
export const settingsLocals: Readonly<Record<string, string>> = {
  settings_at_most: settings(standIns),
};

/**
 * The functions' settings, written by Terraform from its inputs: the shape is `Settings` in
 * `functions/settings/settings.ts`, and what the challenges and the delivery add to it. Null values are left out:
 * a function's environment has 4 KB.
 *
 * @returns a Terraform expression of a string
 */
export function settings(parts: SettingsParts): string {
  return `\${jsonencode(${present(`{
    flow = [for step in var.flow : ${present(`{
      name            = coalesce(step.name, ${challengesOf}[0])
      challenges      = ${challengesOf}
      attempts        = step.attempts
      lifetimeSeconds = step.lifetime_seconds
      codeLength      = step.code_length
      functionArn     = step.function_arn
      verifyFunctionArn = step.verify_function_arn
      isProof         = step.proof
      when            = step.when == null ? null : ${present(`{
        attribute = step.when.attribute
        values    = step.when.attribute == null ? null : step.when.values
        clients   = step.when.clients
      }`)}
    }`)}]
    keyId        = ${parts.keyId}
    srpTolerated = var.srp_tolerance_enabled ? true : null
    tokenSources = local.token_guarded && local.token_sources != toset(${hclList(DEFAULT_TOKEN_SOURCES)}) ? local.token_sources : null
    clients = length(local.named_clients) > 0 ? {
      for name in local.named_clients : ${parts.clientId} => name
    } : null
    ledgerTable = ${parts.ledgerTable}
    ownCreate = ${parts.ownCreate}
    challenges = { for name, options in {
      captcha       = { length = var.captcha.length }
      email_otp     = { alphabet = var.email_otp.alphabet }
      sms_otp       = { alphabet = var.sms_otp.alphabet }
      magic_link    = { urls = try(var.magic_link.urls, null) }
      proof_of_work = { difficulty = var.proof_of_work.difficulty }
      human_check = ${present(`{
        provider      = try(var.human_check.provider, null)
        siteKey       = try(var.human_check.site_key, null)
        secretArn     = try(var.human_check.secret_arn, null)
        hostnames     = try(var.human_check.hostnames, null)
        action        = try(var.human_check.action, null)
        minimumScore  = try(var.human_check.minimum_score, null)
        maxAgeSeconds = try(var.human_check.max_age_seconds, null)
        onFailure     = try(var.human_check.on_failure, null)
      }`)}
    } : name => options if contains(local.challenges, name) }
    delivery = local.sends_messages ? {
      functionArn     = ${parts.deliverArn}
      resendSeconds   = var.delivery.resend_seconds
      messagesPerHour = var.delivery.messages_per_hour
      verifiedOnly    = var.delivery.verified_only
      hiddenMedia = var.user_pool_enabled ? [
        for attribute, medium in { email = "EMAIL", phone_number = "SMS" } : medium
        if contains(setunion(var.user_pool.username_attributes, var.user_pool.alias_attributes), attribute)
      ] : ["EMAIL", "SMS"]
    } : null
    email = local.sends_email && var.email != null ? ${present(`{
      from             = try(var.email.from, null)
      replyTo          = try(var.email.reply_to, null)
      configurationSet = try(var.email.configuration_set, null)
      identityArn      = try(var.email.identity_arn, null)
    }`)} : null
    sms = local.sends_sms && var.sms != null ? ${present(`{
      provider            = try(var.sms.provider, null)
      countryPrefixes     = try(var.sms.country_prefixes, null)
      excludedPrefixes    = try(length(var.sms.excluded_prefixes), 0) > 0 ? var.sms.excluded_prefixes : null
      originationIdentity = try(var.sms.origination_identity, null)
      configurationSet    = try(var.sms.configuration_set, null)
      senderId            = try(var.sms.sender_id, null)
      webOtpDomain        = try(var.sms.web_otp_domain, null)
      destinationParameters = try(length(var.sms.destination_parameters), 0) > 0 ? var.sms.destination_parameters : null
    }`)} : null
    sender        = local.sends_messages && var.delivery.sender_function_arn != null ? { functionArn = var.delivery.sender_function_arn } : null
    texts         = local.sends_messages && length(var.delivery.texts) > 0 ? var.delivery.texts : null
    appName       = local.sends_messages ? coalesce(var.delivery.app_name, var.name) : null
    defaultLocale = local.sends_messages ? var.delivery.default_locale : null
  }`)})}`;
}

/**
 * What each function runs: the shipped package, changed by the caller's `function_packages`. An image brings its own
 * handler and runtime. No `try` here: it knows nothing of an `image_uri` that is known after apply, not even that
 * it is there, and Terraform would then replace the function with each new image.
 *
 * @returns a Terraform expression of an object by function
 */
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
