import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError, type Caller, type Json, type JsonObject, type Service } from '../aws-service.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** What browsers send besides the body: Amplify's headers and the SDKs'. */
const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, GET, OPTIONS',
  'access-control-allow-headers':
    'content-type, x-amz-target, x-amz-user-agent, cache-control, amz-sdk-invocation-id, amz-sdk-request, authorization, x-amz-date, x-amz-security-token',
  'access-control-expose-headers': 'x-amzn-errortype, x-amzn-requestid',
  'access-control-max-age': '600',
};

/**
 * Answers an AWS JSON request (1.0 and 1.1): `X-Amz-Target: <prefix>.<Operation>` picks the service and operation.
 *
 * @param services by target prefix, as `AWSCognitoIdentityProviderService`
 */
export async function answerAwsJson(
  services: Readonly<Record<string, Service>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const [prefix = '', name = ''] = String(request.headers['x-amz-target'] ?? '').split('.', 2);
    const operation = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
    if (!operation || !Object.hasOwn(operation, name)) {
      throw new AwsError('UnknownOperationException', `There is no ${prefix}.${name} on this local server.`);
    }
    const input = await readJson(request);
    sendJson(response, 200, (await operation[name]?.(input, callerOf(request))) ?? {});
  } catch (error) {
    sendError(response, error);
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: Json,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...CORS_HEADERS, ...headers });
  response.end(JSON.stringify(body));
}

/** A browser asks first whether it may send those headers. */
export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, CORS_HEADERS);
  response.end();
}

export function sendError(response: ServerResponse, error: unknown): void {
  if (!(error instanceof AwsError)) console.error(error);
  const known =
    error instanceof AwsError ? error : new AwsError('InternalErrorException', 'Internal error.', 500);
  const body = { __type: known.code, message: known.message };
  sendJson(response, known.status, body, { 'x-amzn-errortype': known.code });
}

async function readJson(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  try {
    const value: Json = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below
  }
  throw new AwsError('SerializationException', 'The body is not a JSON object.');
}

/** The access key of a SigV4 signature. The signature itself is not checked: nothing here is worth forging one. */
function callerOf(request: IncomingMessage): Caller {
  const [, accessKeyId] = /Credential=([^/,\s]+)\//.exec(request.headers.authorization ?? '') ?? [];
  return accessKeyId ? { accessKeyId } : {};
}
