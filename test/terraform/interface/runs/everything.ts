import { functionNames, toId } from '../../../../modules/packages.ts';
import { aliasArn, CLIENT_ID, KEY_ARN, roleArn, USER_POOL_ID } from '../mock-aws.ts';
import { alarms, BUS, email, limits, SIGNING, TOPIC } from '../values.ts';
import { alarmNames } from './alarms.ts';
import { forEachFunction, forEachTrigger, ids, POOL, type Run } from './run.ts';

const OWN_KEY = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';
const IDENTITY = 'arn:aws:ses:eu-central-1:111122223333:identity/example.com';
const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:dead-letters';
const ACL = 'one(aws_wafv2_web_acl.firewall)';
const ALARM = 'aws_cloudwatch_metric_alarm.function_duration[0]';
const TAGS = '{ team = "identity" }';
const web = 'aws_cognito_user_pool_client.client["web"]';
const server = 'aws_cognito_user_pool_client.client["server"]';

export const everythingRun: Readonly<Record<string, Run>> = {
  'with everything on': {
    inputs: {
      name: 'acme',
      flow: [
        { challenge: 'password', name: 'knows' },
        { challenge: 'captcha', name: 'sees', attempts: 5, lifetime_seconds: 600, code_length: 8 },
        {
          any_of: ['email_otp', 'captcha'],
          name: 'reads',
          when: { attribute: 'custom:role', values: ['audit', 'admin'], clients: ['web'] },
        },
      ],
      ...email({ identity_arn: IDENTITY }),
      user_pool: {
        deletion_protection_enabled: false,
        self_sign_up_enabled: false,
        tier: 'PLUS',
        threat_protection: 'ENFORCED',
        mfa: 'OPTIONAL',
        schema: { role: {} },
        risk: { medium: 'MFA_IF_CONFIGURED' },
      },
      clients: {
        web: { session_validity_minutes: 10, read_attributes: ['email'], write_attributes: ['email'] },
        server: {
          secret_enabled: true,
          session_validity_minutes: 15,
          access_token_validity_minutes: 5,
          id_token_validity_minutes: 10,
          refresh_token_validity_days: 1,
          propagate_user_context: true,
          bypass_auth_flows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
          write_attributes: ['name'],
        },
      },
      architecture: 'x86_64',
      memory_size: 1024,
      reserved_concurrency: 20,
      provisioned_concurrency_enabled: true,
      provisioned_concurrency: 2,
      tracing_enabled: true,
      vpc: { subnet_ids: ['subnet-1', 'subnet-2'], security_group_ids: ['sg-1'] },
      code_signing_config_arn: SIGNING,
      dead_letter_target_arns: Object.fromEntries(functionNames.map(name => [toId(name), QUEUE])),
      ...limits({ sign_in: 100, action: 'count' }),
      log_level: 'DEBUG',
      log_retention_days: 0,
      kms_key_arn: OWN_KEY,
      permissions_boundary_arn: BOUNDARY,
      tags: { team: 'identity' },
      delivery: { failure_destination_arn: TOPIC },
      events: { bus_arn: BUS, user_changes_enabled: true },
      ...alarms({ ok_notified_enabled: false, runbook_url: 'https://wiki.example.com/sign-in' }),
      support_function_enabled: true,
    },
    holds: {
      'tells the functions of the flow':
        'jsondecode(aws_lambda_function.define_auth_challenge.environment[0].variables.CHALLENGE_SETTINGS).flow == [' +
        ' { challenge = "password", name = "knows", attempts = 3, lifetime_seconds = 180 },' +
        ' { challenge = "captcha", name = "sees", attempts = 5, lifetime_seconds = 600, code_length = 8 },' +
        ' { any_of = ["email_otp", "captcha"], name = "reads", attempts = 3, lifetime_seconds = 180,' +
        ' when = { attribute = "custom:role", values = ["admin", "audit"], clients = ["web"] } } ]',
      'gives up deletion protection': `${POOL}.deletion_protection == "INACTIVE"`,
      'lets only administrators create users': `${POOL}.admin_create_user_config[0].allow_admin_create_user_only`,
      'has threat protection for sign-ins through challenges too': `${POOL}.user_pool_tier == "PLUS" && ${POOL}.user_pool_add_ons[0].advanced_security_mode == "ENFORCED" && ${POOL}.user_pool_add_ons[0].advanced_security_additional_flows[0].custom_auth_mode == "ENFORCED"`,
      'says what threat protection does, since ENFORCED by itself blocks at every risk':
        `one(aws_cognito_risk_configuration.risk).user_pool_id == output.user_pool_id && [for level in ["low", "medium", "high"] : one(aws_cognito_risk_configuration.risk).account_takeover_risk_configuration[0].actions[0]["\${level}_action"][0].event_action] == ["NO_ACTION", "MFA_IF_CONFIGURED", "BLOCK"]` +
        ' && one(aws_cognito_risk_configuration.risk).compromised_credentials_risk_configuration[0].actions[0].event_action == "BLOCK"',
      'notifies nobody of a risk': `one(aws_cognito_risk_configuration.risk).account_takeover_risk_configuration[0].notify_configuration[0].source_arn == "${IDENTITY}" && alltrue([for level in ["low", "medium", "high"] : !one(aws_cognito_risk_configuration.risk).account_takeover_risk_configuration[0].actions[0]["\${level}_action"][0].notify])`,
      'takes the user’s own address from a server that says so': `${server}.enable_propagate_additional_user_context_data && !${web}.enable_propagate_additional_user_context_data`,
      'has MFA with authenticator apps': `${POOL}.mfa_configuration == "OPTIONAL" && ${POOL}.software_token_mfa_configuration[0].enabled`,
      'has a client for each entry':
        'toset(keys(aws_cognito_user_pool_client.client)) == toset(["web", "server"]) && alltrue([for name, client in aws_cognito_user_pool_client.client : client.name == name && client.user_pool_id == output.user_pool_id])',
      'lets a client around the challenges only where the caller says so': `${server}.explicit_auth_flows == toset(["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]) && ${web}.explicit_auth_flows == toset(["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])`,
      'tells no client which users exist': `${web}.prevent_user_existence_errors == "ENABLED" && ${server}.prevent_user_existence_errors == "ENABLED"`,
      'gives a secret where the caller says so': `${server}.generate_secret && !${web}.generate_secret`,
      'sets lifetimes by client': `${web}.auth_session_validity == 10 && ${server}.auth_session_validity == 15 && ${server}.access_token_validity == 5 && ${server}.id_token_validity == 10 && ${server}.refresh_token_validity == 1`,
      'sets attributes by client': `${web}.read_attributes == toset(["email"]) && ${web}.write_attributes == toset(["email"])`,
      'runs as the caller says': forEachFunction(
        'aws_lambda_function.fn.architectures == tolist(["x86_64"]) && aws_lambda_function.fn.memory_size == 1024 && aws_lambda_function.fn.reserved_concurrent_executions == 20',
      ),
      'keeps executions of a published version warm, behind an alias': forEachTrigger(
        'aws_lambda_function.fn.publish && aws_lambda_alias.fn[0].name == "live" && aws_lambda_alias.fn[0].function_version == aws_lambda_function.fn.version && aws_lambda_provisioned_concurrency_config.fn[0].provisioned_concurrent_executions == 2 && aws_lambda_provisioned_concurrency_config.fn[0].qualifier == "live"',
      ),
      'has the pool call the aliases': ids
        .map(id => `${POOL}.lambda_config[0].${id} == "${aliasArn(id)}"`)
        .join(' && '),
      'puts out the aliases as what a pool calls': ids
        .map(id => `output.lambda_config.${id} == "${aliasArn(id)}"`)
        .join(' && '),
      'publishes no version of the function that delivers, which has no alias':
        '!coalesce(aws_lambda_function.deliver_challenge[0].publish, false)',
      'lets Cognito call the aliases': forEachTrigger('aws_lambda_permission.fn.qualifier == "live"'),
      'runs in the VPC': forEachFunction(
        'aws_lambda_function.fn.vpc_config[0].subnet_ids == toset(["subnet-1", "subnet-2"]) && aws_lambda_function.fn.vpc_config[0].security_group_ids == toset(["sg-1"])',
      ),
      'lets the functions join the VPC and send traces': forEachFunction(
        'toset(["JoinVpc", "SendTraces"]) == setintersection(data.aws_iam_policy_document.fn.statement[*].sid, ["JoinVpc", "SendTraces"])',
      ),
      'traces the functions': forEachFunction('aws_lambda_function.fn.tracing_config[0].mode == "Active"'),
      'writes dead letters, and may': forEachFunction(
        `aws_lambda_function.fn.dead_letter_config[0].target_arn == "${QUEUE}" && [for it in data.aws_iam_policy_document.fn.statement : [it.actions, it.resources] if it.sid == "WriteDeadLetters"] == [[toset(["sqs:SendMessage"]), toset(["${QUEUE}"])]]`,
      ),
      'limits what an address may ask of the pool, by operation': `[for rule in ${ACL}.rule : [rule.name, one(rule.statement[0].rate_based_statement).limit, one(rule.statement[0].rate_based_statement).evaluation_window_sec, one(rule.statement[0].rate_based_statement).aggregate_key_type]] == [["messages", 50, 300, "IP"], ["sign-in", 100, 300, "IP"]]`,
      'only counts, where the caller is still looking': `alltrue([for rule in ${ACL}.rule : length(rule.action[0].count) == 1 && length(rule.action[0].block) == 0])`,
      'stands before the pool': `${ACL}.scope == "REGIONAL" && one(aws_wafv2_web_acl_association.firewall).resource_arn == output.user_pool_arn`,
      'checks signatures of code': forEachFunction(
        `aws_lambda_function.fn.code_signing_config_arn == "${SIGNING}"`,
      ),
      'encrypts logs, environment and ledger with the caller’s key': `${forEachFunction(
        `aws_lambda_function.fn.kms_key_arn == "${OWN_KEY}" && aws_cloudwatch_log_group.fn.kms_key_id == "${OWN_KEY}"`,
      )} && aws_dynamodb_table.ledger[0].server_side_encryption[0].enabled && aws_dynamodb_table.ledger[0].server_side_encryption[0].kms_key_arn == "${OWN_KEY}"`,
      'logs from the level on, for ever': forEachFunction(
        'aws_lambda_function.fn.logging_config[0].application_log_level == "DEBUG" && aws_cloudwatch_log_group.fn.retention_in_days == 0',
      ),
      'bounds each role': forEachFunction(`aws_iam_role.fn.permissions_boundary == "${BOUNDARY}"`),
      'lets the function that publishes put events on the bus, and tell of its failures':
        '{ for it in data.aws_iam_policy_document.publish_events[0].statement : it.sid => it.resources if contains(["PublishEvents", "TellOfFailure"], it.sid) } == ' +
        `{ PublishEvents = toset(["${BUS}"]), TellOfFailure = toset(["${TOPIC}"]) }`,
      'tells it the bus, the pool, and of whom changes are': `jsondecode(aws_lambda_function.publish_events[0].environment[0].variables.CHALLENGE_SETTINGS) == { busArn = "${BUS}", name = "acme", userChanges = true, userPoolId = output.user_pool_id }`,
      'publishes what three of the functions count':
        '{ for id, it in aws_cloudwatch_log_subscription_filter.publish_events : id => it.filter_pattern } == { ' +
        'define_auth_challenge = "{ ($.SignInsPassed > 0) || ($.SignInsEnded > 0) }", ' +
        'deliver_challenge = "{ ($.MessageLimited > 0) }", ' +
        'verify_auth_challenge_response = "{ ($.CodesLengthened > 0) }" }',
      'publishes changes in the pool, and those that users make': `[for who in ["admin", "user"] : try(jsondecode(aws_cloudwatch_event_rule.publish_events[who].event_pattern).detail.requestParameters.userPoolId[0], null)] == ["${USER_POOL_ID}", null]`,
      'retries for hours, and then tells the destination': `aws_lambda_function_event_invoke_config.publish_events[0].maximum_event_age_in_seconds == 21600 && aws_lambda_function_event_invoke_config.publish_events[0].destination_config[0].on_failure[0].destination == "${TOPIC}"`,
      'has an alarm for all that there is': `toset(keys(output.alarm_arns)) == toset(${alarmNames(['human-check-open', 'human-check-closed', 'messages-not-allowed', 'text-message-spike'])})`,
      'tells the topic of alarms, and not that they are over': `alltrue([for alarm in [${ALARM}] : alarm.alarm_actions == toset(["${TOPIC}"]) && length(alarm.ok_actions) == 0 && alarm.alarm_name == "acme-function-duration" && alarm.tags == tomap(${TAGS}) && endswith(alarm.alarm_description, " https://wiki.example.com/sign-in#function-duration")])`,
      'watches the token guard as well, since it is there': `sort(compact(flatten(${ALARM}.metric_query[*].metric[*].dimensions.FunctionName))) == sort([for id in ["create-auth-challenge", "define-auth-challenge", "pre-token-generation", "verify-auth-challenge-response"] : "acme-\${id}"])`,
      'shows what there is on a dashboard': `output.dashboard_name == "acme-eu-central-1" && length(jsondecode(aws_cloudwatch_dashboard.on_call[0].dashboard_body).widgets) > 15`,
      'saves queries': `aws_cloudwatch_query_definition.messages[0].name == "acme/messages that failed" && aws_cloudwatch_query_definition.messages[0].log_group_names == tolist(["/aws/lambda/acme-deliver-challenge"]) && length(aws_cloudwatch_query_definition.faults[0].log_group_names) == ${functionNames.length}`,
      'tells the function for support cases of the pool, its clients and the steps':
        `jsondecode(aws_lambda_function.support[0].environment[0].variables.CHALLENGE_SETTINGS) == { keyId = "${KEY_ARN}", ledgerTable = "acme-ledger", userPoolId = output.user_pool_id,` +
        ` clientIds = ["${CLIENT_ID}", "${CLIENT_ID}"],` +
        ' logGroups = [for name in ["define-auth-challenge", "create-auth-challenge", "verify-auth-challenge-response", "deliver-challenge"] : "/aws/lambda/acme-${name}"],' +
        ' flow = [ { name = "knows", challenges = ["password"], lifetime_seconds = 180 },' +
        ' { name = "sees", challenges = ["captcha"], lifetime_seconds = 600 },' +
        ' { name = "reads", challenges = ["email_otp", "captcha"], lifetime_seconds = 180 } ] }',
      'lets that function derive, and touch what it clears': `contains(flatten(data.aws_iam_policy_document.answers.statement[1].principals[*].identifiers), "${roleArn('support')}") && flatten([for it in data.aws_iam_policy_document.support[0].statement : [for each in it.condition : each.values] if it.sid == "Count"]) == ["user *", "guesses *", "destination *", "unblocks *"]`,
      'has nobody but operators call it': 'output.function_names.support == "acme-support"',
      'tags whatever takes tags': `${POOL}.tags == tomap(${TAGS}) && aws_kms_key.answers.tags == tomap(${TAGS}) && aws_dynamodb_table.ledger[0].tags == tomap(${TAGS}) && ${forEachFunction(
        `aws_lambda_function.fn.tags == tomap(${TAGS}) && aws_iam_role.fn.tags == tomap(${TAGS}) && aws_cloudwatch_log_group.fn.tags == tomap(${TAGS})`,
      )}`,
    },
  },
};
