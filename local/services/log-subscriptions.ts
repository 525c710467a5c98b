import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { AwsError } from '../aws-service.ts';
import type { Deployment, SubscriptionFilter } from '../deployment.ts';
import { arnIn } from './arn.ts';
import type { EventQueue } from './event-queue.ts';
import { allowsService } from './service-permission.ts';

/** Takes a line that reached a function's log. */
export type Logged = (functionName: string, line: string, requestId: string) => void;

/**
 * Subscription filters: lines that pass go to a function, asynchronously, as CloudWatch Logs sends them. Here each goes by
 * itself and at once; AWS gathers several, and is some seconds late.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
 *
 * @throws AwsError as PutSubscriptionFilter does where CloudWatch Logs may not call the function
 */
export function createLogSubscriptions(
  deployment: Deployment,
  events: Pick<EventQueue, 'accept'>,
  now: () => number,
): Logged {
  const { subscriptionFilters } = deployment;
  for (const { logGroupName, destinationArn } of subscriptionFilters) {
    const source = arnIn(deployment, 'logs', `log-group:${logGroupName}:*`);
    if (!allowsService(deployment, 'logs.amazonaws.com', destinationArn, source))
      throw new AwsError(
        'InvalidParameterException',
        'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
      );
  }
  const { accountId: owner } = deployment;
  return (functionName, line, requestId) => {
    for (const filter of subscriptionFilters) {
      if (filter.logGroupName !== `/aws/lambda/${functionName}` || !filter.passes(line)) continue;
      const payload = JSON.stringify(invocationOf(filter, { owner, line, atMs: now() }));
      events.accept({
        ...{ id: randomUUID(), functionArn: filter.destinationArn, payload, causedBy: requestId },
      });
    }
  };
}

interface Line {
  readonly owner: string;
  readonly line: string;
  readonly atMs: number;
}

function invocationOf({ name, logGroupName }: SubscriptionFilter, { owner, line, atMs }: Line) {
  const message = {
    messageType: 'DATA_MESSAGE',
    owner,
    logGroup: logGroupName,
    logStream: `${new Date(atMs).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]local`,
    subscriptionFilters: [name],
    logEvents: [{ id: newId(), timestamp: atMs, message: `${line}\n` }],
  };
  return { awslogs: { data: gzipSync(JSON.stringify(message)).toString('base64') } };
}

/** Of 56 digits, as AWS's are. */
const newId = () =>
  BigInt(`0x${randomUUID().replaceAll('-', '')}`)
    .toString()
    .padStart(56, '3');
