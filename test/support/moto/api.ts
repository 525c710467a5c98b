import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import { REGION } from './provider.ts';

/** What moto says when it is asked as AWS would be. */
export interface MotoApi {
  readonly cognito: CognitoIdentityProviderClient;
  readonly kms: KMSClient;
  /** GET of Lambda's REST API. @param path such as `functions/<name>/policy` @param version default: 2015-03-31 */
  lambda<Output>(path: string, version?: string): Promise<Output>;
  /** IAM's query API, which answers in XML. @returns the texts of every element of that name */
  iam(action: string, parameters: Readonly<Record<string, string>>, element: string): Promise<string[]>;
  /** An operation of DynamoDB. */
  dynamodb<Output>(operation: string, input: object): Promise<Output>;
  logGroupNames(): Promise<string[]>;
  /** An operation of AWS WAF. */
  waf<Output>(operation: string, input: object): Promise<Output>;
}

export function motoApi(endpoint: string): MotoApi {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { endpoint, region: REGION, credentials };
  return {
    cognito: new CognitoIdentityProviderClient(client),
    kms: new KMSClient(client),
    lambda: async (path, version = '2015-03-31') =>
      JSON.parse(await send(`${endpoint}/${version}/${path}`, 'lambda')),
    iam: async (action, parameters, element) => {
      const body = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters });
      const xml = await send(endpoint, 'iam', { method: 'POST', body });
      const found = xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'));
      return [...found].map(([, text = '']) => text);
    },
    dynamodb: async (operation, input) => {
      const headers = { 'x-amz-target': `DynamoDB_20120810.${operation}` };
      const request = { method: 'POST', headers, body: JSON.stringify(input) };
      return JSON.parse(await send(endpoint, 'dynamodb', request));
    },
    waf: async (operation, input) => {
      const headers = { 'x-amz-target': `AWSWAF_20190729.${operation}` };
      return JSON.parse(
        await send(endpoint, 'wafv2', { method: 'POST', headers, body: JSON.stringify(input) }),
      );
    },
    logGroupNames: async () => {
      const headers = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' };
      const output = await send(endpoint, 'logs', { method: 'POST', headers, body: '{}' });
      const { logGroups }: { logGroups: { logGroupName: string }[] } = JSON.parse(output);
      return logGroups.map(({ logGroupName }) => logGroupName);
    },
  };
}

/** Of a signature moto reads the service and the region, and nothing else. */
async function send(url: string, service: string, request: RequestInit = {}): Promise<string> {
  const scope = `test/20260101/${REGION}/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  const response = await fetch(url, { ...request, headers: { ...request.headers, authorization } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} answered ${response.status} to ${url}: ${text}`);
  return text;
}
