import { join } from 'node:path';
import { App } from 'cdktf';
import { packageFunctions, writePackages } from './packages.ts';
import { SignInStack } from './sign-in-stack.ts';

const STACK = 'cognito-challenge';

/**
 * Bundles the functions and writes the stack's Terraform JSON with the zips beside it.
 *
 * @param outdir `cdktf.out`, or what the CDKTF CLI says, unless given
 * @returns the folder of `cdk.tf.json`
 */
export async function synthesize(outdir?: string): Promise<string> {
  const packages = await packageFunctions();
  const app = new App(outdir ? { outdir } : {});
  new SignInStack(app, STACK);
  app.synth();
  const directory = join(app.outdir, 'stacks', STACK);
  writePackages(packages, directory);
  return directory;
}
