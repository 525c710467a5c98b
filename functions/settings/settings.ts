/**
 * What the operator decided, as one JSON in the environment variable `CHALLENGE_SETTINGS`.
 *
 * Terraform writes it; it is parsed and checked once, at cold start. The same rules stand as validations on the
 * Terraform variables, so a wrong value is usually found at plan time; here is the last line of defence.
 */

import { flag, list, oneOf, optionalText, record, SettingsError, text, whole } from './checks.ts';
import { parseFlow, type Step } from './flow.ts';

export interface Settings {
  /** The steps of a sign-in, in order. */
  readonly flow: readonly Step[];
  /** ARN of the KMS key (HMAC_256) that answers are derived from. */
  readonly keyId: string;
  /** Whether an SRP_A entry that the flow did not ask for is passed over, as old mobile clients send it. It never counts. */
  readonly srpTolerated: boolean;
  /** Names of app clients by id, for conditions. */
  readonly clients: Readonly<Record<string, string>>;
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
  if (!json) {
    throw new SettingsError(
      'CHALLENGE_SETTINGS is not set: deploy the function with the module that writes it.',
    );
  }
  const root = record(parseJson(json), 'settings');
  const ledgerTable = optionalText(root.ledgerTable, 'ledgerTable');
  return Object.freeze({
    flow: parseFlow(root.flow),
    keyId: text(root.keyId, 'keyId'),
    srpTolerated: flag(root.srpTolerated ?? false, 'srpTolerated'),
    clients: parseClients(root.clients ?? {}),
    challenges: record(root.challenges ?? {}, 'challenges'),
    ...(root.delivery != null && { delivery: parseDelivery(record(root.delivery, 'delivery')) }),
    ...(ledgerTable && { ledgerTable }),
  });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new SettingsError('CHALLENGE_SETTINGS is not JSON.');
  }
}

function parseClients(value: unknown): Record<string, string> {
  const entries = Object.entries(record(value, 'clients'));
  return Object.fromEntries(entries.map(([id, name]) => [id, text(name, `clients.${id}`)]));
}

function parseDelivery(value: Record<string, unknown>): DeliverySettings {
  return Object.freeze({
    functionArn: text(value.functionArn, 'delivery.functionArn'),
    resendSeconds: whole(value.resendSeconds ?? 30, 'delivery.resendSeconds', 20, 600),
    messagesPerHour: whole(value.messagesPerHour ?? 5, 'delivery.messagesPerHour', 1, 100),
    verifiedOnly: flag(value.verifiedOnly ?? true, 'delivery.verifiedOnly'),
    hiddenMedia: list(value.hiddenMedia ?? [], 'delivery.hiddenMedia').map((medium, index) =>
      oneOf(medium, `delivery.hiddenMedia[${index}]`, ['EMAIL', 'SMS'] as const),
    ),
  });
}
