import type { Input } from './input.ts';

/** How the trigger functions run. */
export const functionInputs = {
  runtime: {
    type: 'string',
    description: 'Lambda runtime of the functions that the module ships.',
    default: 'nodejs22.x',
    validations: [
      {
        condition: 'can(regex("^nodejs(2[0-9]|[3-9][0-9])\\\\.x$", var.runtime))',
        message:
          'runtime takes nodejs20.x or later, as nodejs22.x: the functions that the module ships are JavaScript.',
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
        condition:
          'var.memory_size >= 128 && var.memory_size <= 10240 && floor(var.memory_size) == var.memory_size',
        message: 'memory_size takes a whole number of MB from 128 to 10240.',
      },
    ],
  },
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
  tags: {
    type: 'map(string)',
    description: 'Tags of every resource that takes tags.',
    default: {},
  },
} satisfies Record<string, Input>;
