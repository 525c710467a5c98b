import { text } from '../../functions/settings/declare.ts';
import { declared } from './from-declaration.ts';

export const nameInput = {
  name: declared(
    'name',
    text(
      '2 to 32 lower-case letters, digits and hyphens, a letter first: Lambda and IAM names are made from it',
      /^[a-z][a-z0-9-]{1,31}$/u,
    ),
    { text: 'Name of the user pool, and the beginning of every other name.', example: 'acme-sign-in' },
  ),
};
