/** The pool and its clients, as far as the deployment describes them. */

import type { Service } from '../../aws-service.ts';
import { clientById, requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { describeClient, describePool, describeTriggers } from '../description.ts';
import { fields } from '../fields.ts';
import { optional, readInput, required, text, wholeNumber } from '../input.ts';
import { page } from './page.ts';

const nextToken = optional(text({ min: 1, pattern: '[\\S]+' }));
const clientsShape = {
  UserPoolId: fields.UserPoolId,
  MaxResults: optional(wholeNumber(1, 60)),
  NextToken: nextToken,
};

export const describeOperations = ({ deployment, users, now }: Context): Service => {
  // Consoles of others show them: the pool is as old as the server.
  const dates = { CreationDate: now() / 1000, LastModifiedDate: now() / 1000 };
  return {
    DescribeUserPool: input => {
      requirePool(deployment, readInput(input, { UserPoolId: fields.UserPoolId }).UserPoolId);
      return {
        UserPool: {
          ...describePool(deployment.userPool),
          ...dates,
          EstimatedNumberOfUsers: users.all().length,
        },
      };
    },

    ListUserPools: input => {
      readInput(input, { MaxResults: required(wholeNumber(1, 60)), NextToken: nextToken });
      const { id, name } = deployment.userPool;
      const LambdaConfig = describeTriggers(deployment.userPool);
      return { UserPools: [{ Id: id, Name: name, LambdaConfig, ...dates }] };
    },

    DescribeUserPoolClient: input => {
      const request = readInput(input, { UserPoolId: fields.UserPoolId, ClientId: fields.ClientId });
      requirePool(deployment, request.UserPoolId);
      const client = clientById(deployment, request.ClientId);
      return { UserPoolClient: { UserPoolId: deployment.userPool.id, ...describeClient(client), ...dates } };
    },

    ListUserPoolClients: input => {
      const request = readInput(input, clientsShape);
      requirePool(deployment, request.UserPoolId);
      const { items, next } = page(deployment.clients, request.MaxResults ?? 60, request.NextToken);
      return {
        UserPoolClients: items.map(({ id, name }) => ({
          ClientId: id,
          ClientName: name,
          UserPoolId: deployment.userPool.id,
        })),
        ...(next !== undefined && { NextToken: next }),
      };
    },
  };
};
