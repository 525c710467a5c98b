/** Refuses to start with wiring of a pool that this local Cognito would ignore. */

import type { UserPool } from '../deployment.ts';

/** @throws Error that says what would go another way here than on AWS, and the cure */
export function requireModelled({ lambdaConfig }: Pick<UserPool, 'lambdaConfig'>): void {
  if (lambdaConfig.UserMigration !== undefined)
    throw new Error(
      'This local Cognito does not call UserMigration, so an unknown user would stay one: leave the trigger out of the inputs here.',
    );
}
