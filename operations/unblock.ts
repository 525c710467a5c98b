/** `npm run unblock -- --function NAME USERNAME`: ends what is counted against a user. */

import { fileURLToPath } from 'node:url';
import type { Budget, Unblocked } from '../functions/support/unblock.ts';
import type { Command } from './arguments.ts';
import { main } from './run.ts';

export const unblock: Command = {
  action: 'unblock',
  fields: {
    guesses: { option: 'guesses' },
    address: { option: 'address' },
    clientIds: { option: 'client-id', multiple: true },
  },
  help: `npm run unblock -- --function NAME [OPTIONS] [USERNAME]

Ends what is counted against a user: the week's wrong codes, and the hour's messages.

  USERNAME             as Cognito calls the user; or an alias, such as the e-mail address, with --user-pool-id
  --guesses PSEUDONYM  instead of USERNAME: the 11 characters that the log has in the field guesses. Wrong codes alone
  --address ADDRESS    with USERNAME: also what was sent to this e-mail address or phone number
  --client-id ID       an app client that the module did not make; may be given several times
  --function NAME      the support function: function_names.support of the module's outputs
  --user-pool-id ID    looks the user up in the pool first (cognito-idp:AdminGetUser)
  --json               the function's answer as it is

Region, credentials and endpoint are those of AWS's own tools: AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL.
In a shell whose history is kept, a name or an address on the command line is personal data.`,
};

/** From here on, a question has fewer attempts than a run of a hundred has left. */
const LONG_UNTIL_RIGHT = 90;

export function describeUnblocked(answer: unknown): string {
  const unblocked = answer as Unblocked;
  const { guesses, wrongInARow, messages, addressMessages, unblocksLeft, addressUnblocksLeft } = unblocked;
  return [
    `${guesses} in the logs.`,
    wrongCodes(unblocked),
    ...(wrongInARow >= LONG_UNTIL_RIGHT
      ? [
          `${wrongInARow} wrong codes in a row: from about a hundred on, codes stay long until the user gives a right one.`,
        ]
      : []),
    `The user’s messages of the hour: ${forgotten(messages)}.`,
    `The address’s messages of the hour: ${forgotten(addressMessages)}.`,
    `The user can be unblocked ${times(unblocksLeft)} this week.`,
    ...(addressUnblocksLeft === undefined
      ? []
      : [`The address can be unblocked ${times(addressUnblocksLeft)} this week.`]),
  ].join('\n');
}

function wrongCodes({ weekEndsAt, weekEndsAlready }: Unblocked): string {
  if (weekEndsAt === undefined) return 'Wrong codes: there was nothing to forget.';
  const when = weekEndsAlready ? `${weekEndsAt} already` : weekEndsAt;
  return `Wrong codes: this week’s are forgotten at ${when}. From then on codes are short again.`;
}

const times = (count: number) => (count === 1 ? 'once more' : `${count} more times`);

const forgotten = (budgets: readonly Budget[]): string =>
  budgets.length > 0
    ? `forgotten (${budgets.map(({ clientId, step }) => `${step} of client ${clientId}`).join(', ')})`
    : 'there was nothing to forget';

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(unblock, describeUnblocked);
