import { AdminResetUserPasswordCommand, GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Asked } from '../client/sign-in.ts';
import { signIn } from '../client/sign-in.ts';
import { madeUp, newPassword, newUser, type User } from '../client/users.ts';
import { isObject, type Json } from '../json.ts';
import { type Scenario, told, toldError } from '../scenario.ts';
import type { Rule, Script } from '../script.ts';
import type { Stage } from '../stage.ts';
import { definesSaw, ofTrigger, tokenSources } from './events.ts';
import { next, ONE_CHALLENGE, PASSWORD_FIRST, TOKENS } from './rules.ts';

/** After the password of a user in FORCE_CHANGE_PASSWORD, define may say one of these. AWS documents the first. */
const ANSWERS: Readonly<Record<string, Rule>> = {
  'new-password': next('NEW_PASSWORD_REQUIRED'),
  'custom-challenge': next('CUSTOM_CHALLENGE'),
  tokens: TOKENS,
};

const afterThePassword = (rule: Rule): Script => ({
  ...PASSWORD_FIRST,
  DefineAuthChallenge: [
    { after: 'SRP_A', ...next('PASSWORD_VERIFIER') },
    { after: 'PASSWORD_VERIFIER', ...rule },
    { after: 'NEW_PASSWORD_REQUIRED', ...next('CUSTOM_CHALLENGE') },
    TOKENS,
  ],
});

/** AWS's page "Custom authentication challenge Lambda triggers"; older reports (amazon-cognito-identity-js#341) differ. */
const defineSays: readonly Scenario[] = Object.entries(ANSWERS).map(([name, rule]) => ({
  name: `new-password-define-says-${name}`,
  kind: 'question',
  on: 'probe',
  asks: `A user has to set a password, and define answers the password with ${name}: what is asked, what does define see, and which source has the token trigger?`,
  run: async stage => {
    await stage.kept.script(afterThePassword(rule));
    const { tokens: _, ...told } = await walk(stage, await newUser(stage, { invited: true }));
    return { ...told, ...(await seen(stage)) };
  },
}));

/** What an invited user sends along is written by the user: whether an address counts as verified decides where codes go. */
const withAttributes: readonly Scenario[] = (['email', 'phone_number'] as const).map(attribute => ({
  name: `new-password-with-${attribute}`,
  kind: 'question',
  on: 'probe',
  asks: `An invited user sends another ${attribute} with the new password: is it taken, does it count as verified, and does the next event show it?`,
  run: async stage => {
    await stage.kept.script(afterThePassword(next('NEW_PASSWORD_REQUIRED')));
    const user = await newUser(stage, { invited: true });
    const { email, phoneNumber } = madeUp();
    const value = attribute === 'email' ? email : phoneNumber;
    const { challenges, refusal, tokens } = await walk(stage, user, {
      [`userAttributes.${attribute}`]: value,
    });
    const inWords = (given: Readonly<Record<string, Json | undefined>>): Json => ({
      // Not under the attribute's own name, whose values a record leaves out.
      address: given[attribute] === value ? 'the new one' : given[attribute] ? 'the old one' : null,
      verified: given[`${attribute}_verified`] ?? null,
    });
    const events = ofTrigger(await stage.kept.events(), 'DefineAuthChallenge').map(({ request }) =>
      isObject(request.userAttributes) ? inWords(request.userAttributes) : null,
    );
    return {
      challenges,
      refusal,
      events,
      afterwards: tokens ? inWords(await attributesOf(stage, tokens)) : null,
    };
  },
}));

/**
 * AWS's page on define names RESET_REQUIRED beside FORCE_CHANGE_PASSWORD; amplify-js#3448 has a sign-in by custom
 * authentication that ends in PasswordResetRequiredException.
 */
const resetRequired: Scenario = {
  name: 'reset-required',
  kind: 'question',
  on: 'probe',
  asks: 'An administrator has reset a password: is its old one still taken, what is asked, what does define see, and what comes of a start without it?',
  run: async stage => {
    await stage.kept.script(afterThePassword(next('NEW_PASSWORD_REQUIRED')));
    const { tokens: _, ...withPassword } = await walk(stage, await resetUser(stage));
    const known = await seen(stage);
    await stage.kept.script(ONE_CHALLENGE);
    const withoutPassword = await told(signIn(stage, await resetUser(stage)).begin());
    return { ...withPassword, ...known, withoutPassword };
  },
};

export const newPasswordRequired: readonly Scenario[] = [...defineSays, ...withAttributes, resetRequired];

/** The message is Cognito's own, and SES's simulator takes it: a phone number would be preferred, were it verified. */
async function resetUser(stage: Stage): Promise<User> {
  const [label = ''] = madeUp().email.split('@');
  const email = `success+${label}@simulator.amazonses.com`;
  const user = await newUser(stage, { email, attributes: { phone_number_verified: 'false' } });
  await stage.cognito.send(
    new AdminResetUserPasswordCommand({ UserPoolId: stage.userPoolId, Username: user.username }),
  );
  return user;
}

/** Signs in with the password, through whatever is asked. @param more what goes with the new password */
async function walk(stage: Stage, known: User, more: Readonly<Record<string, string>> = {}) {
  const user = signIn(stage, known);
  const challenges: Json[] = [];
  let refusal: Json = null;
  let tokens: Asked['AuthenticationResult'];
  try {
    let asked = await user.password(await user.beginWithPassword());
    while (asked.ChallengeName !== undefined && challenges.length < 5) {
      challenges.push(asked.ChallengeName);
      const isNewPassword = asked.ChallengeName === 'NEW_PASSWORD_REQUIRED';
      const responses = isNewPassword ? { NEW_PASSWORD: newPassword(), ...more } : { ANSWER: 'right' };
      asked = await user.respond(asked, responses);
    }
    tokens = asked.AuthenticationResult;
    if (tokens) challenges.push('tokens');
  } catch (error) {
    refusal = toldError(error);
  }
  return { challenges, refusal, tokens };
}

/** What the triggers were told of such a sign-in. */
async function seen(stage: Stage) {
  const events = await stage.kept.events();
  return {
    define: definesSaw(events),
    userStatus: ofTrigger(events, 'DefineAuthChallenge').map(({ request }) =>
      statusIn(request.userAttributes),
    ),
    tokenSources: tokenSources(events),
  };
}

const statusIn = (attributes: Json | undefined): Json =>
  (attributes as Record<string, Json> | undefined)?.['cognito:user_status'] ?? null;

/** As the user reads them: GetUser takes an access token, and no permission of the account. */
async function attributesOf(
  stage: Stage,
  { AccessToken }: NonNullable<Asked['AuthenticationResult']>,
): Promise<Readonly<Record<string, string | undefined>>> {
  const { UserAttributes = [] } = await stage.cognito.send(new GetUserCommand({ AccessToken }));
  return Object.fromEntries(UserAttributes.map(({ Name = '', Value }) => [Name, Value]));
}
