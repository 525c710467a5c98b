import { flag, map, object, set, text, whole } from '../../functions/settings/declare.ts';
import { declared } from './from-declaration.ts';
import { architecture, functionId, memorySize } from './function-packages.ts';
import { anyNumber, anyText, saying } from './scalars.ts';

const deadLetterTarget = text(
  'the ARN of an SQS queue or an SNS topic',
  /^arn:aws[a-z-]*:(sns|sqs):[a-z0-9-]+:[0-9]{12}:[!-~]+$/u,
);

/** How the functions run. */
export const functionInputs = {
  runtime: declared(
    'runtime',
    text(
      'nodejs22.x or later: the functions that the module ships are JavaScript, and Lambda creates none with nodejs20.x since 2026. Your own go into function_packages',
      /^nodejs(2[2-9]|[3-9][0-9])\.x$/u,
    ),
    {
      text: 'Lambda runtime of the functions that the module ships: `nodejs22.x`; or `nodejs24.x` with version 6.19 or later of the AWS provider, since earlier ones refuse it.',
      default: 'nodejs22.x',
      example: 'nodejs24.x',
    },
  ),
  architecture: declared('architecture', architecture, {
    text: 'Instruction set of the functions.',
    default: 'arm64',
    example: 'x86_64',
  }),
  memory_size: declared('memory_size', memorySize, {
    unit: 'MB',
    text: 'Memory of each function. CPU grows with it: more memory, shorter cold starts.',
    default: 512,
    example: 1024,
  }),
  reserved_concurrency: declared('reserved_concurrency', saying('a whole number from 1, or -1', anyNumber), {
    unit: 'executions',
    text: 'Executions that each function may have at once, taken out of those of the account; -1 for no limit of its own.',
    default: -1,
    example: 50,
    rules: [
      {
        condition:
          'var.reserved_concurrency == -1 || (var.reserved_concurrency >= 1 && floor(var.reserved_concurrency) == var.reserved_concurrency)',
        message:
          'reserved_concurrency takes a whole number of executions from 1, or -1 for no limit. With 0 nobody could sign in.',
      },
    ],
  }),
  provisioned_concurrency_enabled: declared('provisioned_concurrency_enabled', flag(), {
    text: 'Whether `provisioned_concurrency` executions of each function are kept warm, behind an alias. Costs by the hour.',
    default: false,
    example: true,
    with: { provisioned_concurrency: 2 },
  }),
  provisioned_concurrency: declared('provisioned_concurrency', whole(1, Infinity), {
    unit: 'executions',
    text: 'Executions of each function that are kept warm, with `provisioned_concurrency_enabled`.',
    default: null,
    example: 2,
    with: { provisioned_concurrency_enabled: true },
    rules: [
      {
        condition: '!var.provisioned_concurrency_enabled || var.provisioned_concurrency != null',
        message:
          'provisioned_concurrency_enabled needs a number of executions: set provisioned_concurrency, for example to 1.',
      },
      {
        condition:
          'var.reserved_concurrency == -1 || coalesce(var.provisioned_concurrency, 0) <= var.reserved_concurrency',
        message:
          'provisioned_concurrency is more than reserved_concurrency: lower the one or raise the other.',
      },
    ],
  }),
  tracing_enabled: declared('tracing_enabled', flag(), {
    text: 'Whether X-Ray traces the functions.',
    default: false,
    example: true,
  }),
  vpc: declared('vpc', object({ subnet_ids: set(anyText, 1), security_group_ids: set(anyText, 1) }), {
    text:
      'Where the functions run; by default in no VPC of yours. The subnets need a way, by endpoints or a NAT gateway, to whatever the functions call: KMS; DynamoDB for the ledger; ' +
      'Lambda, and SES, SNS or End User Messaging, for messages; SSM for texts of your own; the service behind `human_check` and its secret.',
    attributes: {
      subnet_ids: 'Subnets.',
      security_group_ids: 'Security groups.',
    },
    default: null,
    example: { subnet_ids: ['subnet-0a1b2c3d'], security_group_ids: ['sg-0a1b2c3d'] },
  }),
  dead_letter_target_arns: declared('dead_letter_target_arns', map(deadLetterTarget, functionId), {
    text:
      'Dead-letter queues or topics, by function: where Lambda puts an event that the function failed at for good. Only asynchronous calls come there, and so the messages of `deliver_challenge`: ' +
      'Cognito waits for its triggers and shows the client their failures, but scanners ask for a queue all the same. An event of deliver has the address that the message was for, and no answer. ' +
      'If a key of yours encrypts the queue, its policy must let the roles use it.',
    default: {},
    example: { deliver_challenge: 'arn:aws:sqs:eu-central-1:111122223333:dead-letters' },
    rules: [
      {
        // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
        condition: '!anytrue([for arn in values(var.dead_letter_target_arns) : can(regex("[.]fifo$", arn))])',
        message:
          'dead_letter_target_arns takes no FIFO queue or topic, since Lambda does not send to them. Set a standard one.',
      },
    ],
  }),
  code_signing_config_arn: declared(
    'code_signing_config_arn',
    text(
      'the ARN of a code-signing configuration: arn:aws:lambda:<region>:<account>:code-signing-config:csc-<id>',
      /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:code-signing-config:csc-[a-z0-9]{17}$/u,
    ),
    {
      text: 'A code-signing configuration that the packages must satisfy: sign the zips and give them as `function_packages`.',
      default: null,
      example: 'arn:aws:lambda:eu-central-1:111122223333:code-signing-config:csc-0123456789abcdef0',
      rules: [
        {
          // https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning-create.html
          condition:
            'var.code_signing_config_arn == null || alltrue([for package in var.function_packages : package.image_uri == null])',
          message:
            'code_signing_config_arn goes with zips alone, and a function of function_packages is an image: Lambda signs no images. Leave it out, or give a zip.',
        },
      ],
    },
  ),
};
