import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Attribute, Type } from '../../../local/terraform/type.ts';
import { parseTypeConstraint } from '../../../local/terraform/type-constraint.ts';
import type { Value } from '../../../local/terraform/value.ts';
import { inputs } from '../../../modules/inputs/index.ts';
import { takenInputs } from '../../terraform/interface/rules.ts';
import { client, pool, step } from '../../terraform/interface/values.ts';

/**
 * The module refuses an attribute that it does not know (test/terraform/interface/misspelt.test.ts). A caller who hands on a
 * variable of their own loses it before: Terraform drops what an object's type does not have, and says nothing
 * (terraform#29204). So what is left out must be the safe side.
 */

/** What protects somebody, and what a caller may want to switch off: with the value that stands where it is left out. */
const safe: Readonly<Record<string, Value>> = {
  'flow.attempts': 3,
  'flow.lifetime_seconds': 180,
  'flow.when': null, // asked of everybody
  'flow.when.clients': null,
  'flow.when.user_writable': false,
  'flow.proof': null, // refused where it is needed
  'human_check.max_age_seconds': 300,
  'human_check.on_failure': 'closed',
  'delivery.resend_seconds': 30,
  'delivery.messages_per_hour': 5,
  'delivery.verified_only': true,
  'user_pool.deletion_protection_enabled': true,
  'user_pool.self_sign_up_enabled': false,
  'user_pool.alias_attributes': [],
  'user_pool.device_tracking': null,
  'user_pool.device_tracking.device_only_remembered_on_user_prompt': true,
  'user_pool.password_policy.lowercase_required': true,
  'user_pool.password_policy.uppercase_required': true,
  'user_pool.password_policy.numbers_required': true,
  'user_pool.risk.high': 'BLOCK',
  'user_pool.risk.compromised_credentials': 'BLOCK',
  'waf.rate_limits.sign_in': 300,
  'waf.rate_limits.messages': 50,
  'waf.rate_limits.evaluation_window_seconds': 300,
  'waf.rate_limits.action': 'block',
  'token_guard.enabled': null, // on where the flow begins with a password; of another pool, a plan warns
  'token_guard.sources': ['TokenGeneration_Authentication', 'TokenGeneration_RefreshTokens'],
  'events.user_changes_enabled': false, // or changes in other pools would be told, too
  'alarms.excluded': [],
  'alarms.ok_notified_enabled': true,
  'alarms.function_errors': 1,
  'clients.secret_enabled': false,
  'clients.session_validity_minutes': 5,
  'clients.access_token_validity_minutes': 60,
  'clients.id_token_validity_minutes': 60,
  'clients.refresh_token_validity_days': 30,
  'clients.propagate_user_context': false,
  'clients.bypass_auth_flows': [],
};

/** Where a caller may want more than the default gives: docs/module.md tells them to look twice. */
const weaker: readonly string[] = `
  flow.code_length
  human_check.action human_check.minimum_score
  user_pool.mfa user_pool.account_recovery user_pool.threat_protection
  user_pool.risk user_pool.risk.low user_pool.risk.medium
  user_pool.device_tracking.challenge_required_on_new_device
  user_pool.password_policy user_pool.password_policy.minimum_length user_pool.password_policy.symbols_required
  user_pool.password_policy.temporary_days user_pool.password_policy.history_size user_pool.schema.mutable
  clients.read_attributes clients.write_attributes clients.refresh_token_rotation_grace_seconds
  captcha.length proof_of_work.difficulty
  sms.excluded_prefixes
`
  .trim()
  .split(/\s+/);

