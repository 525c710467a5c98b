import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition/index.js';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region/index.js';
import type { Construct } from 'constructs';
import { address } from './hcl.ts';
import { declareLocal } from './locals.ts';

/**
 * Where the functions are, as `local.region` and `local.partition`: known when Terraform plans, while ARNs of new resources
 * are not. The provider answers both without a call to AWS.
 */
export function declarePlace(scope: Construct): void {
  const region = new DataAwsRegion(scope, 'region');
  const partition = new DataAwsPartition(scope, 'partition');
  declareLocal(scope, 'region', `\${data.${address(region)}.id}`);
  declareLocal(scope, 'partition', `\${data.${address(partition)}.partition}`);
}

/** A rule on inputs and on where the functions are. A precondition, since an input's own rules cannot refer to data. */
export interface PlaceRule {
  readonly condition: string;
  readonly message: string;
}

const partOf = (arn: string, index: number) => `split(":", ${arn})[${index}]`;

/** Inputs of which AWS takes an ARN of the functions' own region only, and why. */
const regional: Readonly<Record<string, string>> = {
  kms_key_arn:
    'logs, the ledger and environment variables are encrypted with a key in their own region. Set a key in that region, for example a replica of a multi-Region key',
  user_pool_arn: 'Cognito calls functions in its own region. Set the provider to the region of the pool',
  code_signing_config_arn:
    'Lambda finds code-signing configurations in its own region. Set one in that region',
  // AWS's page on destinations does not say it; Lambda refuses others (unverified).
  'delivery.failure_destination_arn':
    'Lambda notifies destinations in its own region. Set one in that region; an EventBridge rule can forward from there to another',
};

/** A list of one ARN, or of none. */
const webAcl = 'try(var.waf.web_acl_arn, null)[*]';

const regionRules: readonly PlaceRule[] = [
  ...Object.entries(regional).map(([input, why]) => ({
    condition: `var.${input} == null ? true : ${partOf(`var.${input}`, 3)} == local.region`,
    message: `${input} is in another region than the functions: ${why}.`,
  })),
  {
    // https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
    condition: `alltrue([for arn in ${webAcl} : ${partOf('arn', 3)} == local.region])`,
    message:
      'waf.web_acl_arn is in another region than the functions: a user pool takes a web ACL of its own. Set one in that region.',
  },
  {
    // Lambda's pages do not say it; as of destinations (unverified).
    condition: `alltrue([for arn in values(var.dead_letter_target_arns) : ${partOf('arn', 3)} == local.region])`,
    message:
      'dead_letter_target_arns names a queue or topic in another region than the functions: Lambda writes to those of its own. Set one in that region.',
  },
  {
    // PutMetricAlarm refuses another: "Invalid region … specified. Only … is supported."
    condition: `alltrue([for alarms in var.alarms[*] : ${partOf('alarms.topic_arn', 3)} == local.region])`,
    message:
      'alarms.topic_arn is in another region than the functions: CloudWatch notifies topics in its own. Set one in that region.',
  },
  {
    condition: `alltrue([for trigger in var.triggers : ${partOf('trigger.arn', 3)} == local.region])`,
    message:
      'triggers names a function in another region: Cognito calls functions in its own. Deploy the function to the region of the pool.',
  },
  {
    // Cognito creates a grant on the key, which KMS does only in the key's region. What Cognito answers is unverified.
    condition: `alltrue([for trigger in var.triggers : trigger.kms_key_arn == null ? true : ${partOf('trigger.kms_key_arn', 3)} == local.region])`,
    message:
      'triggers: kms_key_arn is in another region: Cognito encrypts the codes with a key in its own. Set a key in the region of the pool, for example a replica of a multi-Region key.',
  },
  {
    // https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
    condition: `alltrue([for package in var.function_packages : try(regex("^[0-9]{12}[.]dkr[.-]ecr[.]([a-z0-9-]+)[.]", package.image_uri)[0], local.region) == local.region])`,
    message:
      'function_packages: an image_uri is in another region than the functions: Lambda takes images from a repository in its own. Push the image there, or have ECR replicate it.',
  },
];

/** Every other ARN that a policy or a resource names. These may be of another region: calls are signed for it. */
const elsewhere = [
  '[for step in var.flow : step.function_arn]',
  '[for step in var.flow : step.verify_function_arn]',
  '[try(var.human_check.secret_arn, null), try(var.email.identity_arn, null), var.permissions_boundary_arn]',
  '[for identity in try(var.sms.origination_identity, null)[*] : identity if startswith(identity, "arn:")]',
  '[var.delivery.sender_function_arn, try(var.events.bus_arn, null)]',
  webAcl,
  'values(var.dead_letter_target_arns)',
  'var.alarms[*].topic_arn',
  'values(var.delivery.texts)',
  'flatten([for trigger in var.triggers : [trigger.arn, trigger.kms_key_arn]])',
  '[var.user_pool.email_configuration.source_arn, try(var.user_pool.sms_configuration.sns_caller_arn, null)]',
];

/**
 * What cannot work where the functions are. Preconditions of a function that is always there, since little depends on it.
 * Everything depends on the answer key, whose preconditions would make a cycle: an owner's pool refers to ARNs that are made
 * from the key's, and these rules refer to the pool.
 */
export const placeRules: readonly PlaceRule[] = [
  ...regionRules,
  {
    // IAM refuses policies that name another partition, and no credentials work in two.
    condition: `alltrue([for arn in concat(${Object.keys(regional)
      .map(input => `var.${input}[*]`)
      .join(', ')}, ${elsewhere.join(', ')}) : arn == null ? true : ${partOf('arn', 1)} == local.partition])`,
    message:
      'An ARN among the inputs is of another partition (aws, aws-cn, aws-us-gov) than the functions: AWS has no way from one to another. Deploy there, or set ARNs of this one.',
  },
];
