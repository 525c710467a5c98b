import { answersIn } from './answers.ts';
import type { Ledger } from './ledger.ts';
import { messagesIn } from './messages.ts';
import { questionsIn } from './questions.ts';

/** The usual path is one write, two of a resend; another follows where the first one's condition tells that something was there. */
export function dynamodbLedger(table: string): Ledger {
  return { ...answersIn(table), ...questionsIn(table), ...messagesIn(table) };
}
