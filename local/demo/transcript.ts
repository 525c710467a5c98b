import type { Round } from '../cognito/cognito.ts';
import type { Failure } from '../services/event-queue.ts';
import type { SentMessage } from '../services/outbox.ts';

/**
 * Prints the loop as it happens: what the client does at the margin, what Cognito calls beneath, and the messages that
 * arrive.
 *
 * @param externals ARNs of functions whose every line is shown: their author looks for it here, and has no other log
 */
export function transcript(print: (line: string) => void, externals: readonly string[] = []) {
  const external = new Set(externals.map(arn => arn.split(':')[6]));
  return {
    client: (line: string) => print(`  ${line}`),
    onRound: (round: Round) => {
      const time = `${Math.round(round.durationMs)} ms${round.coldStart ? ', cold start' : ''}`;
      print(`    ${round.trigger.padEnd(27)} ${told(round).padEnd(34)} ${time}`);
    },
    onMessage: ({ medium, to, subject, text }: SentMessage) => {
      const lines = [...(subject ? [subject, ''] : []), ...text.trim().split('\n')];
      print([`    ${medium} to ${to}`, ...lines.map(line => `    | ${line}`.trimEnd())].join('\n'));
    },
    onFailure: ({ requestContext: { functionArn, condition }, destination, deadLetterTarget }: Failure) =>
      print(
        `    Lambda gives up an event of ${functionArn}: ${condition}; told is ${[destination, deadLetterTarget].filter(Boolean).join(', ') || 'nobody'}`,
      ),
    /** Of the module's own functions what they have to complain of; the rest of their log is for CloudWatch. */
    onLog: (functionName: string, line: string) => {
      // A metric carries the least level that is logged, whatever that is.
      const complains =
        /\t(WARN|ERROR)\t|"level":"(WARN|ERROR|FATAL)"/.test(line) && !line.startsWith('{"_aws"');
      if (complains || external.has(functionName))
        print(
          line
            .split('\n')
            .map(each => `    ${functionName}: ${each}`)
            .join('\n'),
        );
    },
  };
}

const LOOP: readonly string[] = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];

/** The outcome of a call, in a few words. */
function told({ trigger, triggerSource, error, response }: Round): string {
  if (error) return `${error.code}: ${error.message}`;
  if (!LOOP.includes(trigger)) return triggerSource;
  const { issueTokens, failAuthentication, challengeName, answerCorrect, publicChallengeParameters } =
    Object(response);
  if (issueTokens) return 'issue tokens';
  if (failAuthentication) return 'fail';
  if (challengeName) return `next ${challengeName}`;
  if (answerCorrect !== undefined) return answerCorrect ? 'right' : 'wrong';
  if (!publicChallengeParameters) return 'goes on';
  const { challenge, step, steps } = Object(publicChallengeParameters);
  return `asks ${challenge}, step ${step} of ${steps}`;
}
