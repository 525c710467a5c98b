import { randomUUID } from 'node:crypto';
import { AwsError, type Caller, type JsonObject, type RestAnswer, type RestRequest } from '../aws-service.ts';
import type { LambdaFunction } from '../deployment.ts';
import type { RestService } from '../http/aws-rest.ts';
import { findFunction } from '../lambda/function-name.ts';
import type { Invoke } from '../lambda/lambda.ts';
import { arnIn, type Place } from './arn.ts';
import type { EventQueue } from './event-queue.ts';
import type { Iam } from './iam.ts';

/**
 * Lambda's `Invoke`, for functions that call functions, and `ListFunctions`, all on one page.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createLambdaApi(options: {
  readonly functions: readonly LambdaFunction[];
  readonly place: Place;
  readonly iam: Iam;
  readonly invoke: Invoke;
  readonly events: Pick<EventQueue, 'accept'>;
  /** The invocation that a caller makes a request in, if it is a function here. */
  readonly requestOf?: (caller: Caller) => string | undefined;
}): RestService {
  const { functions, place, iam, invoke, events, requestOf } = options;
  const deployed = functions.map(fn => ({ fn }));

  async function answer({ labels, query, headers, body }: RestRequest, caller: Caller): Promise<RestAnswer> {
    const reference = [labels[0], query.get('Qualifier')].filter(Boolean).join(':');
    // A caller without the permission does not learn whether there is such a function.
    const resource = toArn(reference, place);
    iam.authorize(caller, {
      action: 'lambda:InvokeFunction',
      resource,
      resourcePolicy: iam.functionPolicy(resource),
    });
    const { invokedArn } = findFunction(deployed, reference, place);
    const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (type === 'DryRun') return { status: 204, body: '' };
    const requestId = requestOf?.(caller);
    const origin = requestId === undefined ? {} : { causedBy: requestId };
    if (type === 'Event') {
      events.accept({ id: randomUUID(), functionArn: invokedArn, payload: requireJson(body), ...origin });
      return { status: 202, body: '' };
    }
    const { payload, functionError } = await invoke(invokedArn, body, origin);
    return {
      status: 200,
      headers: {
        'x-amz-executed-version': '$LATEST',
        ...(functionError && { 'x-amz-function-error': functionError }),
      },
      body: payload,
    };
  }

  function list(_request: RestRequest, caller: Caller): RestAnswer {
    iam.authorize(caller, { action: 'lambda:ListFunctions', resource: '*' });
    return { status: 200, body: JSON.stringify({ Functions: functions.map(configurationOf) }) };
  }

  return {
    routes: [
      { method: 'POST', path: /^\/2015-03-31\/functions\/([^/]+)\/invocations$/, operation: answer },
      { method: 'GET', path: /^\/2015-03-31\/functions\/?$/, operation: list },
    ],
    errorBody: ({ message, status }) => ({ Type: status < 500 ? 'User' : 'Service', Message: message }),
  };
}

function configurationOf(fn: LambdaFunction): JsonObject {
  const { name, arn, runtime, handler, timeoutSeconds, memoryMb, environment, roleArn } = fn;
  return {
    ...{ FunctionName: name, FunctionArn: arn, Runtime: runtime, Role: roleArn, Handler: handler },
    ...{ Timeout: timeoutSeconds, MemorySize: memoryMb, PackageType: 'Zip', Version: '$LATEST' },
    Environment: { Variables: { ...environment } },
  };
}

/** A name or an ARN, with or without a qualifier, as an ARN. */
function toArn(reference: string, place: Place): string {
  return reference.startsWith('arn:') ? reference : arnIn(place, 'lambda', `function:${reference}`);
}

/** An event is checked when it is accepted: nobody is there later to be told. */
function requireJson(body: string): string {
  try {
    JSON.parse(body || '{}');
    return body || '{}';
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`);
  }
}
