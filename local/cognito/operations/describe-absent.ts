/** What consoles ask a pool for, and this one never has: nothing of managed login is here. */

import type { Service } from '../../aws-service.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { fields } from '../fields.ts';
import { optional, readInput, required, text, wholeNumber } from '../input.ts';

const { UserPoolId } = fields;
const NextToken = optional(text({ min: 1, pattern: '[\\S]+' }));
const domain = text({ min: 1, max: 63, pattern: '^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$' });

export const describeAbsentOperations = ({ deployment }: Context): Service => ({
  ListIdentityProviders: input => {
    const request = readInput(input, { UserPoolId, MaxResults: optional(wholeNumber(0, 60)), NextToken });
    requirePool(deployment, request.UserPoolId);
    return { Providers: [] };
  },

  ListResourceServers: input => {
    const request = readInput(input, { UserPoolId, MaxResults: optional(wholeNumber(1, 50)), NextToken });
    requirePool(deployment, request.UserPoolId);
    return { ResourceServers: [] };
  },

  /** Of a domain that nobody has it is empty, and no error: seen in public code that looks for a free one. */
  DescribeUserPoolDomain: input => {
    readInput(input, { Domain: required(domain) });
    return { DomainDescription: {} };
  },
});
