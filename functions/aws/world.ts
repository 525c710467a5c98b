import type { World } from '../challenges/challenge.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { stateless } from '../ledger/stateless.ts';
import type { Settings } from '../settings/settings.ts';
import type { WarmUpWorld } from '../warm-up/need.ts';
import { type UpdateItem, updateItem } from './dynamodb.ts';
import { connectTo, postForm } from './http.ts';
import { generateMac } from './kms.ts';
import { invokeBriefly } from './lambda.ts';
import { macsAhead } from './macs-ahead.ts';
import { secretTexts } from './secrets.ts';
import { connect } from './send.ts';

const now = () => Date.now();
const macs = macsAhead(generateMac);

/** The world that handlers run in: the clock, and AWS. */
export const world: World = {
  now,
  generateMac: macs.generateMac,
  invoke: invokeBriefly,
  postForm,
  secretText: secretTexts(now),
};

/** What of it there is before the first event. */
export const warmUpWorld: WarmUpWorld = {
  now,
  fetchMac: macs.fetch,
  secretText: world.secretText,
  connect,
  connectTo,
};

/** What a function uses of the ledger, and so has in its bundle. */
export function ledgerFor<Part extends Partial<Ledger>>(
  { ledgerTable }: Settings,
  partIn: (table: string, update: UpdateItem) => Part,
): Part | typeof stateless {
  return ledgerTable ? partIn(ledgerTable, updateItem) : stateless;
}
