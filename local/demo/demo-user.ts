import { randomBytes } from 'node:crypto';
import type { Service } from '../aws-service.ts';
import type { UserPool } from '../deployment.ts';

export interface DemoUser {
  /** What to sign in with. */
  readonly username: string;
  readonly password: string;
}

/** Creates a confirmed user with a password of this run, through the same admin calls as anybody. */
export async function seedDemoUser(userPool: UserPool, cognito: Service): Promise<DemoUser> {
  const email = 'demo@example.com';
  const phone = '+15555550100';
  const [attribute] = userPool.usernameAttributes;
  const username = attribute === 'email' ? email : attribute === 'phone_number' ? phone : 'demo';
  const password = `Demo-${randomBytes(9).toString('base64url')}-1`;
  const call = (operation: string, input: object) =>
    cognito[operation]?.({ UserPoolId: userPool.id, Username: username, ...input }, { accessKeyId: 'LOCAL' });
  await call('AdminCreateUser', {
    MessageAction: 'SUPPRESS',
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
      { Name: 'phone_number', Value: phone },
      { Name: 'phone_number_verified', Value: 'true' },
      { Name: 'name', Value: 'Demo' },
    ],
  });
  await call('AdminSetUserPassword', { Password: password, Permanent: true });
  return { username, password };
}
