import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client/index.js';
import type { Construct } from 'constructs';
import { hcl } from './hcl.ts';

/**
 * App clients, one for each entry of `var.clients`. CUSTOM_AUTH and refresh are the only flows: any other would let
 * a sign-in go around the challenges.
 */
export function userPoolClients(scope: Construct, id: string, userPoolId: string): CognitoUserPoolClient {
  const clients = new CognitoUserPoolClient(scope, id, {
    userPoolId,
    name: hcl.string('each.key'),
    explicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    generateSecret: hcl.boolean('each.value.secret_enabled'),
    authSessionValidity: hcl.number('each.value.session_validity_minutes'),
    accessTokenValidity: hcl.number('each.value.access_token_validity_minutes'),
    idTokenValidity: hcl.number('each.value.id_token_validity_minutes'),
    refreshTokenValidity: hcl.number('each.value.refresh_token_validity_days'),
    tokenValidityUnits: [{ accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' }],
  });
  clients.addOverride('for_each', '${var.clients}');
  return clients;
}
