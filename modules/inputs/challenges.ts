import { captchaSettings } from '../../functions/challenges/captcha/index.ts';
import { humanCheckSettings } from '../../functions/challenges/human-check/index.ts';
import { magicLinkSettings } from '../../functions/challenges/magic-link/index.ts';
import { codeSettings } from '../../functions/challenges/one-time-code.ts';
import { proofOfWorkSettings } from '../../functions/challenges/proof-of-work/index.ts';
import { declared } from './from-declaration.ts';
import type { Input, Validation } from './input.ts';

/** Settings of the challenges; each counts only where a flow has the challenge, and only then the functions get it. */
export const challengeInputs = {
  captcha: declared('captcha', captchaSettings, {
    text: 'The picture of `captcha`.',
    attributes: {
      length: { unit: 'letters', text: 'Letters to read. `code_length` of a step overrides it.' },
    },
    default: {},
    example: { length: 5 },
  }),
  email_otp: codeInput('email_otp'),
  sms_otp: codeInput('sms_otp'),
  magic_link: declared('magic_link', magicLinkSettings, {
    text: 'Where the links of `magic_link` lead.',
    attributes: {
      urls: 'Pages of your app that take the token. No link ever leads elsewhere; it leads to the first unless the client names another of them.',
    },
    default: null,
    example: { urls: ['https://app.example.com/sign-in', 'http://localhost:3000/sign-in'] },
    rules: neededBy('magic_link', 'set magic_link = { urls = ["https://app.example.com/sign-in"] }'),
  }),
  human_check: declared('human_check', humanCheckSettings, {
    text: 'The CAPTCHA service behind `human_check`.',
    attributes: {
      provider: 'The service.',
      site_key: 'The public key of your widget, which the client gets.',
      secret_arn:
        'The secret that the service gave you, in Secrets Manager or SSM. It enters neither the environment nor the state.',
      hostnames: 'Where the widget may have been solved.',
      action: 'What the widget must have been solved for (`turnstile`, `recaptcha_v3`).',
      minimum_score: 'The least score that passes (`recaptcha_v3`).',
      max_age_seconds: 'How long ago the widget may have been solved.',
      on_failure:
        '`closed` refuses everybody while the service is down. `open` lets them pass this check, and counts it in the metric `HumanCheckFailedOpen`.',
    },
    default: null,
    example: {
      provider: 'turnstile',
      site_key: '0x4AAAAAAAAexample',
      secret_arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:acme/turnstile-AbCdEf',
      hostnames: ['app.example.com'],
      action: 'sign-in',
    },
    rules: neededBy('human_check', 'set human_check with provider, site_key, secret_arn and hostnames'),
  }),
  proof_of_work: declared('proof_of_work', proofOfWorkSettings, {
    text: "Work for the user's device.",
    attributes: {
      difficulty: { unit: 'bits', text: 'Zero bits to find. Each more doubles the time.' },
    },
    default: {},
    example: { difficulty: 20 },
  }),
} satisfies Record<string, Input>;

/** What the codes of a challenge are made of. How long they are is up to the step. */
function codeInput(challenge: 'email_otp' | 'sms_otp'): Input {
  return declared(challenge, codeSettings, {
    text: `The codes of \`${challenge}\`. Their length is \`code_length\` of the step.`,
    attributes: { alphabet: 'Digits, or 20 capital letters that spell no words.' },
    default: {},
    example: { alphabet: 'letters' },
  });
}

/** A challenge that does not start without its settings. */
function neededBy(challenge: string, cure: string): readonly Validation[] {
  return [
    {
      condition: `var.${challenge} != null || !contains(local.challenges, "${challenge}")`,
      message: `${challenge} is in the flow: ${cure}.`,
    },
  ];
}
