import {
  AssociateSoftwareTokenCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Stage } from '../stage.ts';
import type { Asked } from './sign-in.ts';
import { msToNextCode, totp } from './totp.ts';

/** An authenticator app of a user's. */
export interface Authenticator {
  /** A code that was not given before; waits for one. */
  code(): Promise<string>;
}

/** Sets up an authenticator app for the user who signed in, as the preferred MFA. */
export async function setUpTotp({ cognito, now, pass }: Stage, signedIn: Asked): Promise<Authenticator> {
  const AccessToken = signedIn.AuthenticationResult?.AccessToken;
  const { SecretCode = '' } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  let last = '';
  const code = async () => {
    if (totp(SecretCode, now()) === last) await pass(msToNextCode(now()));
    last = totp(SecretCode, now());
    return last;
  };
  await cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: await code() }));
  await cognito.send(
    new SetUserMFAPreferenceCommand({
      AccessToken,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }),
  );
  return { code };
}
