/** The user who signs in with `npm start`: as the pool's policy and schema require. */

import { randomBytes } from 'node:crypto';
import { AwsError, type Service } from '../aws-service.ts';
import { schemaOf } from '../cognito/schema.ts';
import type { SchemaAttribute, UserPool } from '../deployment.ts';

export interface DemoUser {
  /** What to sign in with. */
  readonly username: string;
  readonly password: string;
}

const email = 'demo@example.com';
const phone = '+15555550100';

/** What every demo user has, and what a required attribute gets. Any other required one gets `Demo`. */
const always = {
  email,
  email_verified: 'true',
  phone_number: phone,
  phone_number_verified: 'true',
  name: 'Demo',
};
const samples: Readonly<Record<string, string>> = {
  ...always,
  birthdate: '2000-01-01',
  updated_at: '1767225600',
  locale: 'en',
  zoneinfo: 'Etc/UTC',
};
/** Values that have a format, so that nothing can be added or taken away. */
const formatted = new Set(['email', 'phone_number', 'birthdate']);

/**
 * Creates a confirmed user, through the same admin calls as anybody; one that is there already gets the password.
 * @param password one that the pool's policy takes. @default a new one
 * @throws Error if the pool, or one of its own triggers, refuses such a user
 */
export async function seedDemoUser(
  userPool: UserPool,
  cognito: Service,
  password = passwordFor(userPool),
): Promise<DemoUser> {
  const [attribute] = userPool.usernameAttributes;
  const username = attribute === 'email' ? email : attribute === 'phone_number' ? phone : 'demo';
  const call = (operation: string, input: object) =>
    cognito[operation]?.({ UserPoolId: userPool.id, Username: username, ...input }, { accessKeyId: 'LOCAL' });
  const create = async () => {
    try {
      await call('AdminCreateUser', { MessageAction: 'SUPPRESS', UserAttributes: attributesFor(userPool) });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'UsernameExistsException') throw error;
    }
  };
  try {
    await create();
    await call('AdminSetUserPassword', { Password: password, Permanent: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new Error(
      `The demo user ${username} was refused: ${reason} Let the pool accept such a user on this machine.`,
      { cause: error },
    );
  }
  return { username, password };
}

/** With each class that a policy can require, and as long as it requires. */
function passwordFor({ passwordPolicy: { minimumLength } }: UserPool): string {
  const random = randomBytes(99).toString('base64url');
  return `Demo-${random.slice(0, Math.max(12, minimumLength - 7))}-1`;
}

function attributesFor(userPool: UserPool): { Name: string; Value: string }[] {
  return [...schemaOf(userPool).values()]
    .filter(({ name, required }) => name in always || (required && name !== 'sub'))
    .map(rules => ({ Name: rules.name, Value: valueFor(rules) }));
}

function valueFor({ name, type, minimum = 0, maximum = 2048 }: SchemaAttribute): string {
  const sample = samples[name] ?? 'Demo';
  if (type !== 'String' || formatted.has(name)) return sample;
  return sample.padEnd(minimum, '.').slice(0, maximum);
}
