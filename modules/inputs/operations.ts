import type { Input } from './input.ts';

/** What the people who run it ask for: logs, keys, boundaries, tags. */
export const operationsInputs = {
  log_level: {
    type: 'string',
    description:
      "Least level of the functions' own log lines: TRACE, DEBUG, INFO, WARN, ERROR or FATAL. No level logs an answer.",
    default: 'INFO',
    validations: [
      {
        condition: 'contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.log_level)',
        message: 'log_level takes TRACE, DEBUG, INFO, WARN, ERROR or FATAL.',
      },
    ],
  },
  log_retention_days: {
    type: 'number',
    description: 'Days that CloudWatch keeps the logs; 0 keeps them for ever.',
    default: 30,
    validations: [
      {
        condition:
          'contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)',
        message:
          'log_retention_days takes a number that CloudWatch knows: 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653.',
      },
    ],
  },
  log_groups_kept_enabled: {
    type: 'bool',
    description:
      'Whether log groups stay, with all that is in them, when Terraform destroys what writes to them. Terraform knows them no longer then: the same name needs an import block.',
    default: false,
  },
  kms_key_arn: {
    type: 'string',
    description:
      "ARN of your own KMS key for logs, environment variables and the ledger; null for AWS's. Its policy must allow CloudWatch Logs to use it, and leave the rest to IAM.",
    default: null,
    nullable: true,
    validations: [
      {
        condition:
          'var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))',
        message:
          'kms_key_arn takes the ARN of a key, not of an alias: arn:aws:kms:<region>:<account>:key/<id>.',
      },
    ],
  },
  permissions_boundary_arn: {
    type: 'string',
    description: "ARN of a policy that bounds what the functions' roles may do; null for none.",
    default: null,
    nullable: true,
  },
  tags: {
    type: 'map(string)',
    description: 'Tags of every resource that takes tags.',
    default: {},
  },
} satisfies Record<string, Input>;
