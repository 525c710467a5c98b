/** Everything that a run tries, in its order: those on one stage come together. */

import { captcha } from './flows/captcha.ts';
import { codes } from './flows/codes.ts';
import { existingPool } from './flows/devices.ts';
import { mail } from './flows/mail.ts';
import { others } from './flows/others.ts';
import { ownCreate } from './flows/own-create.ts';
import { arns } from './questions/arns.ts';
import { attributes } from './questions/attributes.ts';
import { clientMetadata } from './questions/client-metadata.ts';
import { contradictions } from './questions/contradictions.ts';
import { devices } from './questions/devices.ts';
import { mfa } from './questions/mfa.ts';
import { newPasswordRequired } from './questions/new-password.ts';
import { rounds } from './questions/rounds.ts';
import { sessions } from './questions/sessions.ts';
import { slowTrigger } from './questions/slow-trigger.ts';
import { tokenGuard } from './questions/token-guard.ts';
import { unknownUsers } from './questions/unknown-users.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [
  ...[...captcha, ...ownCreate, ...existingPool, ...codes, ...others, ...mail],
  ...[...arns, ...rounds, clientMetadata, ...newPasswordRequired, tokenGuard, contradictions, attributes],
  ...[...sessions, ...slowTrigger, ...unknownUsers, ...mfa, devices],
];

/** What no run tries, and why: it stands in every record. */
export const NOT_ASKED: readonly { readonly name: string; readonly why: string }[] = [
  {
    name: 'human_check',
    why: 'It takes a widget in a browser. By hand: Turnstile’s public test keys (site 1x00000000000000000000AA, secret 1x0000000000000000000000000000000AA) take any token, for the hostname that the answer names.',
  },
  {
    name: 'SMS_MFA and EMAIL_OTP as MFA',
    why: 'They need an origination identity, or a pool that sends by SES, and a mailbox that a program reads.',
  },
  { name: 'an expired Session', why: 'It takes three minutes of waiting for one wording.' },
  { name: 'text messages by a provider', why: 'They cost, and need a number that is registered.' },
  {
    name: 'SendTextMessage without an origination identity',
    why: 'Which number AWS then takes, and authorises, depends on those that the account has. By hand, with the role of deliver: aws pinpoint-sms-voice-v2 send-text-message --dry-run, without --origination-identity.',
  },
  {
    name: 'the recipient’s identity in SES’s sandbox',
    why: 'Reports have SES authorise it besides the sender’s. The simulator, to which a run sends, needs no identity; another verified address, whose mail somebody reads, would. By hand: sign in by email_otp as a user with a verified address, in an account that is in the sandbox.',
  },
  {
    name: 'users who are not confirmed, or are disabled',
    why: 'They take two users in states that no flow of the module makes. By hand: aws cognito-idp sign-up without confirming it, and aws cognito-idp admin-disable-user; then sign in as each, with the right password and with a wrong one, and see which exception comes before the password is checked.',
  },
  {
    name: 'a new password that the pool refuses',
    why: 'It takes a pool with a history of passwords. By hand: a pool with user_pool.password_policy.history_size = 2; begin as an invited user, answer NEW_PASSWORD_REQUIRED with a password that is too short, then with one of the last two, then with a fit one, each on the Session that came before the refusal.',
  },
  {
    name: 'MFA where it is required',
    why: 'The pool of the run has MFA as OPTIONAL, and its users have one factor. AWS says that the very first sign-in of a user may give tokens without MFA even where it is required. By hand: user_pool.mfa = "ON"; sign in as a new user without a factor, as an invited one, and as one with TOTP and a phone number; note the order of NEW_PASSWORD_REQUIRED, MFA_SETUP, SELECT_MFA_TYPE and the custom challenges, what the log of define shows of them, and whether tokens came without a factor.',
  },
  {
    name: 'a pool with a key of the customer’s own',
    why: 'The AWS provider cannot make one. By hand: set KeyConfiguration on a pool of the module’s with aws cognito-idp update-user-pool, change an input such as the password policy, apply, and see with describe-user-pool whether the key is still there.',
  },
  {
    name: 'a replica of the pool',
    why: 'It takes a second region, and the AWS provider does not replicate a pool. By hand: replicate a pool, wire the module in both regions, begin a sign-in in one and answer in the other.',
  },
  {
    name: 'a client with two secrets',
    why: 'The AWS provider does not know of the second one. By hand: aws cognito-idp add-user-pool-client-secret, then terraform plan, and compare the output client_secrets with both.',
  },
  {
    name: 'capital letters in SES’s FromAddress',
    why: 'The address of a run is as --email-from has it, mostly in small letters, and the policy allows both. By hand: verify an address, give it to email.from with capitals, and try the policy of deliver with one of the two spellings at a time.',
  },
  {
    name: 'what CloudTrail records of Cognito',
    why: 'It takes a trail in the account, and minutes for each record. By hand: with a trail, and events = { user_changes_enabled = true }, set a user’s password and attributes as an administrator, then change the password, an attribute and MFA with the user’s access token, and set a forgotten password; look in CloudTrail’s event history which records have userPoolId or clientId in requestParameters, additionalEventData.sub, and errorCode where the call failed; and whether an event Factor Changed came of each.',
  },
  {
    name: 'what AWS WAF sees of a call',
    why: 'A web ACL takes minutes to take hold, and its rules count each address for minutes. By hand: waf = { rate_limits = { sign_in = 10, evaluation_window_seconds = 60 } }, call InitiateAuth thirty times in a minute, and note after how long ForbiddenException comes, and with which status; then see in the sampled requests of the web ACL which of x-amzn-cognito-operation-name and x-amz-target they have.',
  },
  {
    name: 'groups in tokens',
    why: 'The module makes none. By hand: aws cognito-idp create-group three times, two with --role-arn and the best --precedence without one; put a user into all of them, sign in, and note the order of cognito:groups and cognito:roles and whether cognito:preferred_role is there. Then let a function before tokens change a claim without groupOverrideDetails, and see whether the groups are still there.',
  },
];
