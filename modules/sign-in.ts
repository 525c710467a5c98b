import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import type { Construct } from 'constructs';
import { AnswerKey } from './answer-key.ts';
import { declareLocal, packages, settings, toId } from './locals.ts';
import type { FunctionName } from './packages.ts';
import { TriggerFunction, type TriggerFunctionProps } from './trigger-function.ts';
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
  declareLocal(scope, 'settings', settings(key.address));
  declareLocal(scope, 'packages', packages());

  const trigger = (name: FunctionName, statements: TriggerFunctionProps['statements'] = []) =>
    new TriggerFunction(scope, toId(name), { name, assumeRolePolicy, statements });
  const define = trigger('define-auth-challenge');
  const create = trigger('create-auth-challenge', [key.deriveAnswers]);
  const verify = trigger('verify-auth-challenge-response', [key.deriveAnswers]);
  key.restrictTo([create.roleAddress, verify.roleAddress]);

  new UserPool(scope, 'sign_in', { define: define.arn, create: create.arn, verify: verify.arn });
  for (const fn of [define, create, verify]) fn.allowUserPool();
  userPoolClients(scope, 'client');
}
