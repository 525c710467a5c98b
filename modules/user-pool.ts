import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool/index.js';
import { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';

/** Function ARN by trigger. */
export interface Triggers {
  readonly define: string;
  readonly create: string;
  readonly verify: string;
}

/** The user pool, wired to the trigger functions. */
export class UserPool extends Construct {
  readonly id: string;
  readonly arn: string;
  readonly address: string;

  constructor(scope: Construct, id: string, triggers: Triggers) {
    super(scope, id);
    const pool = new CognitoUserPool(this, 'user_pool', {
      name: hcl.string('var.name'),
      deletionProtection: hcl.string('var.user_pool.deletion_protection_enabled ? "ACTIVE" : "INACTIVE"'),
      userPoolTier: hcl.string('var.user_pool.tier'),
      usernameAttributes: hcl.list('tolist(var.user_pool.username_attributes)'),
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: hcl.list('tolist(var.user_pool.username_attributes)'),
      // A new address counts once its owner has confirmed it: else a stolen access token could redirect codes.
      userAttributeUpdateSettings: {
        attributesRequireVerificationBeforeUpdate: hcl.list('tolist(var.user_pool.username_attributes)'),
      },
      adminCreateUserConfig: { allowAdminCreateUserOnly: hcl.boolean('!var.user_pool.self_sign_up_enabled') },
      passwordPolicy: {
        minimumLength: hcl.number('var.user_pool.password_minimum_length'),
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: false,
        temporaryPasswordValidityDays: 3,
      },
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
      lambdaConfig: {
        defineAuthChallenge: triggers.define,
        createAuthChallenge: triggers.create,
        verifyAuthChallengeResponse: triggers.verify,
      },
      tags: hcl.map('var.tags'),
    });
    this.id = pool.id;
    this.arn = pool.arn;
    this.address = address(pool);
  }
}
