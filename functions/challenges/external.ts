import { readAsked, readVerdict } from '../external/answers.ts';
import { createEvent, verifyEvent } from '../external/events.ts';
import type { Challenge, ChallengeMaker, Question } from './challenge.ts';

/**
 * A challenge that another Lambda function runs, in any language: it takes Cognito's own create and verify events and
 * gives them back with their responses filled in, as a trigger does. So an existing trigger plugs in as one step.
 */
export const external: ChallengeMaker = (_settings, world): Challenge => {
  /** What goes wrong is the operator's to read; the user is told that there is no sign-in. */
  async function ask<Result>(
    { step }: Question,
    event: object,
    read: (answer: unknown) => Result,
  ): Promise<Result> {
    // A flow with an external challenge and no function to ask is refused at the cold start.
    const functionArn = step.functionArn ?? '';
    try {
      return read(await world.invoke(functionArn, event));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `The external function of step ${step.name} (${functionArn}) gave no answer. ${reason}`,
      );
    }
  }

  return {
    create: question => ask(question, createEvent(question), answer => readAsked(answer, question.step.name)),
    verify: (question, given, kept) => ask(question, verifyEvent(question, given, kept), readVerdict),
  };
};
