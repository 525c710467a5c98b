/** The pool and its clients, as far as the deployment tells. */

import type { Service } from '../../aws-service.ts';
import { clientById, requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { fields } from '../fields.ts';
import { readInput } from '../input.ts';

export const describeOperations = ({ deployment, users }: Context): Service => ({
  DescribeUserPool: input => {
    requirePool(deployment, readInput(input, { UserPoolId: fields.UserPoolId }).UserPoolId);
    const { id, arn, name, lambdaConfig, usernameAttributes, aliasAttributes, usernameCaseSensitive } =
      deployment.userPool;
    return {
      UserPool: {
        Id: id,
        Name: name,
        Arn: arn,
        LambdaConfig: { ...lambdaConfig },
        ...(usernameAttributes.length > 0 && { UsernameAttributes: [...usernameAttributes] }),
        ...(aliasAttributes.length > 0 && { AliasAttributes: [...aliasAttributes] }),
        UsernameConfiguration: { CaseSensitive: usernameCaseSensitive },
        EstimatedNumberOfUsers: users.all().length,
      },
    };
  },

  DescribeUserPoolClient: input => {
    const request = readInput(input, { UserPoolId: fields.UserPoolId, ClientId: fields.ClientId });
    requirePool(deployment, request.UserPoolId);
    const client = clientById(deployment, request.ClientId);
    return {
      UserPoolClient: {
        UserPoolId: deployment.userPool.id,
        ClientId: client.id,
        ClientName: client.name,
        ...(client.secret !== undefined && { ClientSecret: client.secret }),
        ExplicitAuthFlows: [...client.explicitAuthFlows],
        PreventUserExistenceErrors: client.preventUserExistenceErrors,
        AuthSessionValidity: client.authSessionValidityMinutes,
        EnableTokenRevocation: client.tokenRevocationEnabled,
        AccessTokenValidity: client.accessTokenValiditySeconds,
        IdTokenValidity: client.idTokenValiditySeconds,
        RefreshTokenValidity: client.refreshTokenValiditySeconds,
        TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' },
        ...(client.readAttributes && { ReadAttributes: [...client.readAttributes] }),
      },
    };
  },
});
