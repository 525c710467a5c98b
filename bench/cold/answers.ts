import type { IncomingHttpHeaders } from 'node:http';
import { MAC } from '../kms-stub.ts';

/** A request as it came. */
export interface Received {
  readonly service: string;
  readonly headers: IncomingHttpHeaders;
  readonly url: string;
  readonly body: string;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Service {
  /** Leads functions and the SDK there. */
  readonly variable: string;
  readonly answer: (request: Received) => Answer;
}

const json = (body: object, status = 200): Answer => ({ status, body: JSON.stringify(body) });

/** What each service says, as fast as it can: what is measured is the caller. */
export const services = {
  kms: {
    variable: 'AWS_ENDPOINT_URL_KMS',
    answer: () => json({ MacAlgorithm: 'HMAC_SHA_256', Mac: MAC.toString('base64') }),
  },
  dynamodb: { variable: 'AWS_ENDPOINT_URL_DYNAMODB', answer: ({ body }) => updateItem(JSON.parse(body)) },
  lambda: { variable: 'AWS_ENDPOINT_URL_LAMBDA', answer: invoke },
  ses: { variable: 'AWS_ENDPOINT_URL_SESV2', answer: () => json({ MessageId: 'bench' }) },
  ssm: { variable: 'AWS_ENDPOINT_URL_SSM', answer: () => json({ Parameter: { Value: 'secret' } }) },
  'human check': {
    variable: 'HUMAN_CHECK_ENDPOINT',
    answer: () =>
      json({ success: true, hostname: 'app.example.com', challenge_ts: new Date().toISOString() }),
  },
} satisfies Record<string, Service>;

export const serviceNames = Object.keys(services) as (keyof typeof services)[];

interface UpdateItemRequest {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Readonly<Record<string, object>>;
}

/**
 * A table without an item: what makes one is done, and gives what it sets; a condition on what is there fails. So each
 * user signs in for the first time.
 */
export function updateItem(request: UpdateItemRequest): Answer {
  const { UpdateExpression, ConditionExpression, ExpressionAttributeValues } = request;
  // Brackets, since each condition is behind the ledger's own mark of a write.
  if (!/\(attribute_not_exists\(\w+\)/.test(ConditionExpression))
    return json(
      { __type: 'ConditionalCheckFailedException', message: 'The conditional request failed' },
      400,
    );
  const set = UpdateExpression.matchAll(/(\w+) = (?:if_not_exists\(\w+, )?(:\w+)/g);
  const Attributes = Object.fromEntries(
    [...set].map(([, name, value = '']) => [name, ExpressionAttributeValues[value]]),
  );
  return json({ Attributes });
}

/** Events are queued; who asks an `external` function gets its answer. */
function invoke({ headers, body }: Received): Answer {
  if (headers['x-amz-invocation-type'] === 'Event') return { status: 202, body: '' };
  const response = {
    publicChallengeParameters: { question: '1 + 1' },
    privateChallengeParameters: { answer: '2' },
    answerCorrect: true,
  };
  return json({ ...JSON.parse(body), response });
}
