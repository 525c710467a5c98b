import type { World } from '../functions/challenges/challenge.ts';
import { loadChallenges } from '../functions/challenges/load.ts';
import { readEvent } from '../functions/event/event.ts';
import { epochKeys } from '../functions/question/epoch-key.ts';
import { fromPrivateParameters, toQuestion } from '../functions/question/question.ts';
import { readStrings } from '../functions/records.ts';
import { parseSettings } from '../functions/settings/settings.ts';
import type { Round } from './cognito/cognito.ts';
import { namesFunction } from './cognito/permissions.ts';
import { triggerEvent } from './cognito/trigger-events.ts';
import type { Deployment } from './deployment.ts';
import type { Kms } from './services/kms.ts';

/**
 * Computes the answers to questions that were asked, for people and tests on this machine. It can, because it has the
 * key; nothing that Cognito, a log or a client sees would do. This is the one place where `local` uses the functions'
 * own code: a second derivation would be a second truth.
 *
 * @returns the answer to what a create trigger asked; undefined if it is not derived, and for other triggers
 */
export function expectedAnswers({ userPool, functions, region }: Deployment, kms: Kms) {
  const arn = userPool.lambdaConfig.CreateAuthChallenge ?? '';
  const create = functions.find(fn => namesFunction(arn, fn));
  const settingsJson = create?.environment.CHALLENGE_SETTINGS;

  const load = async (json: string) => {
    const settings = parseSettings(json);
    const world = worldOf(kms);
    const epochKey = epochKeys(settings.keyId, world.generateMac);
    return { settings, epochKey, challenges: await loadChallenges(settings, world) };
  };
  let loaded: ReturnType<typeof load> | undefined;

  return async ({
    trigger,
    userPoolId,
    clientId,
    userName,
    request,
    response,
  }: Round): Promise<string | undefined> => {
    if (trigger !== 'CreateAuthChallenge' || !settingsJson) return undefined;
    const parameters = readStrings(Object(response).privateChallengeParameters);
    const asked = parameters && fromPrivateParameters(parameters);
    const event = readEvent(
      triggerEvent(trigger, { region, userPoolId, clientId, userName }, request),
      'CreateAuthChallenge_Authentication',
    );
    if (!asked || !event) return undefined;
    loaded ??= load(settingsJson);
    const { settings, epochKey, challenges } = await loaded;
    const question = toQuestion(settings, asked, event, epochKey);
    return question && challenges.get(question.challenge)?.answer?.(question);
  };
}

/** Answers are derived by the clock and the key alone. */
function worldOf(kms: Kms): World {
  const isNotHere = () => Promise.reject(new Error('A derived answer needs no function.'));
  return {
    now: Date.now,
    generateMac: async (id, message) => kms.generateMac(id, Buffer.from(message)),
    ...{ invoke: isNotHere, secretText: isNotHere, postForm: isNotHere },
  };
}
