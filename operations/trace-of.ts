/** `npm run trace-of -- --function NAME USERNAME`: which log lines are of a user. */

import { fileURLToPath } from 'node:url';
import type { Traces } from '../functions/support/trace.ts';
import type { Command } from './arguments.ts';
import { main } from './run.ts';

export const traceOf: Command = {
  action: 'trace',
  fields: { from: { option: 'from' }, until: { option: 'until' } },
  help: `npm run trace-of -- --function NAME [OPTIONS] USERNAME

Tells what the traces of a user's sign-ins begin with, hour by hour, and how to find their log lines.

  USERNAME             as Cognito calls the user; or an alias, such as the e-mail address, with --user-pool-id
  --function NAME      the support function: function_names.support of the module's outputs
  --user-pool-id ID    looks the user up in the pool first (cognito-idp:AdminGetUser)
  --from TIME          such as 2026-11-27T08:00:00Z; a day before the end by default, seven days at most
  --until TIME         now by default
  --json               the function's answer as it is

Region, credentials and endpoint are those of AWS's own tools: AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL.
In a shell whose history is kept, a name or an address on the command line is personal data.`,
};

export function describeTraces(answer: unknown): string {
  const { hours, query, logGroups } = answer as Traces;
  return [
    ...hours.map(({ hour, trace }) => `${hour}  ${trace}…`),
    '',
    `In CloudWatch Logs Insights, over ${logGroups.join(', ')}:`,
    '',
    query,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(traceOf, describeTraces);
