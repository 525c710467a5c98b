/** The refusal to start with a trigger that this local Cognito does not call. */

import type { OtherTriggerName, UserPool } from '../deployment.ts';

type Pool = Pick<UserPool, 'lambdaConfig' | 'mfa'>;

/** Where a pool has the trigger, and this holds, a sign-in would go another way here than on AWS. */
const notCalled: Partial<
  Record<OtherTriggerName, { readonly where: string; readonly of: (pool: Pool) => boolean }>
> = {
  UserMigration: { where: 'the sign-in of an unknown user', of: () => true },
  CustomMessage: {
    where: 'the codes of SMS_MFA and EMAIL_OTP',
    of: ({ mfa }) => mfa.configuration !== 'OFF' && (mfa.sms || mfa.email),
  },
};

/** @throws Error that names the trigger, what it would be called for, and the cure */
export function requireModelled(pool: Pool): void {
  const found = Object.entries(notCalled).filter(
    ([trigger, { of }]) => pool.lambdaConfig[trigger as OtherTriggerName] !== undefined && of(pool),
  );
  if (found.length === 0) return;
  const names = found.map(([trigger, { where }]) => `${trigger} (${where})`).join(', ');
  throw new Error(
    `The user pool has triggers that this local Cognito does not call: ${names}. Leave them out of the inputs here.`,
  );
}
