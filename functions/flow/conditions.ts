import type { Condition, FlowStep } from '../settings/flow.ts';

/** Whom the flow is for. */
export interface Asker {
  /** Empty for an unknown user, who so gets the steps without a condition on attributes. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The app client's name; undefined for a client that the settings do not know. */
  readonly client: string | undefined;
}

/** The steps that this sign-in takes. */
export function flowFor<Step extends FlowStep>(flow: readonly Step[], asker: Asker): readonly Step[] {
  return flow.filter(({ when }) => !when || holds(when, asker));
}

function holds({ attribute, values = [], clients }: Condition, { attributes, client }: Asker): boolean {
  const byAttribute = (name: string) =>
    // Inherited properties do not count: otherwise every user would have an attribute `constructor`.
    Object.hasOwn(attributes, name) &&
    listed(attributes[name]).some(entry => values.map(folded).includes(entry));
  return (
    (!attribute || byAttribute(attribute)) && (!clients || (clients as readonly unknown[]).includes(client))
  );
}

/** A group-like attribute holds several values: `admin,audit`. */
function listed(value = ''): string[] {
  return value.split(',').map(entry => folded(entry.trim()));
}

/** Python writes `True`, and the step must not be left out for that. Other values are compared as they are. */
function folded(value: string): string {
  return /^(true|false)$/i.test(value) ? value.toLowerCase() : value;
}
