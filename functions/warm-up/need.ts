import { lambdaOf } from '../aws/lambda.ts';
import type { Place } from '../aws/send.ts';
import type { CustomChallengeName } from '../challenge-kinds.ts';
import { epochMessage, type GenerateMac } from '../question/epoch-key.ts';
import { PSEUDONYMS } from '../question/stable-key.ts';
import type { Settings } from '../settings/settings.ts';
import type { Clock } from '../time.ts';

/** Something that events will need. */
export interface Need {
  /** Whether it is still good after hours: a connection is not, nor an hour's key. */
  readonly lasts: boolean;
  readonly get: () => unknown;
}

/** What the warm-up may do outside: all that it reads is what an event would read, and it writes nothing. */
export interface WarmUpWorld {
  readonly now: Clock;
  /** Has KMS make a MAC, for whoever asks for it next. */
  readonly fetchMac: (...asked: Parameters<GenerateMac>) => Promise<void>;
  readonly secretText: (arn: string) => Promise<string>;
  /** Opens a connection to an AWS service, and sends nothing. */
  readonly connect: (place: Place) => Promise<void>;
  /** The same to any host. */
  readonly connectTo: (url: string) => Promise<void>;
}

/**
 * What challenges need, by name. One that is not listed needs what most do: a secret of its own, and the ledger to count in. A need
 * that is missing here only costs the first event some time.
 */
export type NeedsByChallenge<Name extends string> = Readonly<
  Partial<Record<CustomChallengeName, readonly Name[]>> & { readonly others: readonly Name[] }
>;

/** Each need of the flow's challenges, once. */
export function needsOf<Name extends string>(
  { flow }: Settings,
  byChallenge: NeedsByChallenge<Name>,
  needs: Readonly<Record<Name, readonly Need[]>>,
): readonly Need[] {
  const challenges = flow.flatMap(step => step.challenges).filter(name => name !== 'password');
  return [...new Set(challenges.flatMap(name => byChallenge[name] ?? byChallenge.others))].flatMap(
    name => needs[name],
  );
}

/** What more than one function needs. The ledger is a connection for one write; without a ledger there is none. */
export function sharedNeeds({ keyId, ledgerTable }: Settings, world: WarmUpWorld) {
  const { now, fetchMac } = world;
  const ledger = ledgerTable ? [connectionTo({ service: 'dynamodb' }, world)] : [];
  return {
    'epoch key': [{ lasts: false, get: () => fetchMac(keyId, epochMessage(now() / 1000)) }],
    'pseudonym key': [{ lasts: true, get: () => fetchMac(keyId, PSEUDONYMS) }],
    ledger,
    'ledger beside it': ledger,
  };
}

export const connectionTo = (place: Place, { connect }: WarmUpWorld): Need => ({
  lasts: false,
  get: () => connect(place),
});

/** One connection to each region's Lambda: an event calls one function. @param arns of functions, if there are any */
export function functionsOf(arns: readonly (string | undefined)[], world: WarmUpWorld): readonly Need[] {
  const places = arns.filter(arn => arn !== undefined).map(lambdaOf);
  const byRegion = new Map(places.map(place => [place.region, place]));
  return [...byRegion.values()].map(place => connectionTo(place, world));
}
