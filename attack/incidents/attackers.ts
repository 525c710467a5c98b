import type { Loop } from '../../test/support/loop.ts';
import type { Asked } from '../../test/support/sdk-client.ts';
import { type Answer, orRefused, type Person, tryOnce, userOf } from './people.ts';

/** The owner of an account has a text message sent, and is not interested in it. */
export async function pump(loop: Loop, account: Person): Promise<void> {
  // The code of the mail leads to the text message: that is as far as it goes.
  const passMail: Answer = async (user, asked, code) => {
    await user.answer(asked, code);
    return { $metadata: {} };
  };
  await orRefused(() => tryOnce(loop, account, { client: 'app', answer: passMail }));
}

/** Guesses as long as Cognito lets them. @returns guesses that were given */
export async function guess(loop: Loop, victim: Person): Promise<number> {
  const user = userOf(loop, victim, 'web');
  let asked: Asked | undefined = await orRefused(user.begin);
  let guesses = 0;
  while (asked?.Session) {
    const question: Asked = asked;
    // Whichever: one is as good as another, and right once in a million times.
    asked = await orRefused(() => user.answer(question, String(guesses).padStart(6, '0')));
    guesses++;
  }
  return guesses;
}
