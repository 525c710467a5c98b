import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import type { Construct } from 'constructs';
import { functionRole, type OptionalStatement } from './function-role.ts';
import { address, hcl } from './hcl.ts';
import type { FunctionName } from './packages.ts';
import type { PlaceRule } from './place.ts';
import { why } from './why.ts';

export interface PackagedFunctionProps {
  /** Names the sources, the zip and the end of the function's name. */
  readonly name: FunctionName;
  /** A policy document that lets Lambda assume the role. */
  readonly assumeRolePolicy: string;
  readonly timeoutSeconds: number;
  /** What the function may do besides writing its log. */
  readonly optionalStatements?: readonly OptionalStatement[];
  /** An expression of 0 or 1. Without it, the function is always there. */
  readonly count?: string;
  /** An expression of whether versions are published. Default: they are not. */
  readonly publish?: string;
  /** An expression of `CHALLENGE_SETTINGS`. Default: the settings of a sign-in. */
  readonly settings?: string;
  /** What must hold before it is created. */
  readonly rules?: readonly PlaceRule[];
}

export interface PackagedFunction {
  /** Address, with the index if there is a count. */
  readonly lambda: string;
  /** Address of the role, without an index: of every instance. */
  readonly role: string;
}

/**
 * A function with a role and a log group. Its package is `local.packages.<id>`: the shipped one or the caller's own.
 *
 * @param scope the construct that names all of it
 */
export function packagedFunction(scope: Construct, props: PackagedFunctionProps): PackagedFunction {
  const counted = props.count === undefined ? {} : { count: hcl.number(props.count) };
  const index = props.count === undefined ? '' : '[0]';
  const functionName = `\${var.name}-${props.name}`;
  const logGroup = new CloudwatchLogGroup(scope, 'log_group', {
    ...counted,
    name: `/aws/lambda/${functionName}`,
    retentionInDays: hcl.number('var.log_retention_days'),
    skipDestroy: hcl.boolean('var.log_groups_kept_enabled'),
    kmsKeyId: hcl.string('var.kms_key_arn'),
    tags: hcl.map('var.tags'),
  });
  const { role, policy } = functionRole(scope, {
    name: roleName(props.name),
    assumeRolePolicy: props.assumeRolePolicy,
    logGroup: address(logGroup) + index,
    optionalStatements: [...(props.optionalStatements ?? []), writeDeadLetters(scope.node.id)],
    counted,
    index,
  });
  const packaged = (attribute: string) => `local.packages.${scope.node.id}.${attribute}`;
  const lambda = new LambdaFunction(scope, 'function', {
    ...counted,
    functionName,
    role: hcl.string(`${address(role)}${index}.arn`),
    packageType: hcl.string(`${packaged('image_uri')} == null ? "Zip" : "Image"`),
    imageUri: hcl.string(packaged('image_uri')),
    filename: hcl.string(packaged('filename')),
    sourceCodeHash: hcl.string(
      `${packaged('image_uri')} == null ? filebase64sha256(${packaged('filename')}) : null`,
    ),
    handler: hcl.string(packaged('handler')),
    runtime: hcl.string(packaged('runtime')),
    architectures: [hcl.string(packaged('architecture'))],
    memorySize: hcl.number(packaged('memory_size')),
    timeout: props.timeoutSeconds,
    environment: {
      variables: hcl.map(
        `merge(${packaged('environment')}, { CHALLENGE_SETTINGS = ${props.settings ?? 'local.settings'}, MODULE_NAME = var.name })`,
      ),
    },
    kmsKeyArn: hcl.string('var.kms_key_arn'),
    reservedConcurrentExecutions: hcl.number('var.reserved_concurrency'),
    ...(props.publish !== undefined && { publish: hcl.boolean(props.publish) }),
    codeSigningConfigArn: hcl.string('var.code_signing_config_arn'),
    tracingConfig: { mode: hcl.string('var.tracing_enabled ? "Active" : "PassThrough"') },
    loggingConfig: {
      logFormat: 'JSON',
      logGroup: hcl.string(`${address(logGroup)}${index}.name`),
      applicationLogLevel: hcl.string('var.log_level'),
      // Lambda's own default. WARN would hide the reports, and with them cold starts, durations and memory.
      systemLogLevel: 'INFO',
    },
    tags: hcl.map('var.tags'),
    ...(props.rules && {
      lifecycle: {
        precondition: props.rules.map(({ condition, message }) => ({
          condition: hcl.boolean(condition),
          errorMessage: message,
        })),
      },
    }),
    dependsOn: [policy],
  });
  lambda.addOverride('dynamic.dead_letter_config', {
    for_each: deadLetterTargets(scope.node.id),
    content: { target_arn: '${dead_letter_config.value}' },
  });
  lambda.addOverride('dynamic.vpc_config', {
    for_each: '${var.vpc[*]}',
    content: {
      subnet_ids: '${vpc_config.value.subnet_ids}',
      security_group_ids: '${vpc_config.value.security_group_ids}',
    },
  });
  why(
    lambda,
    'It waits for its policy: otherwise a first call could come before the role may write its log or use the key.',
  );
  return { lambda: address(lambda) + index, role: address(role) };
}

/** An expression of where a function's dead letters go: one ARN, or none. */
const deadLetterTargets = (id: string) =>
  `\${[for name, arn in var.dead_letter_target_arns : arn if name == "${id}"]}`;

/** Lambda writes them in the function's name, and creates no function whose role may not. */
const writeDeadLetters = (id: string): OptionalStatement => ({
  for_each: deadLetterTargets(id),
  content: {
    sid: 'WriteDeadLetters',
    actions: ['${{ sns = "sns:Publish", sqs = "sqs:SendMessage" }[split(":", statement.value)[2]]}'],
    resources: ['${statement.value}'],
  },
});

/** What a role's name says of its function. IAM allows 64 characters: 32 of `name`, and 14 of a region. */
const inRoleName: Readonly<Record<FunctionName, string>> = {
  'define-auth-challenge': 'define',
  'create-auth-challenge': 'create',
  'verify-auth-challenge-response': 'verify',
  'pre-token-generation': 'tokens',
  'deliver-challenge': 'deliver',
  support: 'support',
  'publish-events': 'events',
};

/** Roles belong to an account, functions to a region: in a second region the same name would be taken. */
function roleName(name: FunctionName): string {
  return `\${var.name}-${inRoleName[name]}-\${local.region}`;
}

/**
 * For what AWS deletes together with a function. Otherwise a function that is replaced under the same name, such as a zip
 * by an image, would be without its alias, its permission or its retries until the next apply.
 */
export function replacedWith(lambda: string) {
  return { replaceTriggeredBy: [`${lambda}.id`] };
}
