import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import type { Construct } from 'constructs';
import { AnswerKey } from './answer-key.ts';
import { DeliverFunction } from './deliver-function.ts';
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
import { tokenGuard } from './token-guard.ts';
import { ALIAS, TriggerFunction } from './trigger-function.ts';
import { UserPool } from './user-pool.ts';
import { userPoolClients } from './user-pool-clients.ts';

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
    optionalStatements: [...ledger.count('create-auth-challenge'), askExternal('local.ask_arns'), handOver],
  });
  const verify = new TriggerFunction(scope, 'verify_auth_challenge_response', {
    name: 'verify-auth-challenge-response',
    calledArn: 'local.trigger_arns.verify_auth_challenge_response',
    assumeRolePolicy,
    optionalStatements: [
      ...ledger.count('verify-auth-challenge-response'),
      askExternal('local.judge_arns'),
      ...readSecret,
    ],
  });
  const deliver = new DeliverFunction(scope, 'deliver_challenge', {
    assumeRolePolicy,
    optionalStatements: ledger.count('deliver-challenge'),
  });
  key.restrictTo(`concat([${create.roleAddress}.arn, ${verify.roleAddress}.arn], ${deliver.roles}[*].arn)`);

  tokenGuard(scope, assumeRolePolicy);
  new UserPool(scope, 'sign_in');
  userPoolClients(scope, 'client');
  triggerPermissions(scope);
  riskConfiguration(scope);
  existingPool(scope);
}

/** External functions that create asks for questions, and verify for verdicts: mostly the same. */
const askExternal = (arns: string): OptionalStatement => ({
  for_each: `\${length(${arns}) > 0 ? [${arns}] : []}`,
  content: { sid: 'AskExternal', actions: ['lambda:InvokeFunction'], resources: '${statement.value}' },
});

const handOver: OptionalStatement = {
  for_each: '${local.sends_messages ? [local.deliver_arn] : []}',
  content: { sid: 'HandOver', actions: ['lambda:InvokeFunction'], resources: ['${statement.value}'] },
};

/** A secret is read by one action of its service. One that is encrypted with your own key needs that key's policy. */
const readSecret: readonly OptionalStatement[] = [
  ['secretsmanager', 'ReadSecret', 'secretsmanager:GetSecretValue'],
  ['ssm', 'ReadParameter', 'ssm:GetParameter'],
].map(([service = '', sid = '', action = '']) => ({
  for_each: `\${contains(local.challenges, "human_check") ? [for check in var.human_check[*] : check.secret_arn if split(":", check.secret_arn)[2] == "${service}"] : []}`,
  content: { sid, actions: [action], resources: ['${statement.value}'] },
}));
