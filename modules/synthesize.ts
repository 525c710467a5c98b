import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFunctions, writePackages } from './packages.ts';
import { withTypedInputs, writeInputs } from './typed-inputs.ts';

const STACK = 'cognito-challenge';

/**
 * Bundles the functions and writes the stack's Terraform JSON with the zips beside it.
 *
 * @param outdir `cdktf.out`, or what the CDKTF CLI says, unless given
 * @returns the folder of `cdk.tf.json`
 */
export async function synthesize(outdir?: string): Promise<string> {
  // CDKTF keeps a stack trace of every token. Mapping each back to TypeScript would be a third of the time.
  const { sourceMapsEnabled } = process;
  process.setSourceMapsEnabled(false);
  try {
    // esbuild bundles in its own process while CDKTF is loaded here, which takes about as long.
    const [packages, { App }, { SignInStack }] = await Promise.all([
      packageFunctions(),
      import('cdktf'),
      import('./sign-in-stack.ts'),
    ]);
    const app = new App(outdir ? { outdir } : {});
    new SignInStack(app, STACK);
    app.synth();
    const directory = join(app.outdir, 'stacks', STACK);
    splitInputs(directory);
    writePackages(packages, directory);
    return directory;
  } finally {
    process.setSourceMapsEnabled(sourceMapsEnabled);
  }
}

/** CDKTF writes the stack as one configuration. Its CLI reads the folder once this program is over. */
function splitInputs(directory: string): void {
  const file = join(directory, 'cdk.tf.json');
  const { root, inputs } = withTypedInputs(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, JSON.stringify(root, null, 2));
  writeInputs(inputs, directory);
}
