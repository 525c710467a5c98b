import { RespondToAuthChallengeCommand } from '@aws-sdk/client-cognito-identity-provider';
import { sdkClient } from '../../test/support/sdk-client.ts';
import { atMost } from './at-most.ts';
import { guess, pump } from './attackers.ts';
import type { Incident } from './incident.ts';
import { type Person, people } from './people.ts';

/** The functions that derive answers, and may call KMS for it. */
const USE_KMS = ['create-auth-challenge', 'verify-auth-challenge-response', 'deliver-challenge'];

/** Accounts of the attacker's own making. A range pays its owner for each message; the settings exclude one of it. */
const accounts: readonly Person[] = people(12, 'made-up').map((account, n) => ({
  ...account,
  phoneNumber: `${n % 4 === 3 ? '+1876' : '+1900'}555${1000 + n}`,
}));
const MINUTE_MS = 60_000;
const CLIENTS_AT_ONCE = 4;
const VICTIMS = 5;

export const incidents: Readonly<Record<string, Incident>> = {
  'kms-denied': {
    what: "the functions' roles may not use the answer key any more: KMS refuses GenerateMac",
    begin: ({ deny }) => deny(USE_KMS, 'kms:GenerateMac'),
  },
  'ses-refusing': {
    what: 'SES has suspended the account, after too many bounces',
    begin: async ({ refuseMail }) =>
      refuseMail({
        code: 'AccountSuspendedException',
        message:
          "The message can't be sent because the account's ability to send email has been permanently restricted.",
      }),
  },
  'sms-pumping': {
    what: 'somebody has text messages sent to numbers of a range that pays its owner for them',
    begin: ({ addUsers }) => addUsers(accounts),
    everyPeriod: async ({ loop, clock }) => {
      for (let minute = 0; minute < 2; minute++) {
        clock.pass(MINUTE_MS);
        await atMost(CLIENTS_AT_ONCE, accounts, account => pump(loop, account));
      }
      return `${2 * accounts.length} text messages asked for`;
    },
  },
  'parallel-guessing': {
    what: "somebody guesses at the codes of several users at once, and at one user's from several clients",
    everyPeriod: async ({ loop, clock }, absent) => {
      const victims = absent.slice(0, VICTIMS);
      const doors = [...victims.slice(0, 1), ...victims];
      let count = 0;
      for (let minute = 0; minute < 2; minute++) {
        clock.pass(MINUTE_MS);
        const guesses = await atMost(CLIENTS_AT_ONCE, doors, victim => guess(loop, victim));
        count += guesses.reduce((sum, each) => sum + each, 0);
      }
      return `${count} guesses in ${2 * doors.length} sign-ins`;
    },
  },
  'broken-client': {
    what: "a release of the app sends the user's code as CODE, where Cognito wants it as ANSWER",
    release: (user, asked, code) =>
      sdkClient(user).send(
        new RespondToAuthChallengeCommand({
          ClientId: user.clientId,
          ChallengeName: 'CUSTOM_CHALLENGE',
          ChallengeResponses: { USERNAME: user.person.email, CODE: code },
          Session: asked.Session,
        }),
      ),
  },
};
