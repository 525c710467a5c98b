import { crc32 } from 'node:zlib';
import { AwsError, asAwsError, isObject, type Json, type JsonObject, type Service } from '../aws-service.ts';
import { callerOf, type HttpAnswer, type HttpRequest, type Protocol } from './protocol.ts';

/** A service of AWS JSON 1.0 or 1.1. */
export interface JsonService {
  readonly operations: Service;
  /** What its errors call their text. @default 'message' */
  readonly messageField?: 'message' | 'Message';
}

/**
 * AWS JSON: `X-Amz-Target: <prefix>.<Operation>` picks the service and the operation. Version 1.0 and 1.1 differ in
 * their content type only, and the answer has that of the request.
 *
 * @param services by target prefix, as `AWSCognitoIdentityProviderService`
 */
export function awsJson(services: Readonly<Record<string, JsonService>>): Protocol {
  return {
    takes: ({ method, headers }) => method === 'POST' && headers['x-amz-target'] !== undefined,
    answer: async request => {
      const [prefix = '', name = ''] = (request.headers['x-amz-target'] ?? '').split('.', 2);
      const service = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
      try {
        const operations = service?.operations ?? {};
        const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
        if (!operation) {
          throw new AwsError(
            'UnknownOperationException',
            `This local server does not have ${prefix}.${name}.`,
          );
        }
        return answerWith(request, 200, await operation(readObject(request.body), callerOf(request)));
      } catch (error) {
        const { code, message, status, details } = asAwsError(error);
        const text = message && { [service?.messageField ?? 'message']: message };
        const body = { __type: code, ...text, ...details };
        return answerWith(request, status, body, { 'x-amzn-errortype': code });
      }
    },
  };
}

function answerWith(request: HttpRequest, status: number, json: JsonObject, headers = {}): HttpAnswer {
  const [contentType = 'application/x-amz-json-1.1'] =
    /^application\/x-amz-json-1\.[01]\b/.exec(request.headers['content-type'] ?? '') ?? [];
  const body = JSON.stringify(json);
  // DynamoDB's clients compare it where it is there.
  const checksum = String(crc32(body));
  return { status, headers: { 'content-type': contentType, 'x-amz-crc32': checksum, ...headers }, body };
}

/** The body of a request as an object; an empty one counts as one without fields. @throws AwsError */
export function readObject(body: string): JsonObject {
  try {
    const value: Json = JSON.parse(body || '{}');
    if (isObject(value)) return value;
  } catch {
    // told below
  }
  throw new AwsError('SerializationException', 'The body is not a JSON object.');
}
