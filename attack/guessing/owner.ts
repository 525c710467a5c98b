import type { Actor } from './attackers.ts';
import type { Door, Round, Stage } from './stage.ts';

/** How the owner fared. */
export interface Fared {
  tries: number;
  /** Signed in at once, */
  first: number;
  /** or after starting again, up to three times. */
  soon: number;
  /** When the last sign-in began. */
  began: number;
}

const SIGN_INS = 4;
const DAY = 86_400;

/**
 * Signs in every so many days, at any time of the day, and starts again where that fails. Never twice in an hour: who
 * has used the hour's last message has to wait.
 */
export async function* owner(stage: Stage, door: Door, everyDays: number, fared: Fared): Actor {
  for (;;) {
    yield (everyDays - 0.5 + stage.random().readUInt32BE() / 2 ** 32) * DAY;
    fared.tries++;
    for (let n = 0; n < SIGN_INS; n++) {
      const round = await stage.begin(door);
      fared.began = stage.now();
      yield 25;
      if (await typesCodes(stage, round)) {
        if (n === 0) fared.first++;
        fared.soon++;
        break;
      }
      yield 20;
    }
  }
}

/** Types the codes of the mailbox that are as long as the app says, the newest first. */
async function typesCodes(stage: Stage, first: Round): Promise<boolean> {
  const length = Number(first.told.codeLength);
  const codes = stage.mailbox
    .filter(({ clientId, challenge, at }) => {
      return (
        clientId === first.door.clientId && challenge === first.door.challenge && at > stage.now() - 2 * 3600
      );
    })
    .map(({ values }) => values.code ?? '')
    .filter(code => code.replaceAll(' ', '').length === length);
  let round: Round | undefined = first;
  for (const code of new Set(codes.reverse())) {
    if (!round) return false;
    const { isSignedIn, next } = await stage.answer(round, code);
    if (isSignedIn) return true;
    round = next;
  }
  return false;
}
