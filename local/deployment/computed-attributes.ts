/**
 * What AWS adds to a resource: ids, ARNs and defaults, in AWS's shapes.
 *
 * A type that is not in the tables keeps its arguments; a reference to anything else of it is an error.
 */

import { ConfigurationError } from '../terraform/errors.ts';
import type { Computed } from '../terraform/instances.ts';
import type { ObjectValue } from '../terraform/value.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { alphabets, identifier, uuid } from './identifiers.ts';
import { policyDocument } from './policy-document.ts';

interface Place {
  readonly region: string;
  readonly accountId: string;
  /** The address, which everything made up is made from. */
  readonly seed: string;
}

type Attributes = (args: Fields, place: Place, values: ObjectValue) => ObjectValue;

const arn = (service: string, region: string, accountId: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;
const regional = (service: string, { region, accountId }: Place, resource: string): string =>
  arn(service, region, accountId, resource);
const iamArn = ({ accountId }: Place, kind: string, path: string, name: string): string =>
  arn('iam', '', accountId, `${kind}${path}${name}`);

/** `name`, or one that begins with `name_prefix`, as Terraform makes it. */
const named = (args: Fields, { seed }: Place, argument = 'name'): string =>
  args.optionalText(argument) ??
  (args.optionalText(`${argument}_prefix`) ?? 'terraform-') + identifier(seed, 26, '0123456789');

/** A function's ARN; the argument may itself be one. */
const functionArn = (name: string, place: Place): string =>
  name.startsWith('arn:') ? name : regional('lambda', place, `function:${name}`);
const invokeArn = (target: string, { region }: Place): string =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${target}/invocations`;

/** Resources whose id is their name, and whose ARN has this service and prefix. */
const byName =
  (service: string, prefix: string): Attributes =>
  (args, place) => {
    const name = named(args, place);
    return { name, id: name, arn: regional(service, place, prefix + name) };
  };
/** Resources that only tie others together. */
const byArguments =
  (separator: string, ...names: string[]): Attributes =>
  args => ({ id: names.flatMap(name => args.optionalText(name) ?? []).join(separator) });

const lambdaFunction: Attributes = (args, place) => {
  const name = args.text('function_name');
  const target = functionArn(name, place);
  const version = args.optionalBool('publish') ? '1' : '$LATEST';
  return {
    id: name,
    arn: target,
    version,
    qualified_arn: `${target}:${version}`,
    invoke_arn: invokeArn(target, place),
    timeout: 3,
    memory_size: 128,
  };
};

const userPool: Attributes = (_, place) => {
  const id = `${place.region}_${identifier(place.seed, 9, alphabets.mixed)}`;
  return {
    id,
    arn: regional('cognito-idp', place, `userpool/${id}`),
    endpoint: `cognito-idp.${place.region}.amazonaws.com/${id}`,
  };
};

const key: Attributes = (_, place) => {
  const id = uuid(place.seed);
  return { id, key_id: id, arn: regional('kms', place, `key/${id}`) };
};

const keyAlias: Attributes = (args, place) => {
  const name = named(args, place);
  const target = args.text('target_key_id');
  return {
    name,
    id: name,
    arn: regional('kms', place, name),
    target_key_arn: target.startsWith('arn:') ? target : regional('kms', place, `key/${target}`),
  };
};

const role: Attributes = (args, place) => {
  const name = named(args, place);
  return {
    name,
    id: name,
    arn: iamArn(place, 'role', args.optionalText('path') ?? '/', name),
    unique_id: `AROA${identifier(place.seed, 17, alphabets.upper)}`,
  };
};

const webAcl: Attributes = (args, place) => {
  const name = named(args, place);
  const id = uuid(place.seed);
  return { name, id, arn: regional('wafv2', place, `regional/webacl/${name}/${id}`) };
};

const managed: Readonly<Record<string, Attributes>> = {
  aws_cloudwatch_dashboard: (args, place) => {
    const name = args.text('dashboard_name');
    return { id: name, dashboard_arn: arn('cloudwatch', '', place.accountId, `dashboard/${name}`) };
  },
  aws_cloudwatch_event_rule: byName('events', 'rule/'),
  aws_cloudwatch_event_target: byArguments('-', 'rule', 'arn'),
  aws_cloudwatch_log_group: byName('logs', 'log-group:'),
  aws_cloudwatch_log_subscription_filter: byArguments('|', 'log_group_name', 'name'),
  aws_cloudwatch_metric_alarm: (args, place) => {
    const name = args.text('alarm_name');
    return { id: name, arn: regional('cloudwatch', place, `alarm:${name}`) };
  },
  aws_cloudwatch_query_definition: (_, { seed }) => ({ id: uuid(seed), query_definition_id: uuid(seed) }),
  aws_cognito_risk_configuration: byArguments(':', 'user_pool_id', 'client_id'),
  aws_cognito_user_pool: userPool,
  aws_cognito_user_pool_client: (args, { seed }) => ({
    id: identifier(seed, 26, alphabets.lower),
    client_secret: args.optionalBool('generate_secret')
      ? identifier(`${seed} secret`, 52, alphabets.lower)
      : '',
  }),
  aws_dynamodb_table: byName('dynamodb', 'table/'),
  aws_iam_role: role,
  aws_iam_role_policy: (args, place) => {
    const name = named(args, place);
    return { name, id: `${args.text('role')}:${name}` };
  },
  aws_kms_alias: keyAlias,
  aws_kms_key: key,
  aws_lambda_alias: (args, place) => {
    const target = `${functionArn(args.text('function_name'), place)}:${args.text('name')}`;
    return { id: target, arn: target, invoke_arn: invokeArn(target, place) };
  },
  aws_lambda_function: lambdaFunction,
  aws_lambda_function_event_invoke_config: byArguments(':', 'function_name', 'qualifier'),
  aws_lambda_permission: (args, place) => {
    const id = named(args, place, 'statement_id');
    return { id, statement_id: id };
  },
  aws_lambda_provisioned_concurrency_config: byArguments(',', 'function_name', 'qualifier'),
  aws_wafv2_web_acl: webAcl,
  aws_wafv2_web_acl_association: byArguments(',', 'web_acl_arn', 'resource_arn'),
  // Terraform's own: what goes in comes out.
  terraform_data: (_, { seed }, { input = null }) => ({ id: uuid(seed), output: input }),
};

const data: Readonly<Record<string, Attributes>> = {
  aws_caller_identity: (_, { accountId }) => ({
    id: accountId,
    account_id: accountId,
    arn: arn('iam', '', accountId, 'root'),
    user_id: accountId,
  }),
  aws_cognito_user_pool: (_, { seed }) => {
    throw new ConfigurationError(
      `${seed}: a user pool that exists on AWS cannot be read here: let the configuration make its own pool, as with user_pool_enabled = true`,
    );
  },
  aws_lambda_function: lambdaFunction,
  aws_partition: (_, { region }) => {
    const china = region.startsWith('cn-');
    const partition = china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    const suffix = china ? '.cn' : '';
    return {
      id: partition,
      partition,
      dns_suffix: `amazonaws.com${suffix}`,
      reverse_dns_prefix: `${china ? 'cn.' : ''}com.amazonaws`,
    };
  },
  // `region` since version 6 of the provider, `name` before it
  aws_region: (_, { region }) => ({ id: region, name: region, region }),
};

/** The computed attributes in an account. A provider block without a region has `region`. */
export const computedAttributes =
  ({ region, accountId }: { region: string; accountId: string }): Computed =>
  (instance, args, provider) => {
    // only the text of a policy document depends on all of its blocks
    if (instance.mode === 'data' && instance.type === 'aws_iam_policy_document') return policyDocument(args);
    const table = instance.mode === 'data' ? data : managed;
    const attributes = Object.hasOwn(table, instance.type) ? table[instance.type] : undefined;
    const own = fieldsOf(args, instance.address);
    const place = {
      region: own.optionalText('region') ?? fieldsOf(provider, 'provider').optionalText('region') ?? region,
      accountId,
      seed: instance.address,
    };
    return attributes?.(own, place, args) ?? {};
  };
