import type { Condition, Step } from '../settings/flow.ts';

/** Whom the flow is for. */
export interface Asker {
  /** Empty for an unknown user, who so gets the steps without a condition on attributes. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The app client's name; undefined for a client that the settings do not know. */
  readonly client: string | undefined;
}

/** The steps that this sign-in takes. */
export function flowFor(flow: readonly Step[], asker: Asker): readonly Step[] {
  return flow.filter(({ when }) => !when || holds(when, asker));
}

function holds({ attribute, clients }: Condition, asker: Asker): boolean {
  const values = attribute && listed(asker.attributes[attribute.name]);
  const byAttribute = !attribute || attribute.values.some(value => values?.includes(value));
  const byClient = !clients || (asker.client !== undefined && clients.includes(asker.client));
  return byAttribute && byClient;
}

/** A group-like attribute holds several values: `admin,audit`. */
function listed(value: string | undefined): string[] {
  return (value ?? '').split(',').map(entry => entry.trim());
}
