import { epochKeys } from '../functions/answers/epoch-key.ts';
import { fromPrivateParameters, toQuestion } from '../functions/answers/question.ts';
import { challenges } from '../functions/challenges/table.ts';
import { parseSettings } from '../functions/settings.ts';
import { readStrings } from '../functions/trigger/event.ts';
import type { Kms } from './services/kms.ts';

/**
 * Computes the answer to a question that was asked, for people and tests on this machine. It can, because it has the
 * key; nothing that Cognito, a log or a client sees would do. This is the one place where `local` uses the functions'
 * own code: a second derivation would be a second truth.
 *
 * @param settings `CHALLENGE_SETTINGS` of the function that asked
 * @param privateParameters what the create trigger returned as `privateChallengeParameters`
 * @returns undefined where the answer is not derived
 */
export async function expectedAnswer(
  settings: string,
  asker: { readonly userPoolId: string; readonly clientId: string; readonly userName: string },
  privateParameters: unknown,
  kms: Kms,
): Promise<string | undefined> {
  const { flow, keyId } = parseSettings(settings);
  const asked = fromPrivateParameters(readStrings(privateParameters) ?? {});
  const step = flow.find(({ name }) => name === asked?.step);
  if (!asked || !step || step.challenge === 'password') return undefined;
  const epochKey = epochKeys(keyId, async (id, message) => kms.generateMac(id, Buffer.from(message)));
  return (await challenges[step.challenge]()).answer(toQuestion(step, asked, asker, epochKey));
}
