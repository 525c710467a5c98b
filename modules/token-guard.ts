import type { Construct } from 'constructs';
import { declareLocal } from './locals.ts';
import { TriggerFunction } from './trigger-function.ts';

/**
 * The function that refuses tokens which did not come of the flow. Without a word from the caller it is there where
 * the flow begins with the password, the pool is the module's own, and the trigger is not taken: there Cognito is
 * reported to give tokens straight after a new password (amazon-cognito-identity-js#341).
 */
export function tokenGuard(scope: Construct, assumeRolePolicy: string): void {
  declareLocal(
    scope,
    'token_guarded',
    '${var.token_guard.enabled != null ? var.token_guard.enabled : var.user_pool_enabled && !contains(keys(var.triggers), "pre_token_generation") && try(var.flow[0].challenge == "password", false)}',
  );
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
