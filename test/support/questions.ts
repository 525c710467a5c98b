import type { World } from '../../functions/challenges/challenge.ts';
import type { TriggerEvent } from '../../functions/event/event.ts';
import { epochKeys } from '../../functions/question/epoch-key.ts';
import type { Question } from '../../functions/question/question.ts';
import { type AskedQuestion, toQuestion } from '../../functions/question/question.ts';
import { parseSettings, type Settings } from '../../functions/settings/settings.ts';
import { cognitoEvent, parsed } from './trigger-events.ts';
import { fakeMac, NOW_SECONDS } from './worlds.ts';
import { written } from './written.ts';

const KEY_ID = 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11';

/** Settings as Terraform writes them, read as the functions read them. */
export function settingsFrom(
  flow: readonly object[],
  challenges: Readonly<Record<string, unknown>> = {},
): Settings {
  return parseSettings(JSON.stringify(written({ flow, keyId: KEY_ID, challenges })));
}

/** A question as create and verify make it, with real derivation under the key of the tests. */
export function questionFrom(
  settings: Settings,
  asked: Partial<AskedQuestion> = {},
  event: TriggerEvent = parsed(cognitoEvent('verify')),
): Question {
  const step = settings.flow.at(-1);
  const whole = {
    step: step?.name ?? '',
    challenge: step?.challenges[0] ?? '',
    nonce: 'AAECAwQFBgcICQoLDA0ODw',
    issuedAt: NOW_SECONDS,
    ...asked,
  };
  const question = toQuestion(settings, whole, event, epochKeys(settings.keyId, fakeMac));
  if (!question) throw new Error(`${whole.challenge} is none of the flow's challenges.`);
  return question;
}

/** A world in which nothing may be asked, but for what a test says. */
export function worldWith(parts: Partial<World> = {}): World {
  const unexpected = (name: string) => async () => {
    throw new Error(`${name} was called`);
  };
  return {
    now: () => NOW_SECONDS * 1000,
    generateMac: fakeMac,
    invoke: unexpected('invoke'),
    secretText: unexpected('secretText'),
    postForm: unexpected('postForm'),
    ...parts,
  };
}
