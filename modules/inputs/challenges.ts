import { isWhole } from './conditions.ts';
import type { Input } from './input.ts';

/** Settings of the challenges; each counts only where a flow has the challenge. */
export const challengeInputs = {
  captcha: {
    type: 'object({ length = optional(number, 6) })',
    description: 'The picture of captcha. length: letters, 4 to 8; code_length of a step goes before it.',
    default: {},
    validations: [
      {
        condition: isWhole('var.captcha.length', 4, 8),
        message: 'captcha.length takes a whole number from 4 to 8.',
      },
    ],
  },
  email_otp: codeInput('email_otp'),
  sms_otp: codeInput('sms_otp'),
  magic_link: {
    type: 'object({ urls = list(string) })',
    description:
      "Where magic_link leads. urls: your app's pages that take the token, the first where the client names none; no link ever leads elsewhere.",
    default: null,
    nullable: true,
    validations: [
      {
        condition: 'var.magic_link != null || !contains(local.challenges, "magic_link")',
        message:
          'magic_link is in the flow: set magic_link = { urls = ["https://app.example.com/sign-in"] }.',
      },
      {
        condition:
          'alltrue([for url in try(var.magic_link.urls, ["https://x"]) : can(regex("^(https://[A-Za-z0-9.-]+|http://localhost)(:[0-9]{1,5})?(/[^#?\\\\s]*)?$", url)) && length(url) <= 512]) && length(try(var.magic_link.urls, ["x"])) > 0',
        message:
          'magic_link.urls takes https URLs without ? and #, up to 512 characters, or http://localhost for development; at least one.',
      },
    ],
  },
  human_check: {
    type: `object({
  provider        = string
  site_key        = string
  secret_arn      = string
  hostnames       = list(string)
  action          = optional(string)
  minimum_score   = optional(number, 0.5)
  max_age_seconds = optional(number, 300)
  on_failure      = optional(string, "closed")
})`,
    description:
      'The service behind human_check. provider: turnstile, hcaptcha, recaptcha_v2 or recaptcha_v3. secret_arn: its secret in Secrets Manager or SSM; it enters neither the environment nor the state. ' +
      'hostnames: where the widget may have been solved. action: what it must have been solved for (turnstile, recaptcha_v3). minimum_score: recaptcha_v3. ' +
      'on_failure: closed refuses everybody while the service is down, open lets them pass this check and counts it in the metric HumanCheckFailedOpen.',
    default: null,
    nullable: true,
    validations: [
      {
        condition: 'var.human_check != null || !contains(local.challenges, "human_check")',
        message:
          'human_check is in the flow: set human_check with provider, site_key, secret_arn and hostnames.',
      },
      {
        condition:
          'contains(["turnstile", "hcaptcha", "recaptcha_v2", "recaptcha_v3"], try(var.human_check.provider, "turnstile"))',
        message: 'human_check.provider takes turnstile, hcaptcha, recaptcha_v2 or recaptcha_v3.',
      },
      {
        condition: 'try(var.human_check.site_key, "x") != ""',
        message:
          'human_check.site_key takes the key that the service gives to pages; its other key is the secret.',
      },
      {
        condition:
          'can(regex("^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+-[A-Za-z0-9]{6}|ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+)$", try(var.human_check.secret_arn, "arn:aws:ssm:x:000000000000:parameter/x")))',
        message:
          'human_check.secret_arn takes the whole ARN of a secret in Secrets Manager, with the six characters at its end, or of a parameter in SSM.',
      },
      {
        condition:
          'length(try(var.human_check.hostnames, ["x"])) > 0 && alltrue([for hostname in try(var.human_check.hostnames, ["x"]) : can(regex("^[A-Za-z0-9._-]+$", hostname))])',
        message:
          'human_check.hostnames takes host names as app.example.com, without scheme and port; at least one, since without it a token solved elsewhere would do.',
      },
      {
        condition:
          'try(var.human_check.action, null) == null || can(regex("^[A-Za-z0-9_/-]+$", var.human_check.action))',
        message: 'human_check.action takes letters, digits, _, / and -, as the page gives it to the widget.',
      },
      {
        condition: 'contains(["closed", "open"], try(var.human_check.on_failure, "closed"))',
        message: 'human_check.on_failure takes closed or open.',
      },
      {
        condition:
          'try(var.human_check.minimum_score, 0.5) >= 0 && try(var.human_check.minimum_score, 0.5) <= 1',
        message: 'human_check.minimum_score takes 0 to 1.',
      },
      {
        condition: isWhole('try(var.human_check.max_age_seconds, 300)', 30, 900),
        message: 'human_check.max_age_seconds takes a whole number of seconds from 30 to 900.',
      },
    ],
  },
  proof_of_work: {
    type: 'object({ difficulty = optional(number, 18) })',
    description:
      "Work for the user's device. difficulty: zero bits that it has to find, 8 to 28; each more doubles the time.",
    default: {},
    validations: [
      {
        condition: isWhole('var.proof_of_work.difficulty', 8, 28),
        message: 'proof_of_work.difficulty takes a whole number of bits from 8 to 28.',
      },
    ],
  },
  ledger_enabled: {
    type: 'bool',
    description:
      'Whether a DynamoDB table counts attempts and messages. Without it a new sign-in starts counting anew, and a slow call may send twice.',
    default: true,
  },
} satisfies Record<string, Input>;

/** What the codes of a challenge are made of. How long they are is up to the step. */
function codeInput(challenge: 'email_otp' | 'sms_otp'): Input {
  return {
    type: 'object({ alphabet = optional(string, "digits") })',
    description: `The codes of ${challenge}. alphabet: digits, or letters, 20 capitals that spell no words; code_length of a step says how many (6).`,
    default: {},
    validations: [
      {
        condition: `contains(["digits", "letters"], var.${challenge}.alphabet)`,
        message: `${challenge}.alphabet takes digits or letters.`,
      },
    ],
  };
}
