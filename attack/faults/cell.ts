import type { FaultName } from './faults.ts';
import type { Dependency } from './services.ts';

export type FunctionName = 'create' | 'verify' | 'deliver';
export type Kind =
  | 'captcha'
  | 'email_otp'
  | 'sms_otp'
  | 'magic_link'
  | 'human_check'
  | 'human_check, open'
  | 'proof_of_work'
  | 'external';

/** A service that one function calls, for these challenges. */
export interface Row {
  readonly fn: FunctionName;
  readonly dependency: Dependency | 'everything';
  readonly kinds: readonly Kind[];
}

/** `once`: one request of the call meets the fault. `lasting`: every one of the call does; the next call meets none. */
export type Lasting = 'once' | 'lasting';

/** One thing that goes wrong in one place. */
export interface Cell {
  readonly row: Row;
  readonly kind: Kind;
  readonly fault: FaultName;
  readonly lasting: Lasting;
  /** Users that there are and are not are not compared here. */
  readonly isAlone?: boolean;
}

const codes = ['email_otp', 'sms_otp'] as const;
const sent = [...codes, 'magic_link'] as const;

/** Every call that the functions make. What define does, it does without any. */
export const rows: readonly Row[] = [
  { fn: 'create', dependency: 'KMS', kinds: ['captcha', ...sent] },
  { fn: 'create', dependency: 'DynamoDB', kinds: sent },
  { fn: 'create', dependency: 'Lambda (deliver)', kinds: sent },
  { fn: 'create', dependency: 'Lambda (external)', kinds: ['external'] },
  { fn: 'create', dependency: 'everything', kinds: ['captcha', ...sent, 'external'] },
  { fn: 'verify', dependency: 'KMS', kinds: ['captcha', ...sent] },
  {
    fn: 'verify',
    dependency: 'DynamoDB',
    kinds: ['captcha', ...sent, 'human_check', 'proof_of_work', 'external'],
  },
  { fn: 'verify', dependency: 'Lambda (external)', kinds: ['external'] },
  { fn: 'verify', dependency: 'Secrets Manager', kinds: ['human_check'] },
  { fn: 'verify', dependency: 'Parameter Store', kinds: ['human_check'] },
  { fn: 'verify', dependency: 'site-verify', kinds: ['human_check'] },
  { fn: 'verify', dependency: 'site-verify', kinds: ['human_check, open'] },
  { fn: 'verify', dependency: 'everything', kinds: ['captcha', ...sent, 'human_check', 'external'] },
  { fn: 'deliver', dependency: 'KMS', kinds: sent },
  { fn: 'deliver', dependency: 'DynamoDB', kinds: sent },
  { fn: 'deliver', dependency: 'Parameter Store', kinds: ['email_otp'] },
  { fn: 'deliver', dependency: 'SES', kinds: ['email_otp', 'magic_link'] },
  { fn: 'deliver', dependency: 'End User Messaging', kinds: ['sms_otp'] },
  { fn: 'deliver', dependency: 'SNS', kinds: ['sms_otp'] },
  { fn: 'deliver', dependency: 'Lambda (own sender)', kinds: codes },
];

/** Whether the service did its work or not, the same call may be made again. */
export const BROKEN: readonly FaultName[] = [
  'silent',
  'done, but silent',
  'done, then reset',
  'reset',
  'throttled',
  'server error',
  'done, then 504',
  'bad JSON',
];

export const DENIED: readonly FaultName[] = ['refused', 'gone'];

/** Faults that one request can meet alone, and those that need not last to be seen. */
export const faultNames: readonly FaultName[] = ['slow', 'stumbling', ...BROKEN, ...DENIED];

export function cellsOf(row: Row): readonly Cell[] {
  return row.kinds.flatMap(kind =>
    faultNames.flatMap((fault): readonly Cell[] => {
      // All that is called at once, being slow, is what a time limit is for; the rest is each service's own.
      if (row.dependency === 'everything' || fault === 'stumbling')
        return row.dependency === 'everything' && ['slow', 'stumbling'].includes(fault)
          ? [{ row, kind, fault, lasting: 'lasting' }]
          : [];
      // Nobody listens: that is no matter of one request.
      const spans: readonly Lasting[] = fault === 'gone' ? ['lasting'] : ['once', 'lasting'];
      return spans.map(lasting => ({ row, kind, fault, lasting }));
    }),
  );
}
