import { DataResource } from 'cdktf/lib/terraform-data-resource.js';
import type { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';
import { declareLocal } from './locals.ts';
import { why } from './why.ts';

const isProtected = 'var.user_pool.deletion_protection_enabled';

/**
 * Remembers what cannot change without a new pool.
 *
 * @returns a precondition for the pool
 */
export function deletionGuard(scope: Construct) {
  declareLocal(
    scope,
    'pool_identity',
    '${jsonencode({ name = var.name, username_attributes = sort(var.user_pool.username_attributes), alias_attributes = sort(var.user_pool.alias_attributes) })}',
  );
  const identity = new DataResource(scope, 'identity', {
    count: hcl.number('var.user_pool_enabled ? 1 : 0'),
    lifecycle: { ignoreChanges: ['input'] },
  });
  why(
    identity,
    `Remembers what cannot change without a new pool. A pool that is protected cannot be deleted, which AWS says only after permissions, clients and functions are gone: this says it when Terraform plans.
It forgets while protection is off, and remembers what the pool has when it is turned on again. It does not catch protection that is turned off in the same apply as the name changes, nor a destroy: there only AWS itself refuses.`,
  );
  identity.addOverride('input', '${local.pool_identity}');
  identity.addOverride('triggers_replace', `\${${isProtected} ? null : local.pool_identity}`);
  return {
    condition: `\${!${isProtected} || one(${address(identity)}[*].output) == local.pool_identity}`,
    errorMessage: `The user pool is protected from deletion, and another name, username_attributes or alias_attributes would replace it, its users included. It has \${one(${address(identity)}[*].output)}. Put these back; or, if you mean it, apply user_pool.deletion_protection_enabled = false first.`,
  };
}
