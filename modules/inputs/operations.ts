import { flag, map, oneOf } from '../../functions/settings/declare.ts';
import { declared } from './from-declaration.ts';
import { anyNumber, anyText, keyArn, saying } from './scalars.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 is Terraform's. */
const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What the people who run it ask for: the ledger, logs, keys, boundaries, tags. */
export const operationsInputs = {
  ledger_enabled: declared('ledger_enabled', flag(), {
    text: 'Whether a DynamoDB table counts attempts and messages. Without it every sign-in starts counting from zero, and a slow call may send twice.',
    default: true,
    example: false,
  }),
  log_level: declared('log_level', oneOf('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'), {
    text: "Least level of the functions' own log lines. No level logs an answer.",
    default: 'INFO',
    example: 'WARN',
  }),
  log_retention_days: declared('log_retention_days', saying(RETENTION_DAYS.join(', '), anyNumber), {
    text: 'Days that CloudWatch keeps the logs; 0 keeps them for ever.',
    default: 30,
    example: 90,
    rules: [
      {
        condition: `contains(${JSON.stringify(RETENTION_DAYS)}, var.log_retention_days)`,
        message: `log_retention_days takes a number that CloudWatch knows: ${RETENTION_DAYS.join(', ')}.`,
      },
    ],
  }),
  log_groups_kept_enabled: declared('log_groups_kept_enabled', flag(), {
    text: 'Whether log groups stay, with all that is in them, when Terraform destroys what writes to them. Terraform then no longer knows them: to use the same name again, import them.',
    default: false,
    example: true,
  }),
  kms_key_arn: declared('kms_key_arn', keyArn, {
    text: "Your own KMS key for logs, environment variables and the ledger. Default: AWS's. Its policy must allow CloudWatch Logs to use it, and leave the rest to IAM.",
    default: null,
    example: 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11',
  }),
  permissions_boundary_arn: declared('permissions_boundary_arn', anyText, {
    text: "ARN of a policy that bounds what the functions' roles may do. Default: none.",
    default: null,
    example: 'arn:aws:iam::111122223333:policy/boundary',
  }),
  support_function_enabled: declared('support_function_enabled', flag(), {
    text: 'Whether there is a function for support cases: it tells which log lines are of a user, and unblocks users. Who may call it, your own policies say.',
    default: false,
    example: true,
  }),
  tags: declared('tags', map(anyText, anyText), {
    text: 'Tags of every resource that takes tags.',
    default: {},
    example: { team: 'identity' },
  }),
};
