import { Construct } from 'constructs';
import { challengesOf } from './inputs/flow-rules.ts';
import { declareLocal } from './locals.ts';
import { type PackagedFunctionProps, packagedFunction } from './packaged-function.ts';
import { triggerNames } from './packages.ts';

const isWanted = 'var.support_function_enabled';

const groupOf = (name: string) => `"/aws/lambda/\${var.name}-${name}"`;

/**
 * The function that operators call in a support case. Nobody is given the permission here: who may, an operator's own policy says.
 * It needs no more than `lambda:InvokeFunction`, while the key itself would be the power to sign in as anybody.
 */
export class SupportFunction extends Construct {
  /** Address of its role, which has a count. */
  readonly roles: string;

  constructor(
    scope: Construct,
    id: string,
    props: Pick<PackagedFunctionProps, 'assumeRolePolicy' | 'optionalStatements'> & {
      /** Address of the answer key. */
      readonly key: string;
      /** Address of the ledger, which has a count. */
      readonly ledger: string;
    },
  ) {
    super(scope, id);
    const { key, ledger, ...rest } = props;
    declareLocal(scope, 'support_settings', `\${${supportSettings(key, ledger)}}`);
    const { role } = packagedFunction(this, {
      name: 'support',
      // A week is a call of KMS for each hour, and a slow one is tried again.
      timeoutSeconds: 60,
      count: `${isWanted} ? 1 : 0`,
      settings: 'local.support_settings',
      ...rest,
    });
    this.roles = role;
  }
}

/** What `functions/support/settings.ts` reads. It has settings of its own: only it has to know the pool and all clients. */
const supportSettings = (key: string, ledger: string) => `jsonencode({
  keyId       = ${key}.arn
  ledgerTable = one(${ledger}[*].name)
  userPoolId  = local.user_pool_id
  clientIds   = [for client in aws_cognito_user_pool_client.client : client.id]
  logGroups   = concat([${triggerNames.map(groupOf).join(', ')}], local.sends_messages ? [${groupOf('deliver-challenge')}] : [])
  flow = [for step in var.flow : {
    name             = step.name != null ? step.name : ${challengesOf}[0]
    challenges       = ${challengesOf}
    lifetime_seconds = step.lifetime_seconds
  }]
})`;
