import { captchaSettings } from '../../functions/challenges/captcha/index.ts';
import { humanCheckSettings } from '../../functions/challenges/human-check/index.ts';
import { magicLinkSettings } from '../../functions/challenges/magic-link/index.ts';
import { codeSettings } from '../../functions/challenges/one-time-code.ts';
import { proofOfWorkSettings } from '../../functions/challenges/proof-of-work/index.ts';
import { declared } from './from-declaration.ts';
import type { Input } from './input.ts';

/** Settings of the challenges; each counts only where a flow has the challenge. */
export const challengeInputs = {
  captcha: declared('captcha', captchaSettings, {
    description: 'The picture of captcha. length: letters, 4 to 8; code_length of a step goes before it.',
    default: {},
  }),
  email_otp: codeInput('email_otp'),
  sms_otp: codeInput('sms_otp'),
  magic_link: declared('magic_link', magicLinkSettings, {
    description:
      "Where magic_link leads. urls: your app's pages that take the token, the first where the client names none; no link ever leads elsewhere.",
    default: null,
    rules: [
      {
        condition: 'var.magic_link != null || !contains(local.challenges, "magic_link")',
        message:
          'magic_link is in the flow: set magic_link = { urls = ["https://app.example.com/sign-in"] }.',
      },
    ],
  }),
  human_check: declared('human_check', humanCheckSettings, {
    description:
      'The service behind human_check. provider: turnstile, hcaptcha, recaptcha_v2 or recaptcha_v3. secret_arn: its secret in Secrets Manager or SSM; it enters neither the environment nor the state. ' +
      'hostnames: where the widget may have been solved. action: what it must have been solved for (turnstile, recaptcha_v3). minimum_score: recaptcha_v3. ' +
      'on_failure: closed refuses everybody while the service is down, open lets them pass this check and counts it in the metric HumanCheckFailedOpen.',
    default: null,
    rules: [
      {
        condition: 'var.human_check != null || !contains(local.challenges, "human_check")',
        message:
          'human_check is in the flow: set human_check with provider, site_key, secret_arn and hostnames.',
      },
    ],
  }),
  proof_of_work: declared('proof_of_work', proofOfWorkSettings, {
    description:
      "Work for the user's device. difficulty: zero bits that it has to find, 8 to 28; each more doubles the time.",
    default: {},
  }),
  ledger_enabled: {
    type: 'bool',
    description:
      'Whether a DynamoDB table counts attempts and messages. Without it a new sign-in starts counting anew, and a slow call may send twice.',
    default: true,
  },
} satisfies Record<string, Input>;

/** What the codes of a challenge are made of. How long they are is up to the step. */
function codeInput(challenge: 'email_otp' | 'sms_otp'): Input {
  return declared(challenge, codeSettings, {
    description: `The codes of ${challenge}. alphabet: digits, or letters, 20 capitals that spell no words; code_length of a step says how many (6).`,
    default: {},
  });
}
