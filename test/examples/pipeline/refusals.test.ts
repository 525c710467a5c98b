import { expect } from 'chai';
import { type Attributes, type Plan, parsePlan } from '../../../examples/pipeline/plan.ts';
import { refusals } from '../../../examples/pipeline/refusals.ts';

const pool = { deletion_protection: 'ACTIVE' };
const client = {
  explicit_auth_flows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  prevent_user_existence_errors: 'ENABLED',
};
const permission = {
  source_arn: 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_example',
};

interface Change {
  readonly actions?: readonly string[];
  readonly after_unknown?: Attributes;
}

/** A plan with one managed resource, `<type>.it`. */
function planOf(
  type: string,
  after: Attributes | null,
  { actions = ['create'], after_unknown = {} }: Change = {},
): Plan {
  return {
    resource_changes: [
      { address: `${type}.it`, mode: 'managed', type, change: { actions, after, after_unknown } },
    ],
  };
}

describe('refusals', () => {
  const accepted: Record<string, Plan> = {
    'an empty plan': {},
    'a pool with deletion protection': planOf('aws_cognito_user_pool', pool),
    'a client whose flows lead through the challenges': planOf('aws_cognito_user_pool_client', client),
    'a client for machines': planOf('aws_cognito_user_pool_client', {
      ...client,
      allowed_oauth_flows: ['client_credentials'],
    }),
    'a permission with a source': planOf('aws_lambda_permission', permission),
    'a permission whose source is known after the apply': planOf(
      'aws_lambda_permission',
      {},
      { after_unknown: { source_arn: true } },
    ),
    'a client that goes': planOf('aws_cognito_user_pool_client', null, { actions: ['delete'] }),
    'a new key, of which no rule speaks': planOf('aws_kms_key', {}),
  };
  for (const [what, plan] of Object.entries(accepted)) {
    it(`has nothing against ${what}`, () => {
      expect(refusals(plan)).to.deep.equal([]);
    });
  }

  const refused: Record<string, readonly [Plan, reason: string]> = {
    'a flow around the challenges': [
      planOf('aws_cognito_user_pool_client', {
        ...client,
        explicit_auth_flows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH'],
      }),
      'allows ALLOW_USER_SRP_AUTH',
    ],
    "Cognito's default flows": [
      planOf('aws_cognito_user_pool_client', { ...client, explicit_auth_flows: null }),
      'names no explicit_auth_flows',
    ],
    'flows that are not known yet': [
      planOf(
        'aws_cognito_user_pool_client',
        { prevent_user_existence_errors: 'ENABLED' },
        { after_unknown: { explicit_auth_flows: true } },
      ),
      'names no explicit_auth_flows',
    ],
    'hosted sign-in': [
      planOf('aws_cognito_user_pool_client', { ...client, allowed_oauth_flows: ['code'] }),
      'allows OAuth code',
    ],
    'errors that tell who has an account': [
      planOf('aws_cognito_user_pool_client', { ...client, prevent_user_existence_errors: 'LEGACY' }),
      'does not set prevent_user_existence_errors',
    ],
    'a hosted-UI domain': [planOf('aws_cognito_user_pool_domain', {}), 'is a hosted sign-in'],
    'an identity provider': [
      planOf('aws_cognito_identity_provider', {}),
      'signs users in without the triggers',
    ],
    'a pool without deletion protection': [
      planOf('aws_cognito_user_pool', { deletion_protection: 'INACTIVE' }, { actions: ['no-op'] }),
      'has no deletion protection',
    ],
    'the deletion of the pool': [
      planOf('aws_cognito_user_pool', null, { actions: ['delete'] }),
      'would be deleted',
    ],
    'the replacement of the pool': [
      planOf('aws_cognito_user_pool', pool, { actions: ['create', 'delete'] }),
      'would be deleted',
    ],
    'a permission for anybody': [planOf('aws_lambda_permission', { source_arn: null }), 'has no source_arn'],
  };
  for (const [what, [plan, reason]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      const found = refusals(plan);

      expect(found).to.have.length(1);
      expect(found[0])
        .to.match(/^aws_\w+\.it /)
        .and.to.include(reason);
    });
  }

  it('does not look at data sources', () => {
    const [resource] = planOf('aws_lambda_permission', {}).resource_changes ?? [];

    expect(refusals({ resource_changes: resource ? [{ ...resource, mode: 'data' }] : [] })).to.deep.equal([]);
  });
});

describe('parsePlan', () => {
  it('takes no state for a plan', () => {
    expect(() => parsePlan('{"format_version": "1.0", "values": {}}')).to.throw(/terraform show -json/);
  });
});
