import { flag, list, oneOf, optionalText, record, text, whole } from './checks.ts';
import { type FlowSettings, parseFlowSettings, readJson } from './flow-settings.ts';
import { parseSteps, type Step } from './step.ts';

/** What create, verify and deliver know besides the flow. */
export interface Settings extends FlowSettings {
  readonly flow: readonly Step[];
  /** ARN of the KMS key (HMAC_256) that answers are derived from. */
  readonly keyId: string;
  /** Where messages go to be sent; absent where no challenge sends any. */
  readonly delivery?: DeliverySettings;
  /** Name of the DynamoDB table of counters; absent in the stateless form. */
  readonly ledgerTable?: string;
  /** Each challenge's own settings by its name, checked by the challenge. */
  readonly challenges: Readonly<Record<string, unknown>>;
}

export interface DeliverySettings {
  /** ARN of the function that sends messages. */
  readonly functionArn: string;
  /** Seconds before a client may ask for the message again, 20–600. */
  readonly resendSeconds: number;
  /** Messages to one user, and to one destination, in an hour, 1–100. */
  readonly messagesPerHour: number;
  /** Whether messages go to verified addresses only. */
  readonly verifiedOnly: boolean;
  /** Media of which the client is shown no letter or digit: those that users sign in with. */
  readonly hiddenMedia: readonly ('EMAIL' | 'SMS')[];
}

/**
 * @param json the value of `CHALLENGE_SETTINGS`
 * @throws SettingsError that names the setting, what it got and what it takes
 */
export function parseSettings(json: string | undefined): Settings {
  const root = readJson(json);
  const ledgerTable = optionalText(root.ledgerTable, 'ledgerTable');
  return Object.freeze({
    ...parseFlowSettings(root),
    flow: parseSteps(root.flow),
    keyId: text(root.keyId, 'keyId'),
    challenges: record(root.challenges ?? {}, 'challenges'),
    ...(root.delivery != null && { delivery: parseDelivery(record(root.delivery, 'delivery')) }),
    ...(ledgerTable && { ledgerTable }),
  });
}

function parseDelivery(value: Record<string, unknown>): DeliverySettings {
  return Object.freeze({
    functionArn: text(value.functionArn, 'delivery.functionArn'),
    resendSeconds: whole(value.resendSeconds ?? 30, 'delivery.resendSeconds', 25, 600),
    messagesPerHour: whole(value.messagesPerHour ?? 5, 'delivery.messagesPerHour', 1, 100),
    verifiedOnly: flag(value.verifiedOnly ?? true, 'delivery.verifiedOnly'),
    hiddenMedia: list(value.hiddenMedia ?? [], 'delivery.hiddenMedia').map((medium, index) =>
      oneOf(medium, `delivery.hiddenMedia[${index}]`, ['EMAIL', 'SMS'] as const),
    ),
  });
}
