export const REGION = 'eu-central-1';
export const ACCOUNT_ID = '123456789012';

/** The services that the module's resources, and the tests' own, belong to. */
const SERVICES = [
  ...['cloudwatch', 'cognitoidp', 'dynamodb', 'ec2', 'events', 'iam', 'kms', 'lambda', 'logs'],
  ...['secretsmanager', 'sesv2', 'sns', 'sqs', 'ssm', 'sts', 'wafv2'],
];

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
${SERVICES.map(service => `    ${service.padEnd(14)} = "${endpoint}"`).join('\n')}
  }
}
`;
}
