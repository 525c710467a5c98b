import { challengeKinds } from '../challenge-kinds.ts';
import { flag, list, object, oneOf, optional, text, type Values, whole } from './declare.ts';
import { flowOf } from './flow.ts';
import { type FlowSettings, parseFlowSettings } from './flow-settings.ts';
import { readJson } from './read-json.ts';
import { fullStepAttributes, type Step, toSteps } from './step.ts';

/** What create, verify and deliver know: the flow, and more than define. */
export interface Settings extends FlowSettings {
  readonly flow: readonly Step[];
  /** ARN of the KMS key (HMAC_256) that answers are derived from. */
  readonly keyId: string;
  /** What sends messages. Absent if no challenge of the flow sends any. */
  readonly delivery?: DeliverySettings;
  /** Name of the DynamoDB table of counters. Absent without a ledger. */
  readonly ledgerTable?: string;
  /** Each challenge's own settings by its name, read by the challenge. */
  readonly challenges: Readonly<Record<string, unknown>>;
}

/** The attributes of `delivery` that create and verify read. */
export const deliveryAttributes = {
  /** Seconds before a client may ask for the message again. */
  resend_seconds: optional(whole(25, 600), 30),
  /** Messages to one user, and to one destination, in an hour. */
  messages_per_hour: optional(whole(1, 100), 5),
  /** Whether messages go to verified addresses only. */
  verified_only: optional(flag(), true),
};

export interface DeliverySettings extends Values<typeof deliveryAttributes> {
  /** ARN of the function that sends messages. */
  readonly functionArn: string;
  /** Media of which the client is shown no letter or digit: those that users sign in with. */
  readonly hiddenMedia: readonly ('EMAIL' | 'SMS')[];
}

const declared = object({
  flow: flowOf(fullStepAttributes),
  keyId: text(),
  ledgerTable: optional(text()),
  deliverArn: optional(text()),
  hiddenMedia: optional(list(oneOf('EMAIL', 'SMS')), []),
  delivery: optional(object(deliveryAttributes), {}),
});

/**
 * @param json the value of `CHALLENGE_SETTINGS`
 * @throws SettingsError that names the setting, what it got and what it takes
 */
export function parseSettings(json: string | undefined): Settings {
  const root = readJson(json);
  const { flow, deliverArn, hiddenMedia, delivery, ...settings } = declared.read(root, '');
  const steps = toSteps(flow);
  return Object.freeze({
    ...parseFlowSettings(root),
    ...settings,
    flow: steps,
    challenges: Object.fromEntries(
      Object.entries(Object(root)).filter(
        ([name, value]) => Object.hasOwn(challengeKinds, name) && value !== null,
      ),
    ),
    ...(deliverArn !== undefined && {
      delivery: Object.freeze({ functionArn: deliverArn, hiddenMedia, ...delivery }),
    }),
  });
}
