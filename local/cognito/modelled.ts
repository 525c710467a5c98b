/** Cognito's other triggers: those that this local Cognito calls, and the refusal to start with one that it does not. */

import type { OtherTriggerName, UserPool } from '../deployment.ts';

/** Called in a sign-in besides the three of custom authentication, where the pool has them. */
export type SignInTrigger = Extract<
  OtherTriggerName,
  'PreAuthentication' | 'PostAuthentication' | 'PreTokenGeneration'
>;

const notModelled: Readonly<Record<Exclude<OtherTriggerName, SignInTrigger>, string>> = {
  PreSignUp: 'SignUp and AdminCreateUser',
  PostConfirmation: 'ConfirmSignUp and AdminConfirmSignUp',
  CustomMessage: 'every message that Cognito sends',
  UserMigration: 'the sign-in of an unknown user',
};

/** @throws Error that names what would go another way here than on AWS */
export function requireModelled({ lambdaConfig }: Pick<UserPool, 'lambdaConfig'>): void {
  const found = Object.entries(notModelled).filter(
    ([trigger]) => lambdaConfig[trigger as keyof typeof notModelled] !== undefined,
  );
  if (found.length === 0) return;
  const names = found.map(([trigger, where]) => `${trigger} (${where})`).join(', ');
  throw new Error(
    `The user pool has triggers that this local Cognito does not call: ${names}. Leave them out of the inputs here.`,
  );
}
