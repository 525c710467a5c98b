/** All that the local server tells of itself: what happened, what is deployed, and who listens. */

import type { SignIn } from '../cognito/auth/sign-in.ts';
import { keepLast } from '../kept.ts';
import { type Calls, type CallsOptions, createCalls } from './calls.ts';
import { createHub, type Hub } from './hub.ts';
import { createMessages, type Messages } from './messages.ts';
import type { BusEvent, Notice, Switches } from './protocol.ts';
import { createRuns, type Runs } from './runs.ts';
import { createTraces } from './traces.ts';

export interface Watch {
  readonly hub: Hub;
  readonly runs: Runs;
  readonly calls: Calls;
  readonly messages: Messages;
  readonly notices: () => readonly Notice[];
  /** What went to EventBridge. */
  readonly bus: () => readonly BusEvent[];
  readonly switches: () => Switches;
  onSignIn(signIn: SignIn): void;
  addToBus(event: BusEvent): void;
  notify(notice: Pick<Notice, 'kind' | 'text' | 'run'>): void;
  setSwitches(switches: Switches): void;
  /** Forgets what happened; listeners are told, and stay. */
  reset(): void;
  close(): void;
}

export interface WatchOptions extends Pick<CallsOptions, 'answerTo' | 'now'> {}

export function createWatch({ answerTo, now }: WatchOptions): Watch {
  const hub = createHub();
  const { publish } = hub;
  const runs = createRuns(publish, now);
  const traces = createTraces();
  const messages = createMessages(publish);
  let notices = keepLast<Notice>(200);
  let noticed = 0;
  let bus = keepLast<BusEvent>(200);
  let switches: Switches = { functions: {} };

  const notify: Watch['notify'] = given => {
    noticed += 1;
    const notice = { id: String(noticed), at: new Date(now()).toISOString(), ...given };
    notices.add(notice);
    publish({ type: 'notice', notice });
  };

  return {
    ...{ hub, runs, messages, notify },
    calls: createCalls({ runs, traces, now, answerTo, notify }),
    notices: () => notices.items,
    bus: () => bus.items,
    addToBus: event => {
      bus.add(event);
      publish({ type: 'bus', event });
    },
    switches: () => switches,
    onSignIn: signIn => runs.signIn(signIn),
    setSwitches: next => {
      switches = next;
      publish({ type: 'switches', switches });
    },
    reset: () => {
      runs.clear();
      traces.clear();
      messages.clear();
      notices = keepLast<Notice>(200);
      bus = keepLast<BusEvent>(200);
      publish({ type: 'reset' });
    },
    close: () => hub.close(),
  };
}
