import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client/index.js';
import type { Construct } from 'constructs';
import { hcl } from './hcl.ts';

/**
 * App clients, one for each entry of `var.clients`. CUSTOM_AUTH and refresh are the only flows unless the caller
 * names a bypass: any other flow leads around the challenges.
 */
export function userPoolClients(scope: Construct, id: string): void {
  const clients = new CognitoUserPoolClient(scope, id, {
    userPoolId: hcl.string('local.user_pool_id'),
    name: hcl.string('each.key'),
    explicitAuthFlows: hcl.list(
      'concat(["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"], tolist(each.value.bypass_auth_flows))',
    ),
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    generateSecret: hcl.boolean('each.value.secret_enabled'),
    authSessionValidity: hcl.number('each.value.session_validity_minutes'),
    accessTokenValidity: hcl.number('each.value.access_token_validity_minutes'),
    idTokenValidity: hcl.number('each.value.id_token_validity_minutes'),
    refreshTokenValidity: hcl.number('each.value.refresh_token_validity_days'),
    tokenValidityUnits: [{ accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' }],
    readAttributes: hcl.list('each.value.read_attributes'),
    writeAttributes: hcl.list('each.value.write_attributes'),
  });
  clients.addOverride('for_each', '${var.clients}');
}
