/** Signed calls of AWS for which no SDK client is at hand. */

import aws4 from 'aws4';

/** An account and a region, or what plays one on this machine. */
export interface Target {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Where everything is, on this machine. */
  readonly endpoint?: string;
}

/** An operation of a service that speaks AWS JSON. @param operation `DynamoDB_20120810.Scan` */
export async function callJson<Output>(
  target: Target,
  service: 'dynamodb' | 'logs',
  operation: string,
  input: object,
): Promise<Output> {
  const version = service === 'dynamodb' ? '1.0' : '1.1';
  const headers = { 'Content-Type': `application/x-amz-json-${version}`, 'X-Amz-Target': operation };
  return JSON.parse(await post(target, service, '/', headers, JSON.stringify(input)));
}

/** Lambda's Invoke. @returns what the function gave back @throws Error when it failed */
export async function invokeFunction<Output>(target: Target, arn: string, event: object): Promise<Output> {
  const path = `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`;
  const text = await post(target, 'lambda', path, {}, JSON.stringify(event));
  const output = JSON.parse(text);
  if (output?.errorMessage !== undefined) throw new Error(`${arn} failed: ${output.errorMessage}`);
  return output;
}

async function post(
  { region, credentials, endpoint }: Target,
  service: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<string> {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = new URL(path, endpoint ?? `https://${service}.${region}.${suffix}`);
  const signed = aws4.sign(
    { service, region, host: url.host, method: 'POST', path, headers: { ...headers }, body },
    { ...credentials },
  );
  const { Host: _, 'Content-Length': __, ...sent } = signed.headers as Record<string, string>;
  const response = await fetch(url, { method: 'POST', headers: sent, body });
  const text = await response.text();
  if (!response.ok)
    throw new Error(
      `${service} answered ${response.status} to ${Object.values(headers).at(-1) ?? path}: ${text}`,
    );
  return text;
}