/** What is only different, or missed at once: names, looks, senders, packages, and what another rule asks for. */
const harmless: readonly string[] = `
  flow.challenge flow.any_of flow.name flow.function_arn flow.verify_function_arn flow.when.attribute flow.when.values
  email_otp.alphabet sms_otp.alphabet
  email.reply_to email.configuration_set email.identity_arn
  sms.provider sms.origination_identity sms.configuration_set sms.sender_id sms.web_otp_domain sms.destination_parameters
  delivery.app_name delivery.default_locale delivery.sender_function_arn delivery.failure_destination_arn delivery.texts
  user_pool.username_attributes user_pool.tier user_pool.schema user_pool.schema.type user_pool.schema.required
  user_pool.schema.min_length user_pool.schema.max_length user_pool.schema.min_value user_pool.schema.max_value
  user_pool.email_configuration user_pool.email_configuration.email_sending_account
  user_pool.email_configuration.source_arn user_pool.email_configuration.from_email_address
  user_pool.email_configuration.reply_to_email_address user_pool.email_configuration.configuration_set
  user_pool.sms_configuration user_pool.sms_configuration.sns_region
  waf.web_acl_arn waf.rate_limits
  triggers.version triggers.kms_key_arn triggers.permission_enabled
  function_packages.filename function_packages.image_uri function_packages.handler function_packages.runtime
  function_packages.architecture function_packages.memory_size function_packages.environment
  events.bus_arn
  alarms.duration_ms alarms.minimum_sign_ins alarms.sign_in_failure_percent alarms.message_failure_percent
  alarms.sign_in_given_up_percent
  alarms.text_messages_per_hour alarms.messages_held_back_per_hour alarms.guessed_users_per_hour
  alarms.runbook_url alarms.dashboard_enabled alarms.queries_enabled
`
  .trim()
  .split(/\s+/);

/** Every attribute that may be left out, by path, whatever lists and maps lie between. */
function optional(path: string, type: Type): [string, Attribute][] {
  if (typeof type === 'string') return [];
  if (type.kind === 'object')
    return Object.entries(type.attributes).flatMap(([name, attribute]) => [
      ...(attribute.optional ? [[`${path}.${name}`, attribute] as [string, Attribute]] : []),
      ...optional(`${path}.${name}`, attribute.type),
    ]);
  return type.kind === 'tuple' ? [] : optional(path, type.element);
}

const all = new Map(
  Object.entries(inputs).flatMap(([name, { type }]) => optional(name, parseTypeConstraint(type))),
);

const plain = (value: Value) => (value instanceof Set ? [...value] : value);

describe('an attribute that is left out', () => {
  it('is one of those that are safe, weaker than a caller may want, or harmless', () => {
    expect([...all.keys()]).to.have.members([...Object.keys(safe), ...weaker, ...harmless]);
  });

  for (const [path, value] of Object.entries(safe)) {
    it(`is on the safe side: ${path} is ${JSON.stringify(value)}`, () => {
      expect(plain(all.get(path)?.fallback ?? null)).to.deep.equal(value);
    });
  }

  it('is named in the documentation where a caller may want more than the default', () => {
    const text = readFileSync(new URL('../../../docs/module.md', import.meta.url), 'utf8');
    const [, section = ''] = text.split('### Misspelt attributes');
    const named = Array.from(
      section.split('\n#')[0]?.matchAll(/`([a-z_.]+)`/g) ?? [],
      ([, name = '']) => name,
    );
    for (const path of weaker) {
      const [input = '', ...rest] = path.split('.');
      const known = [path, `${input}.${rest[0]}`].some(each => named.includes(each));
      expect(known, path).to.equal(true);
    }
  });

  it('leaves the safe side, and the rest stands', () => {
    const { user_pool, clients, delivery, token_guard } = takenInputs({
      name: 'acme',
      ...pool({ tier: 'PLUS' }),
      ...client({ secret_enabled: true }),
      ...{ delivery: { resend_seconds: 60 }, token_guard: {} },
    });

    expect(user_pool).to.include({ deletion_protection_enabled: true, self_sign_up_enabled: false });
    expect(clients).to.have.nested.property('app.bypass_auth_flows').that.deep.equals(new Set());
    expect(delivery).to.include({ verified_only: true, messages_per_hour: 5 });
    expect(token_guard).to.have.property('enabled', null);
  });

  it('is asked for by name where nothing can do without it', () => {
    const wrong: readonly [given: object, asked: RegExp][] = [
      [step({ challenge: null }), /either a challenge, or any_of/],
      [step({ challenge: 'external', proof: true }), /needs function_arn/],
      [step({ when: {} }), /when takes an attribute with values, or clients/],
    ];
    for (const [given, asked] of wrong) expect(() => takenInputs({ name: 'acme', ...given })).to.throw(asked);
    expect(() => takenInputs({ name: 'acme', sms: {} })).to.throw(/country_prefixes/);
  });
});
