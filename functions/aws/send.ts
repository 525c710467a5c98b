import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import aws4 from 'aws4';

/** One call of an AWS API. The credentials and the region are those of the environment. */
export interface AwsCall {
  /** As it stands in signatures and host names: `kms`. */
  readonly service: string;
  /** `X-Amz-Target` of a JSON protocol service: `TrentService.GenerateMac`. */
  readonly target: string;
  readonly input: unknown;
}

/** What AWS answered instead of a result. `code` is AWS's name for it; `status` is 0 when no answer came. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
    this.status = status;
  }
}

/** Three tries of this long, and two pauses, end within the 5 s that Cognito gives a trigger. */
const TRY_MS = 1200;
const TRIES = 3;
const pauseMs = (attempt: number) => 50 * 2 ** attempt;

const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };

/**
 * Sends a signed request and gives the parsed answer. Throttling, 5xx and broken connections are tried again,
 * twice: after a freeze of the function, the first request often finds its connection closed.
 *
 * @throws AwsCallError
 */
export async function send<Output>(call: AwsCall): Promise<Output> {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await sendOnce(call)) as Output;
    } catch (error) {
      if (!(error instanceof AwsCallError) || !isTransient(error) || attempt + 1 === TRIES) throw error;
      await new Promise(resolve => setTimeout(resolve, pauseMs(attempt)));
    }
  }
}

function isTransient({ status, code }: AwsCallError): boolean {
  return (
    status === 0 ||
    status === 429 ||
    status >= 500 ||
    /Throttl|TooManyRequests|RequestLimitExceeded/.test(code)
  );
}

function sendOnce({ service, target, input }: AwsCall): Promise<unknown> {
  const region = process.env.AWS_REGION ?? 'us-east-1';
  const url = endpoint(service, region);
  const signed = aws4.sign({
    service,
    region,
    host: url.host,
    method: 'POST',
    path: '/',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': target },
    body: JSON.stringify(input),
  });
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const fail = (code: string, message: string) =>
      reject(new AwsCallError(code, 0, `${service}: ${message}`));
    const outgoing = request(url, {
      method: 'POST',
      headers: signed.headers as Record<string, string>,
      agent: agents[url.protocol === 'http:' ? 'http:' : 'https:'],
      signal: AbortSignal.timeout(TRY_MS),
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name, error.message));
    outgoing.on('response', response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', error => fail('IncompleteResponse', error.message));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const status = response.statusCode ?? 0;
        const output = parsed(body);
        if (status === 200 && output) resolve(output);
        else reject(asError(output ?? {}, status));
      });
    });
    outgoing.end(signed.body);
  });
}

/** `AWS_ENDPOINT_URL_KMS`, then `AWS_ENDPOINT_URL`, as in AWS's own SDKs; else the region's. */
function endpoint(service: string, region: string): URL {
  const given = process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? process.env.AWS_ENDPOINT_URL;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(given ?? `https://${service}.${region}.${suffix}`);
}

function asError({ __type, message, Message }: Record<string, unknown>, status: number): AwsCallError {
  const code = typeof __type === 'string' ? __type.replace(/^.*#/, '') : 'UnknownError';
  const text = [message, Message].find(value => typeof value === 'string') ?? `status ${status}`;
  return new AwsCallError(withoutCredentials(code), status, withoutCredentials(String(text)));
}

/** AWS repeats the request, headers and all, where a signature does not match; errors are logged. */
function withoutCredentials(text: string): string {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  const credentials = [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN];
  return credentials.reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '***') : rest), text);
}

/** Undefined for what is not a JSON object: the page of a proxy in between. */
function parsed(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
