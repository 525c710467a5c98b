import { binaryOf } from '../../test/support/node-binary.ts';
import type { BenchOptions } from '../figure.ts';
import { lambdaEnvironment } from '../trigger-events.ts';
import type { AwsStub } from './aws-stub.ts';
import { unpackVariant, type VariantName } from './variants.ts';

/** The runtime that the module deploys. */
const DEPLOYED = '22';

/** What all of the cold path's measurements run on: a Node, and the variants' packages. */
export interface Setting {
  readonly node: string;
  /** How often each variant is measured. @param usual where nobody says how often */
  readonly rounds: (usual: number) => number;
  readonly folder: Awaited<ReturnType<typeof unpackVariant>> extends infer Place
    ? (name: VariantName) => Place
    : never;
}

const UNPACKED = ['ours', 'warm-up off', 'pause put back', 'AWS SDK v3'] as const;

export async function setUp(
  scratch: string,
  { node: version = DEPLOYED, rounds }: BenchOptions = {},
): Promise<Setting> {
  const node = await binaryOf(version);
  const places = new Map<VariantName, Awaited<ReturnType<typeof unpackVariant>>>();
  for (const name of UNPACKED) places.set(name, await unpackVariant(scratch, name));
  return {
    node,
    rounds: usual => rounds ?? usual,
    folder: name => {
      const place = places.get(name);
      if (!place) throw new Error(`${name} is not unpacked.`);
      return place;
    },
  };
}

/** The variables of a function whose AWS is the stub. */
export function variablesFor(stub: AwsStub, scratch: string, settings: string): Record<string, string> {
  const variables = lambdaEnvironment(scratch);
  return {
    ...variables,
    ...stub.endpoints,
    BENCH_CERTIFICATE: stub.certificate,
    CHALLENGE_SETTINGS: settings,
  };
}
