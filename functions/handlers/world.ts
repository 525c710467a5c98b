import { type UpdateItem, updateItem } from '../aws/dynamodb.ts';
import { generateMac } from '../aws/kms.ts';
import { invokeBriefly } from '../aws/lambda.ts';
import { macsAhead } from '../aws/macs-ahead.ts';
import { secretTexts } from '../aws/secrets.ts';
import { connect } from '../aws/send.ts';
import type { World } from '../challenges/challenge.ts';
import { connectTo, postForm } from '../http/http.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { stateless } from '../ledger/stateless.ts';
import type { Settings } from '../settings/settings.ts';

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
export const warmUpWorld = {
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
