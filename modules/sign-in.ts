import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';
import { AnswerKey } from './answer-key.ts';
import { hcl } from './hcl.ts';
import { settings } from './settings.ts';
import { TriggerFunction } from './trigger-function.ts';
import { UserPool } from './user-pool.ts';
import { userPoolClients } from './user-pool-clients.ts';

/**
 * Everything that a sign-in needs: the key, three trigger functions, the pool that calls them, its clients.
 *
 * The pool depends on the functions and the permissions on the pool, so nothing of the pool may reach a function's
 * environment: that would be a cycle. Events carry the pool's id.
 */
export function signIn(scope: Construct): void {
  const assumeRolePolicy = new DataAwsIamPolicyDocument(scope, 'assume_role', {
    statement: [
      {
        actions: ['sts:AssumeRole'],
        principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
      },
    ],
  }).json;
  const key = new AnswerKey(scope, 'answers');
  new TerraformLocal(scope, 'settings', settings(key.address));

  const deriveAnswers = { sid: 'DeriveAnswers', actions: ['kms:GenerateMac'], resources: [key.arn] };
  const define = new TriggerFunction(scope, 'define_auth_challenge', {
    name: 'define-auth-challenge',
    assumeRolePolicy,
  });
  const create = new TriggerFunction(scope, 'create_auth_challenge', {
    name: 'create-auth-challenge',
    assumeRolePolicy,
    statements: [deriveAnswers],
  });
  const verify = new TriggerFunction(scope, 'verify_auth_challenge_response', {
    name: 'verify-auth-challenge-response',
    assumeRolePolicy,
    statements: [deriveAnswers],
  });

  const pool = new UserPool(scope, 'sign_in', { define: define.arn, create: create.arn, verify: verify.arn });
  for (const trigger of [define, create, verify]) {
    trigger.allow(pool.arn, hcl.string(`split(":", ${pool.address}.arn)[4]`));
  }
  userPoolClients(scope, 'client', pool.id);
}
