import type { TerraformStack } from 'cdktf';

/** The oldest Terraform and AWS provider that the module is tested with, and no next major version. */
export const requiredTerraform = '>= 1.11.0, < 2.0.0';
export const requiredAwsProvider = '>= 5.100.0, < 7.0.0';

/** As an override: CDKTF itself would pin the one version that its types were made from. */
export function requireVersions(stack: TerraformStack): void {
  stack.addOverride('terraform.required_version', requiredTerraform);
  stack.addOverride('terraform.required_providers.aws', {
    source: 'hashicorp/aws',
    version: requiredAwsProvider,
  });
}
