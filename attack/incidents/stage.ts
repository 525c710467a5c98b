import { join } from 'node:path';
import type { SesRefusal } from '../../local/services/ses-requests.ts';
import type { Switches } from '../../local/watch/protocol.ts';
import { functionNames, toId } from '../../modules/packages.ts';
import { type Loop, startLoop, temporaryFolder } from '../../test/support/loop.ts';
import { type Clock, movableClock } from './clock.ts';
import type { Person } from './people.ts';

/**
 * A sign-in in production: a code by e-mail, and in the app one by text message after it. It is a small one, so it is told
 * what is much for it: an hour's text messages and half as many again, as docs/module.md says of `text_messages_per_hour`.
 */
const inputs = {
  flow: [
    { challenge: 'email_otp', name: 'mail' },
    { challenge: 'sms_otp', name: 'text', when: { clients: ['app'] } },
  ],
  clients: { web: {}, app: {} },
  email: { from: 'sign-in@acme.example' },
  sms: { country_prefixes: ['+1'], excluded_prefixes: ['+1876'] },
  alarms: {
    topic_arn: 'arn:aws:sns:us-east-1:123456789012:on-call',
    text_messages_per_hour: 54,
    messages_held_back_per_hour: 10,
  },
};

/** Where an incident happens: the module as it is deployed, and what can be broken. */
export interface Stage {
  readonly loop: Loop;
  readonly clock: Clock;
  addUsers(users: readonly Person[]): Promise<void>;
  /** Takes a permission away from functions. */
  deny(functions: readonly string[], action: string): Promise<void>;
  /** SES takes nothing more. */
  refuseMail(refusal: SesRefusal): void;
}

/** Lambda's two more tries at a message come at once, before the clock is moved on. On AWS: after one minute and two. */
const RETRY_WAITS_MS = [100, 200] as const;

export async function startStage(): Promise<Stage> {
  const clock = movableClock(join(temporaryFolder(), 'clock-ahead'));
  let refusal: SesRefusal | undefined;
  const loop = await startLoop({
    inputs: {
      ...inputs,
      function_packages: Object.fromEntries(
        functionNames.map(name => [toId(name), { environment: clock.environment }]),
      ),
    },
    now: clock.now,
    functionsNow: clock.now,
    retryWaitsMs: RETRY_WAITS_MS,
    ses: { refusal: () => refusal },
  });
  return {
    ...{ loop, clock },
    addUsers: async users => {
      await loop.users().add(
        users.map(({ email, phoneNumber }) => ({
          username: email,
          attributes: { phone_number: phoneNumber, phone_number_verified: 'true' },
        })),
      );
    },
    deny: async (functions, action) => {
      const switches: Switches = {
        functions: Object.fromEntries(functions.map(name => [name, { denied: [action] }])),
      };
      const body = JSON.stringify(switches);
      const { ok, status } = await fetch(`${loop.endpoint}/local/switches`, { method: 'PUT', body });
      if (!ok) throw new Error(`The switches were not set: ${status}.`);
    },
    refuseMail: next => {
      refusal = next;
    },
  };
}
