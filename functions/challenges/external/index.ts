import type { Step } from '../../settings/step.ts';
import type { Challenge, ChallengeMaker } from '../challenge.ts';
import { readAsked, readVerdict } from './answers.ts';
import { createEvent, verifyEvent } from './events.ts';

/**
 * A challenge that another Lambda function runs, in any language: it takes Cognito's own create and verify events and
 * returns them with their responses filled in, like a trigger. So an existing trigger works unchanged as one step.
 */
export const external: ChallengeMaker = (_settings, world): Challenge => {
  /** Only the operator reads what went wrong; the user is told that sign-in is not available. */
  async function ask<Result>(
    step: Step,
    // A flow with an external challenge and no function to ask is refused at the cold start.
    functionArn = '',
    event: object,
    read: (answer: unknown) => Result,
  ): Promise<Result> {
    try {
      return read(await world.invoke(functionArn, event));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `The external function of step ${step.name} (${functionArn}) gave no valid response. ${reason}`,
      );
    }
  }

  return {
    create: question => {
      const { step } = question;
      return ask(step, step.functionArn, createEvent(question), answer => readAsked(answer, step.name));
    },
    verify: (question, given, kept) => {
      const { step } = question;
      // Functions that were written as triggers come in pairs, one for each; others answer to both events.
      const functionArn = step.verifyFunctionArn ?? step.functionArn;
      return ask(step, functionArn, verifyEvent(question, given, kept), readVerdict);
    },
  };
};

export default external;
