import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client/index.js';
import type { Construct } from 'constructs';
import { hcl } from './hcl.ts';
import { why } from './why.ts';

/** App clients, one for each entry of `var.clients`. */
export function userPoolClients(scope: Construct, id: string): void {
  const clients = new CognitoUserPoolClient(scope, id, {
    userPoolId: hcl.string('local.user_pool_id'),
    name: hcl.string('each.key'),
    explicitAuthFlows: hcl.list(
      `concat(["ALLOW_CUSTOM_AUTH"], ${isRotating} ? [] : ["ALLOW_REFRESH_TOKEN_AUTH"], tolist(each.value.bypass_auth_flows))`,
    ),
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    enablePropagateAdditionalUserContextData: hcl.boolean('each.value.propagate_user_context'),
    generateSecret: hcl.boolean('each.value.secret_enabled'),
    authSessionValidity: hcl.number('each.value.session_validity_minutes'),
    accessTokenValidity: hcl.number('each.value.access_token_validity_minutes'),
    idTokenValidity: hcl.number('each.value.id_token_validity_minutes'),
    refreshTokenValidity: hcl.number('each.value.refresh_token_validity_days'),
    tokenValidityUnits: [{ accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' }],
    readAttributes: hcl.list('each.value.read_attributes'),
    writeAttributes: hcl.list('each.value.write_attributes'),
  });
  why(
    clients,
    `CUSTOM_AUTH and refresh are the only flows unless the caller names a bypass: any other flow goes around the challenges.
Where refresh tokens rotate, Cognito refuses ALLOW_REFRESH_TOKEN_AUTH: clients call GetTokensFromRefreshToken.`,
  );
  clients.addOverride('for_each', '${var.clients}');
  clients.addOverride('dynamic.refresh_token_rotation', {
    '//': '-1 turns it off: a client that has had the block cannot be without it (terraform-provider-aws#47196), and the provider requires the seconds of a block that is off (#45646).',
    for_each: `\${${rotation}[*]}`,
    content: {
      feature: '${refresh_token_rotation.value < 0 ? "DISABLED" : "ENABLED"}',
      retry_grace_period_seconds: '${max(0, refresh_token_rotation.value)}',
    },
  });
}

const rotation = 'each.value.refresh_token_rotation_grace_seconds';
const isRotating = `coalesce(${rotation}, -1) >= 0`;
