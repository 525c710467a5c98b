import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

export interface Output {
  readonly description: string;
  /** A Terraform expression, without `${}`. */
  readonly value: string;
  readonly sensitive?: boolean;
}

/** Every output of the module, by name. */
export const outputs: Readonly<Record<string, Output>> = {
  user_pool_id: { description: 'Id of the user pool.', value: 'aws_cognito_user_pool.sign_in.id' },
  user_pool_arn: { description: 'ARN of the user pool.', value: 'aws_cognito_user_pool.sign_in.arn' },
  client_ids: {
    description: "App clients' ids by name.",
    value: '{ for name, client in aws_cognito_user_pool_client.client : name => client.id }',
  },
};

export function declareOutputs(scope: Construct): void {
  for (const [name, { description, value, sensitive }] of Object.entries(outputs)) {
    // The id of an output would clash with the resources': its name is set apart from it.
    const output = new TerraformOutput(scope, `output_${name}`, {
      description,
      value: `\${${value}}`,
      ...(sensitive && { sensitive }),
    });
    output.overrideLogicalId(name);
  }
}
