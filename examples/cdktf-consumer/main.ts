/** A CDKTF program that calls the module and hands on what clients and back ends need. */

import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformHclModule, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** Built by `npm run build`; in a project of your own, wherever you keep the module. */
const SOURCE = '../../dist/terraform-aws-cognito-challenge';

class SignInStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // CDKTF would pin the provider that its types were made from; the module takes a range.
    this.addOverride('terraform.required_version', '>= 1.11.0, < 2.0.0');
    this.addOverride('terraform.required_providers.aws', {
      source: 'hashicorp/aws',
      version: '>= 5.100.0, < 7.0.0',
    });
    new AwsProvider(this, 'aws', { region: 'eu-central-1' });

    const signIn = new TerraformHclModule(this, 'sign_in', {
      source: SOURCE,
      variables: {
        name: 'example-cdktf',
        flow: [{ challenge: 'password' }, { challenge: 'captcha', attempts: 3, lifetime_seconds: 120 }],
        // So that `destroy` can take the example away again. On is the default.
        user_pool: { deletion_protection_enabled: false },
      },
    });

    for (const name of ['user_pool_id', 'client_ids', 'issuer']) {
      new TerraformOutput(this, name, { value: signIn.get(name) });
    }
  }
}

// CDKTF copies a local module into its output, zips included. Its CLI learns of it from cdktf.json, a plain run here.
const app = new App({ context: { cdktfRelativeModules: [SOURCE] } });
new SignInStack(app, 'consumer');
app.synth();
