import type { CellWorld, FaultyAws } from './aws.ts';
import type { Cell } from './cell.ts';
import { withClock } from './clock.ts';
import { type Ended, given, told } from './ended.ts';
import { type Functions, startFunctions } from './functions.ts';
import { type Asked, lambda, player } from './play.ts';
import { twins } from './twins.ts';

/** What came of a cell: the text of the table, and what is wrong with it. */
export interface Result {
  readonly text: string;
  readonly problems: readonly string[];
}

/** A cell in three stages, so that what is global can be changed in between. */
export interface Run {
  readonly cell: Cell;
  readonly prepare: () => Promise<void>;
  /** The call that meets the fault. */
  readonly meet: () => Promise<void>;
  /** The calls after it. */
  readonly recover: () => Promise<Result>;
}

/** Cognito waits for 5 s; one is left for a cold start. */
const TRIGGER_MS = 4000;
/** The delivering function has 60 s, and nobody waits for it. */
const DELIVER_MS = 50_000;

export const NOBODY_LISTENS = 'http://127.0.0.1:9';

/** @param secrets takes what must be readable nowhere */
export function runOf(cell: Cell, aws: FaultyAws, secrets: Set<string>): Run {
  const { row, kind, fault } = cell;
  const { mark, world } = aws.newCell();
  const problems: string[] = [];
  const isSent = ['email_otp', 'sms_otp', 'magic_link'].includes(kind);
  const compared = twins(cell, aws);
  let functions: Functions;
  let text = '';

  const start = async (isGone: boolean) => {
    const siteVerify = isGone && row.dependency === 'site-verify' ? NOBODY_LISTENS : aws.url;
    functions = await startFunctions(kind, row.dependency, mark, siteVerify);
  };
  const user = () => player(functions, world, mark);
  const answerTo = async (question: Asked): Promise<string> => {
    await user().deliverAll();
    const answer = await user().right(question);
    secrets.add(answer);
    return answer;
  };
  const expectRight = async (question: Asked, what: string) => {
    const verdict = await user().answer(question, await answerTo(question));
    if (told(verdict).text !== 'right') problems.push(`${what} is not right`);
  };
  const expectMessages = (when: string) => {
    const most = isSent ? 1 : 0;
    if (world.messages.length > most) problems.push(`${world.messages.length} messages ${when}`);
  };
  const timed = async <Gave>(call: () => Promise<Gave>, most: number) => {
    const start = world.clock.now;
    const result = await call();
    const took = world.clock.now - start;
    if (took > most) problems.push(`took ${took} ms`);
    return result;
  };
  const meetTrigger = async <Gave>(call: () => Promise<Ended<Gave>>) => {
    const result = await timed(call, TRIGGER_MS);
    const { text: end, leaks } = told(result);
    text = end;
    problems.push(...leaks);
    return 'gave' in result ? result.gave : undefined;
  };

  const create = () => {
    let asked: Asked | undefined;
    return {
      prepare: async () => undefined,
      meet: async () => {
        asked = await meetTrigger(() => user().ask());
      },
      recover: async () => {
        // Cognito's own repetition, or the user's next try: of both, one message.
        const again = given(await user().ask());
        await expectRight(asked ?? again, 'the answer to what is asked');
        expectMessages('for one question');
        if (!asked) text += ', then asked';
      },
    };
  };

  const verify = () => {
    let asked: Asked;
    let right = '';
    return {
      prepare: async () => {
        asked = given(await user().ask());
        right = await answerTo(asked);
      },
      meet: async () => {
        await meetTrigger(() => user().answer(asked, right));
      },
      recover: async () => {
        expectMessages('for one question');
        if (text === 'right') return;
        if (told(await user().answer(asked, right)).text === 'right') {
          text += ', then right';
          return;
        }
        await expectRight(given(await user().ask()), 'the answer at the next sign-in');
        text += ', then another question';
      },
    };
  };

  const deliver = () => {
    let asked: Asked;
    let event: unknown;
    return {
      prepare: async () => {
        asked = given(await user().ask());
        [event] = world.handedOver.splice(0);
      },
      meet: async () => {
        const call = () => functions.deliver(event).then(() => undefined, String);
        const result = await timed(call, DELIVER_MS);
        text = result === undefined ? 'taken' : 'called again';
        if (result !== undefined && result !== 'Error: The message was not sent.') problems.push(result);
      },
      recover: async () => {
        const atOnce = world.messages.length > 0;
        await lambda(functions.deliver, event);
        expectMessages('for one hand-over');
        if (world.messages.length > 0) {
          await expectRight(asked, 'the answer in the message');
          text = atOnce ? 'sent' : 'sent when called again';
          return;
        }
        world.clock.ahead += 40_000;
        await expectRight(given(await user().resend(asked)), 'the answer in what is sent again');
        expectMessages('after a resend');
        text = 'sent when the user asks again';
      },
    };
  };

  const stages = { create, verify, deliver }[row.fn]();
  const byClock = <Gave>(run: () => Promise<Gave>) => withClock(world.clock, run);
  return {
    cell,
    prepare: async () => {
      await start(fault === 'gone');
      await byClock(stages.prepare);
      await compared.prepare();
    },
    meet: async () => {
      await byClock(() => meeting(cell, world, stages.meet));
      await compared.meet();
    },
    recover: async () => {
      if (fault === 'gone' && row.dependency === 'site-verify') await start(false);
      await byClock(stages.recover);
      return { text, problems: [...problems, ...compared.problems] };
    },
  };
}

/** A call during which the cell's service has its fault. */
export async function meeting<Result>(
  { row, fault, lasting }: Cell,
  world: CellWorld,
  call: () => Promise<Result>,
): Promise<Result> {
  const most = lasting === 'once' ? 1 : Number.POSITIVE_INFINITY;
  world.plan = { dependency: row.dependency, fault, most, met: 0 };
  try {
    return await call();
  } finally {
    world.plan = undefined;
  }
}
