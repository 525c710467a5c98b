import { randomBytes } from 'node:crypto';
import { type UpdateItem, updateItem } from '../aws/dynamodb.ts';
import { answersIn } from './answers.ts';
import { guessesIn } from './guesses.ts';
import type { Ledger } from './ledger.ts';
import { messagesIn } from './messages.ts';
import { questionsIn } from './questions.ts';

/**
 * The usual path is one write, or two side by side; two of a resend. Another follows where the first one's condition
 * says that something was there.
 *
 * @param update does one write; another one for simulations
 * @param random names one of a few things, for an hour or two
 */
export function dynamodbLedger(
  table: string,
  update: UpdateItem = updateItem,
  random = () => randomBytes(6).toString('base64url'),
): Ledger {
  return {
    ...answersIn(table, update),
    ...guessesIn(table, update),
    ...questionsIn(table, update),
    ...messagesIn(table, update, random),
  };
}
