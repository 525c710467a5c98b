/** What a run deploys besides the module: the table that messages and events are kept in, and the functions around it. */

import { helperNames } from './names.ts';
import type { HelperPackages } from './packages.ts';
import { helperFunction, merged, type TerraformJson } from './terraform-json.ts';

const TABLE_ARN = '${aws_dynamodb_table.kept.arn}';

/** Reads and writes what `functions/keep.ts` does. */
export const mayKeep = (tableArn: string) => ({
  Effect: 'Allow',
  Action: ['dynamodb:PutItem', 'dynamodb:GetItem'],
  Resource: tableArn,
});

/** @param emailFrom verified in SES; without it nothing that sends e-mail is deployed */
export function helpers(name: string, packages: HelperPackages, emailFrom?: string): TerraformJson {
  const names = helperNames(name);
  const riddle = { filename: packages.riddle };
  return merged(
    {
      resource: {
        aws_dynamodb_table: {
          kept: {
            name: names.table,
            billing_mode: 'PAY_PER_REQUEST',
            hash_key: 'id',
            attribute: [{ name: 'id', type: 'S' }],
          },
        },
      },
      output: { kept: { value: { name: '${aws_dynamodb_table.kept.name}', arn: TABLE_ARN } } },
    },
    helperFunction({
      id: 'sender',
      functionName: names.sender,
      filename: packages.sender,
      handler: 'index.handler',
      environment: { KEPT_TABLE: names.table },
      statements: [mayKeep(TABLE_ARN)],
    }),
    helperFunction({ id: 'riddle', functionName: names.riddle, handler: 'index.handler', ...riddle }),
    helperFunction({
      id: 'riddle_create',
      functionName: names.riddleCreate,
      handler: 'index.create',
      ...riddle,
    }),
    helperFunction({
      id: 'riddle_verify',
      functionName: names.riddleVerify,
      handler: 'index.verify',
      ...riddle,
    }),
    emailFrom === undefined ? {} : mailer(names.mailer, packages, emailFrom),
  );
}

/** May send, and nothing about tracking: that is what it asks. */
function mailer(functionName: string, packages: HelperPackages, FROM: string): TerraformJson {
  const send = { Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*' };
  return helperFunction({
    id: 'mailer',
    functionName,
    filename: packages.mailer,
    handler: 'index.handler',
    environment: { FROM },
    statements: [send],
  });
}
