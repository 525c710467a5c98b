import { EXTERNAL_PRIVATE_BYTES, NOTE_MAX_BYTES } from '../../flow/session-budget.ts';
import { toOwn } from '../../question/question.ts';
import type { Parameters } from '../../records.ts';
import { isRecord, readStrings } from '../../records.ts';
import type { Asked } from '../challenge.ts';

/** The picture of a CAPTCHA as a data URL fits. */
const MAX_PUBLIC_BYTES = 8192;

/**
 * What a function asks. Its public parameters come under the step's name (`external.captchaUrl`), so that none is
 * taken for one of the module's or Cognito's.
 *
 * @throws Error that says what is wrong with the answer, without its values: they may be secrets
 */
export function readAsked(answer: unknown, step: string): Asked {
  const response = responseOf(answer);
  const shown = parameters(response, 'publicChallengeParameters', MAX_PUBLIC_BYTES);
  const kept = parameters(response, 'privateChallengeParameters', EXTERNAL_PRIVATE_BYTES, toOwn);
  const note = noteOf(response.challengeMetadata, step);
  return {
    public: Object.fromEntries(Object.entries(shown).map(([name, value]) => [`${step}.${name}`, value])),
    private: kept,
    ...(note && { note }),
  };
}

/** Whether a function found the answer right. @throws Error if it returned no event */
export function readVerdict(answer: unknown): boolean {
  return responseOf(answer).answerCorrect === true;
}

function responseOf(answer: unknown): Record<string, unknown> {
  const response = isRecord(answer) ? answer.response : undefined;
  if (!isRecord(response)) throw new Error('It has to return the event with its response filled in.');
  return response;
}

/** @param stored how they are kept, which is what has to fit */
function parameters(
  response: Record<string, unknown>,
  field: string,
  maxBytes: number,
  stored = (texts: Parameters) => texts,
): Parameters {
  const value = response[field] ?? {};
  const texts = readStrings(value);
  if (!texts) {
    const odd = isRecord(value) ? Object.keys(value).filter(name => typeof value[name] !== 'string') : [];
    const where = odd.length > 0 ? ` (${odd.slice(0, 5).join(', ')})` : '';
    throw new Error(`Its ${field} has to be an object of strings: Cognito accepts nothing else${where}.`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(stored(texts)));
  if (bytes > maxBytes) throw new Error(`Its ${field} has ${bytes} bytes as JSON; the limit is ${maxBytes}.`);
  return texts;
}

function noteOf(metadata: unknown, step: string): string | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  if (typeof metadata !== 'string') throw new Error('Its challengeMetadata has to be a string.');
  if (Buffer.byteLength(metadata) <= NOTE_MAX_BYTES) return metadata;
  console.warn({ message: `The challengeMetadata is dropped: over ${NOTE_MAX_BYTES} bytes.`, step });
  return undefined;
}
