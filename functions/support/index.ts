import { updateItem } from '../aws/dynamodb.ts';
import { generateMac } from '../aws/kms.ts';
import { AwsCallError } from '../aws/send.ts';
import { shell } from '../handlers/shell.ts';
import { logFault, stackOf } from '../log-fault.ts';
import { support } from './answer.ts';
import { RequestError } from './request-error.ts';
import { parseSupportSettings } from './settings.ts';

type Answer = ReturnType<typeof support>;

let answer: Answer | undefined;

/** Called by an operator, who is told what is wrong with a request. */
export const handler = shell(
  event => ({ event }),
  async ({ event }) => {
    answer ??= support(parseSupportSettings(process.env.CHALLENGE_SETTINGS), {
      now: Date.now,
      generateMac,
      updateItem,
    });
    try {
      return await answer(event);
    } catch (error) {
      // An answer like the others: what an operator mistypes is no fault of the function, and sets off no alarm.
      if (error instanceof RequestError) return { error: error.message };
      throw error;
    }
  },
  error => {
    logFault({ message: 'A support request failed.', error: String(error), stack: stackOf(error) });
    const code = error instanceof AwsCallError ? error.code : 'an error';
    return new Error(`The request failed (${code}): the function's log says why.`);
  },
);
