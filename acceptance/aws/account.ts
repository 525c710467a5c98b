import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import aws4 from 'aws4';
import type { Place } from '../deploy/names.ts';
import type { Target } from './call.ts';

/**
 * The credentials that AWS's SDK finds: of a profile, or in the environment, as its own documentation says.
 *
 * @throws Error where there are none
 */
export async function findTarget(region: string, profile: string | undefined): Promise<Target> {
  const client = new CognitoIdentityProviderClient({ region, ...(profile && { profile }) });
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
    return { region, credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `There are no credentials (${why}). Give --profile, or set AWS_ACCESS_KEY_ID and its companions.`,
    );
  }
}

/** STS GetCallerIdentity: whose account it is. It needs no permission. */
export async function findPlace({ region, credentials, endpoint }: Target): Promise<Place> {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = new URL(endpoint ?? `https://sts.${region}.${suffix}`);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const request = { service: 'sts', region, host: url.host, method: 'POST', path: '/', headers, body };
  const {
    Host: _,
    'Content-Length': __,
    ...signed
  } = aws4.sign(request, { ...credentials }).headers as Record<string, string>;
  const response = await fetch(url, { method: 'POST', headers: signed, body });
  const text = await response.text();
  const [, partition, accountId] = /<Arn>arn:([\w-]+):\w+::(\d{12}):/.exec(text) ?? [];
  if (!response.ok || !partition || !accountId)
    throw new Error(`AWS did not say whose credentials these are: ${text}`);
  return { region, accountId, partition };
}

/** Credentials as Terraform finds them in its environment. They enter no file. */
export const credentialsEnvironment = ({ region, credentials }: Target): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
});

/** HCL: everything is tagged with the run's name, by which it is found again. */
export const awsProvider = (region: string, name: string): string => `provider "aws" {
  region = "${region}"

  default_tags {
    tags = { acceptance = "${name}" }
  }
}
`;
