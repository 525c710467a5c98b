import {
  type ConfirmSignInOutput,
  confirmSignIn,
  fetchAuthSession,
  type SignInOutput,
  signIn,
  signOut,
} from 'aws-amplify/auth';
import type { Tokens } from '../state.ts';
import type { CallOptions, Reply, Transport } from '../transport.ts';

type NextStep = (SignInOutput | ConfirmSignInOutput)['nextStep'];

/** Amplify's names of what Cognito asks. */
const CHALLENGE_NAMES: Readonly<Record<string, string>> = {
  CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE: 'CUSTOM_CHALLENGE',
  CONFIRM_SIGN_IN_WITH_TOTP_CODE: 'SOFTWARE_TOKEN_MFA',
  CONFIRM_SIGN_IN_WITH_SMS_CODE: 'SMS_MFA',
  CONFIRM_SIGN_IN_WITH_EMAIL_CODE: 'EMAIL_OTP',
  CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED: 'NEW_PASSWORD_REQUIRED',
  CONTINUE_SIGN_IN_WITH_MFA_SELECTION: 'SELECT_MFA_TYPE',
  CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION: 'MFA_SETUP',
  CONTINUE_SIGN_IN_WITH_EMAIL_SETUP: 'MFA_SETUP',
  CONTINUE_SIGN_IN_WITH_TOTP_SETUP: 'MFA_SETUP',
};

/** What Amplify calls the second factors. */
const FACTORS: Readonly<Record<string, string>> = {
  TOTP: 'SOFTWARE_TOKEN_MFA',
  SMS: 'SMS_MFA',
  EMAIL: 'EMAIL_OTP',
};

/** Cognito's errors that Amplify turns into steps. */
const ERRORS: Readonly<Record<string, string>> = {
  CONFIRM_SIGN_UP: 'UserNotConfirmedException',
  RESET_PASSWORD: 'PasswordResetRequiredException',
};

/**
 * Amplify 6, which keeps one sign-in for the page, and the tokens for all tabs. It is configured by the page. Calls are
 * made one after the other: one that was abandoned would otherwise overwrite the next sign-in.
 */
export function amplifyTransport(): Transport {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(make: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(make, make);
    last = mine.catch(() => undefined);
    return mine;
  };

  async function call(
    { signal }: CallOptions,
    username: string,
    make: () => Promise<SignInOutput | ConfirmSignInOutput>,
  ): Promise<Reply> {
    return inTurn(async () => {
      signal.throwIfAborted();
      const { isSignedIn, nextStep } = await make();
      // Nobody waits for these tokens any more, and Amplify takes no new sign-in while it has some.
      if (isSignedIn && signal.aborted) await signOut();
      return isSignedIn ? { tokens: await tokens() } : asked(nextStep, username);
    });
  }

  return {
    // Amplify's own limit (its signInStore).
    resumableForMs: 180_000,
    start: options => {
      const { username, password, clientMetadata } = options;
      return call(options, username, () =>
        password === undefined
          ? signIn({ username, options: { authFlowType: 'CUSTOM_WITHOUT_SRP', clientMetadata } })
          : signIn({ username, password, options: { authFlowType: 'CUSTOM_WITH_SRP', clientMetadata } }),
      );
    },
    respond: ({ username, challengeName }, answer, options) => {
      const { clientMetadata } = options;
      const isChoice = challengeName === 'SELECT_MFA_TYPE' || challengeName === 'MFA_SETUP';
      const [factor] = Object.entries(FACTORS).find(([, name]) => isChoice && name === answer) ?? [];
      const challengeResponse = factor ?? answer;
      return call(options, username, () => confirmSignIn({ challengeResponse, options: { clientMetadata } }));
    },
    signOut: () => inTurn(() => signOut()),
    async stored(username) {
      const { tokens: kept } = await fetchAuthSession();
      return kept?.accessToken.payload.username === username ? tokens() : undefined;
    },
  };
}

/** Without the refresh token, which Amplify does not give. */
async function tokens(): Promise<Tokens> {
  const { tokens: kept } = await fetchAuthSession();
  return { idToken: String(kept?.idToken ?? ''), accessToken: String(kept?.accessToken ?? '') };
}

/** @throws an error with Cognito's name for a step outside a sign-in */
function asked(nextStep: NextStep, username: string): Reply {
  const { signInStep } = nextStep;
  if (signInStep in ERRORS) throw Object.assign(new Error(signInStep), { name: ERRORS[signInStep] });
  const parameters = parametersOf(nextStep);
  const challengeName = CHALLENGE_NAMES[signInStep] ?? signInStep;
  return { challengeName, parameters, username: parameters.USERNAME ?? username };
}

/** What Amplify tells of a step, under Cognito's names. */
function parametersOf(step: NextStep): Record<string, string> {
  switch (step.signInStep) {
    case 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE':
      return { ...step.additionalInfo };
    case 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP':
      return { SecretCode: step.totpSetupDetails.sharedSecret };
    case 'CONFIRM_SIGN_IN_WITH_SMS_CODE':
    case 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE':
      return {
        CODE_DELIVERY_DELIVERY_MEDIUM: step.codeDeliveryDetails?.deliveryMedium ?? '',
        CODE_DELIVERY_DESTINATION: step.codeDeliveryDetails?.destination ?? '',
      };
    case 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION':
    case 'CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION':
      return { MFAS_CAN_CHOOSE: JSON.stringify(step.allowedMFATypes?.map(type => FACTORS[type]) ?? []) };
    case 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED':
      return { requiredAttributes: JSON.stringify(step.missingAttributes ?? []) };
    default:
      return {};
  }
}
