/** What the address bar keeps of the page: so that it survives a reload, and a run can be linked. */

const VIEWS = ['sign-in', 'users', 'flow', 'faults', 'metrics'] as const;
const COLUMNS = ['app', 'loop', 'inbox'] as const;
const PARTS = ['event', 'response', 'logs', 'aws'] as const;
const MINUTES = ['15', '60', '180'] as const;

export type View = (typeof VIEWS)[number];
/** On a narrow screen, the one that is shown. */
export type Column = (typeof COLUMNS)[number];
export type Minutes = (typeof MINUTES)[number];
/** Of a call. */
export type Part = (typeof PARTS)[number];

export interface Address {
  readonly view: View;
  readonly column: Column;
  readonly run?: string | undefined;
  readonly call?: string | undefined;
  readonly part: Part;
  /** The user whose attributes are edited. */
  readonly user?: string | undefined;
  /** How far back the metrics are shown. */
  readonly minutes: Minutes;
}

export const START: Address = { view: 'sign-in', column: 'app', part: 'event', minutes: '60' };

export function readAddress(query: string): Address {
  const fields = new URLSearchParams(query);
  const one = <Name extends string>(name: string, names: readonly Name[], otherwise: Name): Name =>
    names.find(each => each === fields.get(name)) ?? otherwise;
  const [run, call, user] = ['run', 'call', 'user'].map(name => fields.get(name));
  return {
    view: one('view', VIEWS, START.view),
    column: one('column', COLUMNS, START.column),
    part: one('part', PARTS, START.part),
    minutes: one('minutes', MINUTES, START.minutes),
    ...(run && { run }),
    ...(call && { call }),
    ...(user && { user }),
  };
}

/** Without what is as at the start: `` or `?run=…`. */
export function writeAddress(address: Address): string {
  const told = Object.entries(address).filter(
    ([name, value]) => value !== undefined && value !== START[name as keyof Address],
  );
  const query = new URLSearchParams(told as [string, string][]).toString();
  return query && `?${query}`;
}
