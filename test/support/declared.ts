import { captchaSettings } from '../../functions/challenges/captcha/index.ts';
import { humanCheckSettings } from '../../functions/challenges/human-check/index.ts';
import { magicLinkSettings } from '../../functions/challenges/magic-link/index.ts';
import { codeSettings } from '../../functions/challenges/one-time-code.ts';
import { proofOfWorkSettings } from '../../functions/challenges/proof-of-work/index.ts';
import { emailAttributes, messageAttributes, smsAttributes } from '../../functions/delivery/settings.ts';
import { object, type Setting } from '../../functions/settings/declare.ts';
import { flowOf } from '../../functions/settings/flow.ts';
import { deliveryAttributes } from '../../functions/settings/settings.ts';
import { fullStepAttributes } from '../../functions/settings/step.ts';
import type { Parts } from '../../modules/inputs/parts.ts';

/** What the functions read of the inputs, by input. */
export const declarations = {
  flow: flowOf(fullStepAttributes),
  captcha: captchaSettings,
  email_otp: codeSettings,
  sms_otp: codeSettings,
  magic_link: magicLinkSettings,
  human_check: humanCheckSettings,
  proof_of_work: proofOfWorkSettings,
  email: object(emailAttributes),
  sms: object(smsAttributes),
  delivery: object({ ...messageAttributes, ...deliveryAttributes }),
} satisfies Readonly<Record<string, Setting>>;

/** Every pattern in it. */
export function patternsOf(setting: Setting): readonly RegExp[] {
  const { attributes = {}, of, keys, patterns = [] } = setting as Parts;
  const inner = [...Object.values(attributes), of, keys].filter(each => each !== undefined);
  return [...patterns, ...inner.flatMap(patternsOf)];
}
