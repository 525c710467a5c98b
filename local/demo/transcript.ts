import type { Round } from '../cognito/cognito.ts';

/** Prints the loop as it happens: what the client does at the margin, what Cognito calls beneath. */
export function transcript(print: (line: string) => void) {
  return {
    client: (line: string) => print(`  ${line}`),
    round: (round: Round) => {
      const time = `${Math.round(round.durationMs)} ms${round.coldStart ? ', cold start' : ''}`;
      print(`    ${round.trigger.padEnd(27)} ${told(round).padEnd(34)} ${time}`);
    },
  };
}

/** What came of a call, in a few words. */
function told({ error, response }: Round): string {
  if (error) return `${error.code}: ${error.message}`;
  const { issueTokens, failAuthentication, challengeName, answerCorrect, publicChallengeParameters } =
    Object(response);
  if (issueTokens) return 'issue tokens';
  if (failAuthentication) return 'fail';
  if (challengeName) return `next ${challengeName}`;
  if (answerCorrect !== undefined) return answerCorrect ? 'right' : 'wrong';
  const { challenge, step, steps } = Object(publicChallengeParameters);
  return `asks ${challenge}, step ${step} of ${steps}`;
}
