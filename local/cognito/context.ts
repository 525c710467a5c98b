/** What the operations share: one running user pool. */

import type { Deployment } from '../deployment.ts';
import type { Grants } from './grants.ts';
import type { Sessions } from './sessions.ts';
import type { Signer } from './signer.ts';
import type { Triggers } from './triggers.ts';
import type { Users } from './users.ts';

export interface Message {
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

export interface Context {
  readonly deployment: Deployment;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly grants: Grants;
  readonly signer: Signer;
  readonly triggers: Triggers;
  /** Derives what an unknown user seems to be. */
  readonly decoyKey: Buffer;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly send: (message: Message) => void;
}
