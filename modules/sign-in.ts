import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import type { Construct } from 'constructs';
import { dashboard } from './alarms/dashboard.ts';
import { metricAlarms } from './alarms/metric-alarms.ts';
import { queries } from './alarms/queries.ts';
import { AnswerKey } from './answer-key.ts';
import { challengePermissions } from './challenge-permissions.ts';
import { DeliverFunction } from './deliver-function.ts';
import { SignInEvents } from './events.ts';
import { existingPool } from './existing-pool.ts';
import type { OptionalStatement } from './function-role.ts';
import { Ledger } from './ledger.ts';
import {
  arnLocals,
  declareLocal,
  flowLocals,
  packages,
  settings,
  settingsLocals,
  settingsParts,
} from './locals.ts';
import { declarePlace, placeRules } from './place.ts';
import { triggerPermissions } from './pool-triggers.ts';
import { riskConfiguration } from './risk-configuration.ts';
import { SupportFunction } from './support-function.ts';
import { tokenGuard } from './token-guard.ts';
import { ALIAS, TriggerFunction } from './trigger-function.ts';
import { UserPool } from './user-pool.ts';
import { userPoolClients } from './user-pool-clients.ts';
import { waf } from './waf.ts';

/**
 * Everything that a sign-in needs: the key, the ledger, the trigger functions, the pool that calls them, its clients;
 * and the function that sends messages, where a challenge of the flow sends any.
 *
 * The functions know the clients, which belong to the pool, which calls the functions. This is not a cycle, because the pool
 * has the functions' ARNs written out.
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
  declarePlace(scope);
  const key = new AnswerKey(scope, 'answers');
  const ledger = new Ledger(scope, 'ledger');
  const locals = {
    ...flowLocals,
    ...settingsLocals,
    ...arnLocals(key.address, ALIAS),
    settings: settings(settingsParts(key.address, ledger.address)),
    packages: packages(),
  };
  for (const [name, value] of Object.entries(locals)) declareLocal(scope, name, value);

  new TriggerFunction(scope, 'define_auth_challenge', {
    name: 'define-auth-challenge',
    calledArn: 'local.trigger_arns.define_auth_challenge',
    assumeRolePolicy,
    rules: placeRules,
  });
  const create = new TriggerFunction(scope, 'create_auth_challenge', {
    name: 'create-auth-challenge',
    calledArn: 'local.trigger_arns.create_auth_challenge',
    assumeRolePolicy,
    optionalStatements: [
      ...ledger.count('create-auth-challenge'),
      ...challengePermissions('create'),
      handOver,
    ],
  });
  const verify = new TriggerFunction(scope, 'verify_auth_challenge_response', {
    name: 'verify-auth-challenge-response',
    calledArn: 'local.trigger_arns.verify_auth_challenge_response',
    assumeRolePolicy,
    optionalStatements: [
      ...ledger.count('verify-auth-challenge-response'),
      ...challengePermissions('verify'),
    ],
  });
  const deliver = new DeliverFunction(scope, 'deliver_challenge', {
    assumeRolePolicy,
    optionalStatements: ledger.count('deliver-challenge'),
  });
  const support = new SupportFunction(scope, 'support', {
    assumeRolePolicy,
    key: key.address,
    ledger: ledger.address,
    optionalStatements: ledger.count('support'),
  });
  key.restrictTo(
    `concat([${create.roleAddress}.arn, ${verify.roleAddress}.arn], ${deliver.roles}[*].arn, ${support.roles}[*].arn)`,
  );

  tokenGuard(scope, assumeRolePolicy);
  new UserPool(scope, 'sign_in');
  userPoolClients(scope, 'client');
  triggerPermissions(scope);
  riskConfiguration(scope);
  new SignInEvents(scope, 'publish_events', { assumeRolePolicy });
  waf(scope);
  existingPool(scope);
  metricAlarms(scope);
  dashboard(scope);
  queries(scope);
}

/** Messages go to the function that delivers. */
const handOver: OptionalStatement = {
  for_each: '${local.sends_messages ? [local.deliver_arn] : []}',
  content: { sid: 'HandOver', actions: ['lambda:InvokeFunction'], resources: ['${statement.value}'] },
};
