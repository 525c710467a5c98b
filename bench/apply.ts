import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../local/lambda/runtimes/find-program.ts';
import { buildModule } from '../modules/build-module.ts';
import { startMoto } from '../test/support/moto/moto.ts';
import { providerBlock } from '../test/support/moto/provider.ts';
import { terraformIn } from '../test/support/terraform.ts';
import type { Bench } from './figure.ts';
import { type Cost, costOf, inTurns } from './measure.ts';

const ROUNDS = 3;

const BY_HAND = readFileSync(fileURLToPath(new URL('by-hand.tf', import.meta.url)), 'utf8');
const BY_MODULE = `
variable "name" {
  type = string
}
module "sign_in" {
  source = "../terraform-aws-cognito-challenge"
  name   = var.name
}
`;

/**
 * `terraform apply` on moto: of the module, and of the same resources written by hand. Most of it is the provider's
 * own waiting, the same for both, so what the module's conditions cost shows little: the figure is what a user sees.
 * It waits in steps of seconds, so two runs of the same may differ by a tenth.
 */
export const apply: Bench = async folder => {
  for (const program of ['terraform', 'moto_server']) {
    if (findProgram(program)) continue;
    process.stderr.write(`apply is not measured: ${program} is not on the PATH.\n`);
    return [];
  }
  const { folder: module } = await buildModule(folder);
  const moto = await startMoto();
  try {
    const root = async (kind: string, content: string) => {
      const files = { 'provider.tf': providerBlock(moto.endpoint), 'main.tf': content };
      const terraform = terraformIn(join(folder, kind), files);
      cpSync(join(module, 'packages'), join(terraform.folder, 'packages'), { recursive: true });
      await terraform.init();
      let round = 0;
      /** Everything anew: another name and another state. What came of it goes with moto. */
      return async (): Promise<Cost> => {
        const [name, state] = [`${kind}-${round}`, `-state=${round}.tfstate`];
        round++;
        const cost = await costOf(() => terraform.apply(state, `-var=name=${name}`));
        expectResources((await terraform.stateList(state)).length);
        return cost;
      };
    };
    const expectResources = sameEachTime();
    const { ours, byHand } = await inTurns(
      { ours: await root('module', BY_MODULE), byHand: await root('by-hand', BY_HAND) },
      ROUNDS,
    );
    const floor = { name: 'the same resources by hand', figure: byHand.wallMs };
    return [{ name: 'apply, time', unit: 'ms', figure: ours.wallMs, floor, target: { ratio: 1.2 } }];
  } finally {
    await moto.close();
  }
};

/** Else the two would not be comparable any more. */
function sameEachTime(): (count: number) => void {
  let first: number | undefined;
  return count => {
    first ??= count;
    if (count !== first) throw new Error(`${first} resources by one, ${count} by the other: see by-hand.tf.`);
  };
}
