import { map, object, oneOf, optional, text, whole } from '../../functions/settings/declare.ts';
import { functionNames, toId } from '../packages.ts';
import { byteLength, hclList } from './conditions.ts';
import { declared } from './from-declaration.ts';
import type { Validation } from './input.ts';
import { anyText } from './scalars.ts';

export const architecture = oneOf('arm64', 'x86_64');
export const memorySize = whole(128, 10240);

/** A function by its id. */
export const functionId = oneOf(...functionNames.map(toId));
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

/** What the module writes: the settings, and its `name`, which metrics have as a dimension. */
const WRITTEN = ['CHALLENGE_SETTINGS', 'MODULE_NAME'];

const ownPackage = object({
  filename: optional(anyText),
  image_uri: optional(anyText),
  handler: optional(anyText),
  runtime: optional(anyText),
  architecture: optional(architecture),
  memory_size: optional(memorySize),
  environment: optional(
    map(anyText, text('two or more letters, digits and _, a letter first', /^[A-Za-z][A-Za-z0-9_]+$/u)),
    {},
  ),
});

const rules: readonly Validation[] = [
  {
    condition: everyPackage('package.filename == null || package.image_uri == null'),
    message: 'function_packages: a function has a filename or an image_uri, not both.',
  },
  {
    condition: everyPackage(
      'package.filename == null || (package.handler != null && package.runtime != null)',
    ),
    message:
      'function_packages: a filename needs its handler and its runtime, such as "main.handler" and "python3.13".',
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
    message:
      'function_packages: handler and runtime go with a filename; the shipped code has its own. Set the input runtime instead.',
  },
  {
    condition: everyPackage(`length(setintersection(keys(package.environment), ${hclList(WRITTEN)})) == 0`),
    message: `function_packages: ${WRITTEN.join(' and ')} are written by the module; change the inputs that they come from.`,
  },
  {
    condition: everyPackage(`length(setintersection(keys(package.environment), ${hclList(RESERVED)})) == 0`),
    message: `function_packages: environment takes no names that Lambda sets itself (${RESERVED.join(', ')}).`,
  },
  {
    condition: `alltrue([for environment in concat([{}], [for package in var.function_packages : package.environment]) : ${byteLength(
      'jsonencode(merge(environment, { CHALLENGE_SETTINGS = local.settings_at_most, MODULE_NAME = var.name }))',
    )} <= ${ENVIRONMENT_BYTES}])`,
    message: `function_packages: the settings that the module writes from its inputs, and environment, take more than the ${ENVIRONMENT_BYTES} bytes that Lambda has for the variables of a function, counted as JSON. Shorten what is long: magic_link.urls, values of when, delivery.texts, names of clients and steps, or environment.`,
  },
];

/** What the functions run instead of the shipped code. */
export const packageInputs = {
  function_packages: declared('function_packages', map(ownPackage, functionId), {
    text: 'Packages of your own instead of the shipped ones, in any runtime, by function. A package with neither `filename` nor `image_uri` keeps the shipped code and changes the rest.',
    attributes: {
      filename: 'A zip. Needs `handler` and `runtime`.',
      image_uri: 'A container image instead, which has its own handler and runtime.',
      handler: 'Handler in the zip.',
      runtime: 'Lambda runtime of the zip.',
      architecture: 'Instruction set. Default: the input `architecture`.',
      memory_size: { unit: 'MB', text: 'Memory. Default: the input `memory_size`.' },
      environment:
        'Environment variables besides `CHALLENGE_SETTINGS` and `MODULE_NAME`, which the module writes.',
    },
    default: {},
    example: {
      create_auth_challenge: { filename: 'create.zip', handler: 'main.handler', runtime: 'python3.13' },
      verify_auth_challenge_response: { memory_size: 1024 },
    },
    rules,
  }),
};
