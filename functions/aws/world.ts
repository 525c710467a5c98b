import type { World } from '../challenges/challenge.ts';
import { dynamodbLedger } from '../ledger/dynamodb.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { stateless } from '../ledger/stateless.ts';
import type { Settings } from '../settings/settings.ts';
import { postForm } from './http.ts';
import { generateMac } from './kms.ts';
import { invokeBriefly } from './lambda.ts';
import { secretTexts } from './secrets.ts';

const now = () => Date.now();

/** The world that handlers run in: the clock, and AWS. */
export const world: World = {
  now,
  generateMac,
  invoke: invokeBriefly,
  postForm,
  secretText: secretTexts(now),
};

export function ledgerFor({ ledgerTable }: Settings): Ledger {
  return ledgerTable ? dynamodbLedger(ledgerTable) : stateless;
}
