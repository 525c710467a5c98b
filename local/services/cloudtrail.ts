import { randomUUID } from 'node:crypto';
import {
  AwsError,
  type Caller,
  type Json,
  type JsonObject,
  type Operation,
  type Service,
} from '../aws-service.ts';
import type { Deployment } from '../deployment.ts';
import type { BusEvent } from '../watch/protocol.ts';

type Emit = (event: Pick<BusEvent, 'source' | 'detailType' | 'detail'>) => void;

/** What only reads: a rule takes none of it unless it says so. */
const isReadOnly = (operation: string) => /^(Admin)?(Get|List|Describe)/.test(operation);

/** What a record shows of a request. Cognito hides what may be a user's; which fields that are is documented by examples alone. */
const SHOWN = ['UserPoolId', 'ClientId'];
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/**
 * The operations of Cognito as before, and a record of each, as EventBridge has it of an account with a trail.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
 */
export function recorded(service: Service, deployment: Deployment, now: () => number, emit: Emit): Service {
  const record = async (operation: string, input: JsonObject, fault?: AwsError) => {
    const sub = fault ? undefined : await subOf(input, service, deployment);
    emit({
      source: 'aws.cognito-idp',
      detailType: 'AWS API Call via CloudTrail',
      detail: recordOf(operation, input, {
        ...{ deployment, atMs: now() },
        ...(sub !== undefined && { sub }),
        ...(fault && { fault }),
      }),
    });
  };
  const wrapped =
    (name: string, operation: Operation): Operation =>
    async (input: JsonObject, caller: Caller) => {
      try {
        const answer = await operation(input, caller);
        await record(name, input);
        return answer;
      } catch (error) {
        if (error instanceof AwsError) await record(name, input, error);
        throw error;
      }
    };
  return Object.fromEntries(
    Object.entries(service).map(([name, operation]) => [
      name,
      isReadOnly(name) ? operation : wrapped(name, operation),
    ]),
  );
}

interface Facts {
  readonly deployment: Deployment;
  readonly atMs: number;
  readonly sub?: string;
  readonly fault?: AwsError;
}

function recordOf(operation: string, input: JsonObject, { deployment, atMs, sub, fault }: Facts): JsonObject {
  const { region, accountId } = deployment;
  const parameters = Object.entries(input).map(([name, value]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    SHOWN.includes(name) ? value : HIDDEN,
  ]);
  return {
    eventVersion: '1.08',
    userIdentity: operation.startsWith('Admin')
      ? { type: 'IAMUser', accountId }
      : { type: 'Unknown', principalId: 'Anonymous' },
    eventTime: new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...{ eventSource: 'cognito-idp.amazonaws.com', eventName: operation, awsRegion: region },
    ...{ sourceIPAddress: '127.0.0.1', userAgent: 'local' },
    ...(fault && { errorCode: fault.code, errorMessage: fault.message }),
    requestParameters: Object.fromEntries(parameters) as JsonObject,
    responseElements: null,
    ...(sub !== undefined && { additionalEventData: { sub } }),
    ...{ requestID: randomUUID(), eventID: randomUUID(), readOnly: false, eventType: 'AwsApiCall' },
    ...{ managementEvent: true, recipientAccountId: accountId, eventCategory: 'Management' },
  };
}

/** Of the user that a request is about, by name or by access token; of one that is not there any more, none. */
async function subOf(
  { Username, AccessToken }: JsonObject,
  service: Service,
  { userPool }: Deployment,
): Promise<string | undefined> {
  if (typeof AccessToken === 'string') return subIn(AccessToken);
  if (typeof Username !== 'string') return undefined;
  try {
    const user = await service.AdminGetUser?.(
      { UserPoolId: userPool.id, Username },
      { accessKeyId: 'cloudtrail' },
    );
    const attributes = (user?.UserAttributes ?? []) as { Name: string; Value: string }[];
    return attributes.find(({ Name }) => Name === 'sub')?.Value;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function subIn(token: string): string | undefined {
  const payload: Json = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const { sub } = Object(payload);
  return typeof sub === 'string' ? sub : undefined;
}
