import { expect } from 'chai';
import { computedAttributes } from '../../../local/deployment/computed-attributes.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import type { ResourceInstance } from '../../../local/terraform/instances.ts';
import type { ObjectValue, Value } from '../../../local/terraform/value.ts';

const computed = computedAttributes({ region: 'us-east-1', accountId: '123456789012' });

function attributes(
  type: string,
  args: ObjectValue = {},
  {
    name = 'x',
    mode = 'managed',
    provider = {},
  }: { name?: string; mode?: ResourceInstance['mode']; provider?: ObjectValue } = {},
): ObjectValue {
  return computed({ mode, type, name, address: `${type}.${name}` }, args, provider);
}

const inRegion = (service: string, resource: string) =>
  `arn:aws:${service}:us-east-1:123456789012:${resource}`;

describe('computedAttributes', () => {
  const named: readonly (readonly [type: string, args: ObjectValue, expected: Record<string, Value>])[] = [
    ['aws_cloudwatch_log_group', { name: '/a/b' }, { id: '/a/b', arn: inRegion('logs', 'log-group:/a/b') }],
    ['aws_cognito_risk_configuration', { user_pool_id: 'p' }, { id: 'p' }],
    ['aws_cognito_risk_configuration', { user_pool_id: 'p', client_id: 'c' }, { id: 'p:c' }],
    ['aws_dynamodb_table', { name: 't' }, { id: 't', arn: inRegion('dynamodb', 'table/t') }],
    ['aws_iam_role', { name: 'r' }, { id: 'r', arn: 'arn:aws:iam::123456789012:role/r' }],
    ['aws_iam_role_policy', { role: 'r', name: 'p' }, { id: 'r:p' }],
    [
      'aws_kms_alias',
      { name: 'alias/a', target_key_id: 'k' },
      { arn: inRegion('kms', 'alias/a'), target_key_arn: inRegion('kms', 'key/k') },
    ],
    [
      'aws_lambda_function',
      { function_name: 'f' },
      {
        id: 'f',
        arn: inRegion('lambda', 'function:f'),
        version: '$LATEST',
        qualified_arn: inRegion('lambda', 'function:f:$LATEST'),
        timeout: 3,
        memory_size: 128,
      },
    ],
    ['aws_lambda_function', { function_name: 'f', publish: true }, { version: '1' }],
    [
      'aws_lambda_alias',
      { function_name: 'f', name: 'live' },
      { arn: inRegion('lambda', 'function:f:live') },
    ],
    [
      'aws_lambda_alias',
      { function_name: inRegion('lambda', 'function:f'), name: 'live' },
      { arn: inRegion('lambda', 'function:f:live') },
    ],
    ['aws_lambda_permission', { statement_id: 's' }, { id: 's' }],
    ['aws_lambda_provisioned_concurrency_config', { function_name: 'f', qualifier: 'q' }, { id: 'f,q' }],
    ['aws_lambda_function_event_invoke_config', { function_name: 'f' }, { id: 'f' }],
    ['terraform_data', { input: { a: [1] } }, { output: { a: [1] } }],
    ['terraform_data', {}, { output: null }],
  ];
  for (const [type, args, expected] of named) {
    it(`${type} ${JSON.stringify(args)}`, () => {
      expect(attributes(type, args)).to.deep.include(expected);
    });
  }

  const made: readonly (readonly [type: string, attribute: string, shape: RegExp, args?: ObjectValue])[] = [
    ['aws_cognito_user_pool', 'id', /^us-east-1_[0-9A-Za-z]{9}$/],
    [
      'aws_cognito_user_pool',
      'arn',
      /^arn:aws:cognito-idp:us-east-1:123456789012:userpool\/us-east-1_\w{9}$/,
    ],
    ['aws_cognito_user_pool_client', 'id', /^[0-9a-z]{26}$/],
    ['aws_cognito_user_pool_client', 'client_secret', /^[0-9a-z]{52}$/, { generate_secret: true }],
    ['aws_kms_key', 'key_id', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/],
    ['aws_kms_key', 'arn', /^arn:aws:kms:us-east-1:123456789012:key\/[0-9a-f-]{36}$/],
    ['aws_iam_role', 'unique_id', /^AROA[0-9A-Z]{17}$/, { name: 'r' }],
    ['aws_iam_role', 'name', /^p-\d{26}$/, { name_prefix: 'p-' }],
    ['aws_lambda_permission', 'statement_id', /^terraform-\d{26}$/],
  ];
  for (const [type, attribute, shape, args] of made) {
    it(`makes ${type}.${attribute} from the address`, () => {
      const value = attributes(type, args)[attribute];
      expect(value).to.match(shape);
      expect(attributes(type, args)[attribute]).to.equal(value);
      expect(attributes(type, args, { name: 'other' })[attribute]).to.not.equal(value);
    });
  }

  it('has no secret for a client without one', () => {
    expect(attributes('aws_cognito_user_pool_client')).to.include({ client_secret: '' });
  });

  it('knows account, region and partition', () => {
    const mode = 'data';
    expect(attributes('aws_caller_identity', {}, { mode })).to.include({ account_id: '123456789012' });
    expect(attributes('aws_region', {}, { mode })).to.include({ id: 'us-east-1', region: 'us-east-1' });
    expect(attributes('aws_partition', {}, { mode })).to.include({
      partition: 'aws',
      dns_suffix: 'amazonaws.com',
    });
  });

  it('says what to do about a pool that would have to be read from AWS', () => {
    expect(() => attributes('aws_cognito_user_pool', { user_pool_id: 'p' }, { mode: 'data' })).to.throw(
      ConfigurationError,
      'cannot be read here: let the configuration make its own pool, as with user_pool_enabled = true',
    );
  });

  it('takes the region of the provider, and the resource’s own before it', () => {
    const provider = { region: 'eu-west-1' };
    expect(attributes('aws_dynamodb_table', { name: 't' }, { provider })).to.include({
      arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/t',
    });
    expect(attributes('aws_dynamodb_table', { name: 't', region: 'eu-north-1' }, { provider })).to.include({
      arn: 'arn:aws:dynamodb:eu-north-1:123456789012:table/t',
    });
  });

  it('adds nothing to a type that it does not know', () => {
    for (const type of ['aws_unknown', 'constructor']) expect(attributes(type)).to.deep.equal({});
  });
});
