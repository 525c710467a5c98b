import type { Construct } from 'constructs';
import { declareLocal } from './locals.ts';
import { TriggerFunction } from './trigger-function.ts';

/** The function that refuses tokens which did not come from the flow, if `local.token_guarded`. */
export function tokenGuard(scope: Construct, assumeRolePolicy: string): void {
  declareLocal(
    scope,
    'token_guard_arn',
    '${local.arn.lambda}:function:${var.name}-pre-token-generation${local.alias}',
  );
  new TriggerFunction(scope, 'pre_token_generation', {
    name: 'pre-token-generation',
    assumeRolePolicy,
    when: 'local.token_guarded',
    calledArn: 'local.token_guard_arn',
  });
}
