import { createChallenge } from '../../functions/create-auth-challenge/create-challenge.ts';
import { requiredSettings } from './challenge-settings.ts';
import { settingsFrom } from './questions.ts';
import { DELIVERY } from './settings.ts';
import { AFTER_PASSWORD, cognitoEvent, failures, parsed } from './trigger-events.ts';
import { testWorld } from './worlds.ts';

const FUNCTION_ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:quiz';

/** What the client is told when a challenge is asked, with an alternative beside it, after a wrong answer. */
export async function publicParameters(challenge: string): Promise<Record<string, string>> {
  const other = challenge === 'captcha' ? 'proof_of_work' : 'captcha';
  const step = { name: 'asked', challenges: [challenge, other], functionArn: FUNCTION_ARN, proof: false };
  const flow = [{ challenges: ['password'] }, step];
  const settings = { ...settingsFrom(flow, requiredSettings), delivery: DELIVERY };
  const invoke = async () => ({ response: { publicChallengeParameters: { question: 'x' } } });
  const create = await createChallenge(settings, { ...testWorld(), invoke });
  const session = [...AFTER_PASSWORD, ...failures('asked', 1, { challenge })];
  return (await create(parsed(cognitoEvent('create', { session })))).publicChallengeParameters;
}
