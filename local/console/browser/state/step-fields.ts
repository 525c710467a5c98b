import type { DraftStep } from './draft.ts';

export interface StepField {
  /** As in Terraform. */
  readonly name: string;
  readonly words: string;
  readonly placeholder: string;
  readonly type: 'number' | 'text' | 'yes or no';
  /** The challenges that have it, where not all do. */
  readonly of?: readonly string[];
}

const FIELDS: readonly StepField[] = [
  { name: 'attempts', words: 'Attempts', placeholder: '3', type: 'number' },
  { name: 'lifetime_seconds', words: 'Lifetime (s)', placeholder: '180', type: 'number' },
  {
    ...{ name: 'code_length', words: 'Characters', placeholder: '6', type: 'number' },
    of: ['email_otp', 'sms_otp', 'magic_link', 'captcha'],
  },
  { name: 'name', words: 'Name', placeholder: 'default', type: 'text' },
  {
    ...{ name: 'function_arn', words: 'ARN of the function', placeholder: 'arn:aws:lambda:…', type: 'text' },
    of: ['external'],
  },
  { name: 'proof', words: 'Proves who it is', placeholder: 'choose', type: 'yes or no', of: ['external'] },
];

/** What can be set of a step, by its challenges. */
export const fieldsOf = ({ challenges }: DraftStep): StepField[] =>
  FIELDS.filter(({ of }) => !of || challenges.some(name => of.includes(name)));
