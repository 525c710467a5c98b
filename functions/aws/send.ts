import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import aws4 from 'aws4';
import { agentFor, hadWaited, openConnection } from '../http/connections.ts';
import { signalIn, timeLeft } from '../http/time-left.ts';
import { countMetric } from '../metrics.ts';
import { endpoint } from './endpoint.ts';
import { faultOf, GATEWAY_TIMEOUT, isThrottled } from './fault.ts';

/** Where a call goes. */
export interface Place {
  /** As in signatures: `kms`. */
  readonly service: string;
  /** The first part of the host name if it differs from the service: `email` for `ses`. */
  readonly host?: string;
  /** Where what the call names is (`regionOf`). @default the function's own region */
  readonly region?: string | undefined;
}

/** One call of an AWS API. The credentials are those of the environment. */
export interface AwsCall extends Place {
  /** @default '/' */
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * Must not happen twice, such as the sending of a message: tried again only where AWS said no, on a connection that nothing
   * was sent on before (`connections.ts`), and with more time than a trigger has.
   */
  readonly atMostOnce?: boolean;
  /** The response is a JSON object (`json`): half of one, from a proxy or a broken connection, does not count. */
  readonly isJson?: boolean;
  /** Ends the call with all its tries; by default, each has its own timeout within the rest of the trigger's time. */
  readonly signal?: AbortSignal;
}

export interface AwsAnswer {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Where the call is for JSON. */
  readonly json?: Readonly<Record<string, unknown>> | undefined;
}

/** What AWS answered instead of a result. `code` is AWS's name for it; `status` is 0 when no answer came. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';
  readonly code: string;
  readonly status: number;
  /** The answer's other fields. Not logged: they may hold a table's item. */
  readonly details: () => Readonly<Record<string, unknown>>;
  /** The connection had waited for the call, and was closed meanwhile: this says nothing of the service. */
  isStale = false;

  constructor(code: string, status: number, message: string, details: Record<string, unknown> = {}) {
    super(`${code}: ${message}`);
    this.code = code;
    this.status = status;
    this.details = () => details;
  }
}

/** Three tries of this long, and two pauses, end within the 5 s that Cognito gives a trigger. */
const TRY_MS = 1200;
const PATIENT_TRY_MS = 10_000;
/** With less, a try is not begun: a write that nobody waits for is worse than none. */
const LEAST_TRY_MS = 100;
const TRIES = 3;
const pauseMs = ({ atMostOnce }: AwsCall, attempt: number) => (atMostOnce ? 400 : 50) * 2 ** attempt;

/** How a connection ends that the other side had closed. */
const CLOSED = ['ECONNRESET', 'EPIPE'];

/**
 * Sends a signed request. Throttling, 5xx and broken connections are tried again, twice. After a freeze of the function, the
 * first request often finds its connection closed: that is tried again at once.
 *
 * @throws AwsCallError
 */
export async function send(call: AwsCall): Promise<AwsAnswer> {
  try {
    return await sendUntilAnswered(call);
  } catch (error) {
    const fault = error instanceof AwsCallError && faultOf(error);
    if (fault) countMetric('CallsFailed', { Service: call.service, Fault: fault }, Date.now());
    throw error;
  }
}

async function sendUntilAnswered(call: AwsCall): Promise<AwsAnswer> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await sendOnce(call);
    } catch (error) {
      if (!(error instanceof AwsCallError) || !mayBeTriedAgain(call, error) || attempt + 1 === TRIES)
        throw error;
      const pause = error.isStale ? 0 : pauseMs(call, attempt);
      if (timeLeft() < pause + LEAST_TRY_MS) throw error;
      if (pause > 0) await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
}

/** Opens a connection for the next call there, and sends nothing. @throws Error after 1.2 s too */
export async function connect(place: Place): Promise<void> {
  await openConnection(urlOf(place));
}

function urlOf({ service, host = service, region = ownRegion() }: Place, path = '/'): URL {
  return new URL(path, endpoint(service, host, region));
}

const ownRegion = () => process.env.AWS_REGION ?? 'us-east-1';

/** A call of AWS's JSON protocol. @param target `TrentService.GenerateMac` */
export async function sendJson(
  service: string,
  target: string,
  input: unknown,
  { version = '1.1', ...options }: { version?: '1.0' | '1.1' } & Pick<AwsCall, 'atMostOnce' | 'region'> = {},
): Promise<Record<string, unknown>> {
  const headers = { 'Content-Type': `application/x-amz-json-${version}`, 'X-Amz-Target': target };
  const { json } = await send({ service, headers, body: JSON.stringify(input), isJson: true, ...options });
  return json ?? {};
}

function mayBeTriedAgain({ atMostOnce }: AwsCall, { status, code }: AwsCallError): boolean {
  return (
    ((status === 0 || status === GATEWAY_TIMEOUT || code === 'InvalidResponse') && !atMostOnce) ||
    status === 429 ||
    (status >= 500 && status !== GATEWAY_TIMEOUT) ||
    isThrottled(code)
  );
}

async function sendOnce(call: AwsCall): Promise<AwsAnswer> {
  const { service, region = ownRegion(), path = '/', headers, body, atMostOnce = false } = call;
  if (timeLeft() < LEAST_TRY_MS)
    throw new AwsCallError('TimeoutError', 0, `${service}: no time was left to call`);
  const url = urlOf(call, path);
  const signed = aws4.sign({
    service,
    region,
    host: url.host,
    method: 'POST',
    path,
    headers: { ...headers },
    body,
  });
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const failure = (code: string, message: string) => new AwsCallError(code, 0, `${service}: ${message}`);
    const outgoing = request(url, {
      method: 'POST',
      headers: signed.headers as Record<string, string>,
      agent: agentFor(url, atMostOnce ? 'own' : 'kept'),
      signal: call.signal ?? signalIn(atMostOnce ? PATIENT_TRY_MS : TRY_MS),
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.name;
      const failed = failure(code, error.message);
      failed.isStale = CLOSED.includes(code) && hadWaited(outgoing);
      reject(failed);
    });
    outgoing.on('response', response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', error => reject(failure('IncompleteResponse', error.message)));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) {
          const json = call.isJson ? parsed(text) : undefined;
          if (!call.isJson || json) return resolve({ headers: response.headers, body: text, json });
          // Not what the answer was: it may hold a key, and errors are logged.
          reject(new AwsCallError('InvalidResponse', status, `${service}: the answer is not a JSON object`));
        } else reject(asError(text, status, response.headers['x-amzn-errortype']));
      });
    });
    outgoing.end(signed.body);
  });
}

/** JSON services say what is wrong in `__type`, REST ones in a header, the query protocol in XML. */
function asError(body: string, status: number, type: unknown): AwsCallError {
  const { __type, message, Message, ...details } = parsed(body) ?? {};
  const [, xmlCode] = /<Code>(\w+)<\/Code>/.exec(body) ?? [];
  const [, xmlMessage] = /<Message>([^<]*)<\/Message>/.exec(body) ?? [];
  const code = [__type, type, xmlCode].find(value => typeof value === 'string') ?? 'UnknownError';
  const text = [message, Message, xmlMessage].find(value => typeof value === 'string') ?? `status ${status}`;
  const name = String(code).replace(/^.*#/, '').replace(/:.*$/, '');
  return new AwsCallError(withoutCredentials(name), status, withoutCredentials(String(text)), details);
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
