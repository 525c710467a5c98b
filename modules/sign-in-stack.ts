import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { LocalBackend } from 'cdktf';
import type { Construct } from 'constructs';
import { declareInputs, inputs } from './inputs/index.ts';
import { declareOutputs } from './outputs.ts';
import { ReadableStack } from './readable-stack.ts';
import { signIn } from './sign-in.ts';
import { requireVersions } from './versions.ts';

/** What `cdktf deploy` applies: the sign-in with a provider and a backend. */
export class SignInStack extends ReadableStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    declareInputs(this, inputs);
    new AwsProvider(this, 'aws', {});
    requireVersions(this);
    // In the project's folder, seen from cdktf.out/stacks/<id>, which every synthesis rewrites.
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    signIn(this);
    declareOutputs(this);
  }
}
