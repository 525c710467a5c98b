import type { Input } from './input.ts';

export const nameInput = {
  name: {
    type: 'string',
    description: 'Name of the user pool, and the beginning of every other name.',
    validations: [
      {
        condition: 'can(regex("^[a-z][a-z0-9-]{1,31}$", var.name))',
        message:
          'name takes 2 to 32 lower-case letters, digits and hyphens, a letter first: Lambda and IAM names are made from it.',
      },
    ],
  },
} satisfies Record<string, Input>;
