import { functionNames, toId } from '../packages.ts';
import { byteLength, hclList, isWhole, SPELLING } from './conditions.ts';
import type { Input } from './input.ts';

const FUNCTIONS = hclList(functionNames.map(toId));
const everyPackage = (condition: string) => `alltrue([for package in var.function_packages : ${condition}])`;

/**
 * What Lambda has for the variables of a function, names and values. It measures them as one JSON object, in which each
 * quotation mark of a value takes two bytes: refusals show it ("String measured: {…", terraform-aws-github-runner#3594).
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const ENVIRONMENT_BYTES = 4096;

/** Lambda refuses them. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED = [
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
];

/** How the trigger functions run. */
export const functionInputs = {
  function_packages: {
    type: `map(object({
  filename     = optional(string)
  image_uri    = optional(string)
  handler      = optional(string)
  runtime      = optional(string)
  architecture = optional(string)
  memory_size  = optional(number)
  environment  = optional(map(string), {})
}))`,
    description:
      'Packages of your own instead of the shipped ones, in any runtime, by function: define_auth_challenge, create_auth_challenge, verify_auth_challenge_response, deliver_challenge. ' +
      'filename: a zip, with handler and runtime. image_uri: a container image instead. architecture and memory_size: those of the module by default. ' +
      'environment: variables besides CHALLENGE_SETTINGS. A package with neither filename nor image_uri keeps the shipped code and changes the rest.',
    default: {},
    validations: [
      {
        condition: `length(setsubtract(keys(var.function_packages), ${FUNCTIONS})) == 0`,
        message:
          'function_packages takes define_auth_challenge, create_auth_challenge, verify_auth_challenge_response and deliver_challenge.',
      },
      {
        condition: everyPackage('package.filename == null || package.image_uri == null'),
        message: 'function_packages: a function has a filename or an image_uri, not both.',
      },
      {
        condition: everyPackage(
          'package.filename == null || (package.handler != null && package.runtime != null)',
        ),
        message: `function_packages: a filename needs its handler and its runtime, such as "main.handler" and "python3.13". ${SPELLING}`,
      },
      {
        condition: everyPackage(
          'package.image_uri == null || package.filename != null || (package.handler == null && package.runtime == null)',
        ),
        message: 'function_packages: an image_uri takes no handler and no runtime: the image has its own.',
      },
      {
        condition: everyPackage(
          'package.filename != null || package.image_uri != null || (package.handler == null && package.runtime == null)',
        ),
        message: `function_packages: handler and runtime go with a filename; the shipped code has its own. Set runtime for the module instead. ${SPELLING}`,
      },
      {
        condition: everyPackage(
          'package.architecture == null || contains(["arm64", "x86_64"], coalesce(package.architecture, "arm64"))',
        ),
        message: 'function_packages: architecture takes arm64 or x86_64.',
      },
      {
        condition: everyPackage('!contains(keys(package.environment), "CHALLENGE_SETTINGS")'),
        message:
          'function_packages: CHALLENGE_SETTINGS is written by the module; change the inputs that it comes from.',
      },
      {
        condition: everyPackage(
          `alltrue([for name in keys(package.environment) : can(regex("^[A-Za-z][A-Za-z0-9_]+$", name)) && !contains(${hclList(RESERVED)}, name)])`,
        ),
        message: `function_packages: environment takes names of at least two letters, digits and _, a letter first, and none that Lambda sets itself (${RESERVED.join(', ')}).`,
      },
      {
        condition: everyPackage(
          `package.memory_size == null || (${isWhole('coalesce(package.memory_size, 128)', 128, 10240)})`,
        ),
        message: 'function_packages: memory_size takes a whole number of MB from 128 to 10240.',
      },
      {
        condition: `alltrue([for environment in concat([{}], [for package in var.function_packages : package.environment]) : ${byteLength(
          'jsonencode(merge(environment, { CHALLENGE_SETTINGS = local.settings_at_most }))',
        )} <= ${ENVIRONMENT_BYTES}])`,
        message: `function_packages: the settings that the module writes from its inputs, and environment, take more than the ${ENVIRONMENT_BYTES} bytes that Lambda has for the variables of a function, counted as JSON. Shorten what is long: magic_link.urls, values of when, delivery.texts, names of clients and steps, or environment.`,
      },
    ],
  },
  runtime: {
    type: 'string',
    description:
      'Lambda runtime of the functions that the module ships: nodejs22.x, or nodejs24.x with version 6.19 or later of the AWS provider, since earlier ones refuse it.',
    default: 'nodejs22.x',
    validations: [
      {
        condition: 'can(regex("^nodejs(2[2-9]|[3-9][0-9])\\\\.x$", var.runtime))',
        message:
          'runtime takes nodejs22.x or later: the functions that the module ships are JavaScript, and Lambda creates none with nodejs20.x since 2026. Your own go into function_packages.',
      },
    ],
  },
  architecture: {
    type: 'string',
    description: 'Instruction set of the functions: arm64 or x86_64.',
    default: 'arm64',
    validations: [
      {
        condition: 'contains(["arm64", "x86_64"], var.architecture)',
        message: 'architecture takes arm64 or x86_64.',
      },
    ],
  },
  memory_size: {
    type: 'number',
    description:
      'Memory of each function in MB, 128 to 10240. CPU grows with it: more memory, shorter cold starts.',
    default: 512,
    validations: [
      {
        condition: isWhole('var.memory_size', 128, 10240),
        message: 'memory_size takes a whole number of MB from 128 to 10240.',
      },
    ],
  },
  reserved_concurrency: {
    type: 'number',
    description:
      'Executions that each function may have at once, taken out of the account; -1 for no limit of its own.',
    default: -1,
    validations: [
      {
        condition:
          'var.reserved_concurrency == -1 || (var.reserved_concurrency >= 1 && floor(var.reserved_concurrency) == var.reserved_concurrency)',
        message:
          'reserved_concurrency takes a whole number of executions from 1, or -1 for no limit. With 0 nobody could sign in.',
      },
    ],
  },
  provisioned_concurrency_enabled: {
    type: 'bool',
    description:
      'Whether provisioned_concurrency executions of each function are kept warm, behind an alias. Costs by the hour.',
    default: false,
  },
  provisioned_concurrency: {
    type: 'number',
    description: 'Executions of each function that are kept warm, with provisioned_concurrency_enabled.',
    default: null,
    nullable: true,
    validations: [
      {
        condition: '!var.provisioned_concurrency_enabled || var.provisioned_concurrency != null',
        message:
          'provisioned_concurrency_enabled needs a number of executions: set provisioned_concurrency, as 1.',
      },
      {
        condition:
          'var.provisioned_concurrency == null || (coalesce(var.provisioned_concurrency, 1) >= 1 && floor(coalesce(var.provisioned_concurrency, 1)) == coalesce(var.provisioned_concurrency, 1))',
        message: 'provisioned_concurrency takes a whole number of executions from 1.',
      },
      {
        condition:
          'var.reserved_concurrency == -1 || coalesce(var.provisioned_concurrency, 0) <= var.reserved_concurrency',
        message:
          'provisioned_concurrency is more than reserved_concurrency: raise the one or lower the other.',
      },
    ],
  },
  tracing_enabled: {
    type: 'bool',
    description: 'Whether X-Ray traces the functions.',
    default: false,
  },
  vpc: {
    type: 'object({ subnet_ids = set(string), security_group_ids = set(string) })',
    description:
      'Subnets and security groups that the functions run in; null for none. The subnets need a way to whatever the functions call: KMS; DynamoDB for the ledger; ' +
      'Lambda, and SES, SNS or End User Messaging, for messages; SSM for texts of your own; the service behind human_check and its secret. By endpoints or a NAT gateway.',
    default: null,
    nullable: true,
    validations: [
      {
        condition:
          'var.vpc == null || (length(try(var.vpc.subnet_ids, [])) > 0 && length(try(var.vpc.security_group_ids, [])) > 0)',
        message: 'vpc needs at least one of subnet_ids and one of security_group_ids.',
      },
    ],
  },
  code_signing_config_arn: {
    type: 'string',
    description:
      'ARN of a code-signing configuration that the packages must satisfy; sign the zips and give them as function_packages.',
    default: null,
    nullable: true,
    validations: [
      {
        // https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning-create.html
        condition:
          'var.code_signing_config_arn == null || alltrue([for package in var.function_packages : package.image_uri == null])',
        message:
          'code_signing_config_arn goes with zips alone, and a function of function_packages is an image: Lambda signs no images. Leave it out, or give a zip.',
      },
      {
        condition:
          'var.code_signing_config_arn == null || can(regex("^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:code-signing-config:csc-[a-z0-9]{17}$", var.code_signing_config_arn))',
        message:
          'code_signing_config_arn takes the ARN of a code-signing configuration: arn:aws:lambda:<region>:<account>:code-signing-config:csc-<id>.',
      },
    ],
  },
} satisfies Record<string, Input>;
