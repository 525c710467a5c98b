export const REGION = 'eu-central-1';
export const ACCOUNT_ID = '123456789012';

/** The services of what a sign-in needs, and of what stands around it. */
const SERVICES = ['cognitoidp', 'dynamodb', 'ec2', 'iam', 'kms', 'lambda', 'logs', 'sesv2', 'sns', 'sts'];

/** HCL that sends the AWS provider to this endpoint, with keys that are none. */
export function providerBlock(endpoint: string): string {
  return `provider "aws" {
  region     = "${REGION}"
  access_key = "test"
  secret_key = "test"

  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
${SERVICES.map(service => `    ${service.padEnd(10)} = "${endpoint}"`).join('\n')}
  }
}
`;
}
