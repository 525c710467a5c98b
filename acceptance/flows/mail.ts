import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { expectAsked, expectThat, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** Takes everything, delivers nothing, and counts against no reputation: SES Developer Guide, "mailbox simulator". */
const SIMULATOR = 'success@simulator.amazonses.com';
const WAIT_MS = 30_000;
const OUTCOME = /Delivery\..*?outcome"?:\s*["']([^"']+)/s;

/** With an identity that is verified in SES: `--email-from`. */
export const mail: readonly Scenario[] = [
  {
    name: 'ses-mailbox-simulator',
    kind: 'flow',
    on: 'mail',
    asks: 'SES takes a code for its mailbox simulator: the function that delivers may do all that it does.',
    run: async stage => {
      const user = signIn(stage, await newUser(stage, { email: SIMULATOR }));
      expectAsked(await user.begin(), 'CUSTOM_CHALLENGE');
      const outcome = await deliveryOutcome(stage);
      expectThat(outcome === 'sent', `the message to be sent, not ${outcome}`);
      return { outcome };
    },
  },
  {
    name: 'ses-tracking-permission',
    kind: 'question',
    on: 'mail',
    asks: 'Does SES want ses:ApplyTrackingConfigurationOverrides of a role that has ses:SendEmail, where tracking is switched off?',
    run: async stage => {
      const ask = (tracking: boolean) =>
        stage.invoke<{ code: string }>('mailer', { to: SIMULATOR, tracking });
      return { withoutOverrides: (await ask(false)).code, withOverrides: (await ask(true)).code };
    },
  },
];

/** What the function that delivers says in its log became of the message. */
async function deliveryOutcome(stage: Stage): Promise<string> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const lines = await stage.logLines('deliver_challenge');
    const [, outcome] = lines.map(line => OUTCOME.exec(line)).find(Boolean) ?? [];
    if (outcome) return outcome;
    if (Date.now() > deadline) throw new Error('The function that delivers logged no outcome.');
    await stage.sleep(500);
  }
}
