/** The floor of a synthesis: a program of CDKTF that makes a stack with a provider, a backend and nothing in it. */

import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'empty');
new AwsProvider(stack, 'aws', {});
new LocalBackend(stack, {});
app.synth();
