import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { regionOf } from '../../functions/aws/endpoint.ts';
import { clientsByRegion } from './clients.ts';

const client = clientsByRegion(configuration => new LambdaClient(configuration));
const once = clientsByRegion(configuration => new LambdaClient({ ...configuration, maxAttempts: 1 }));

/** `functions/aws/lambda.ts`, by AWS's SDK. */
export async function invokeLater(functionArn: string, event: unknown): Promise<void> {
  const input = {
    FunctionName: functionArn,
    InvocationType: 'Event',
    Payload: JSON.stringify(event),
  } as const;
  await client(regionOf(functionArn)).send(new InvokeCommand(input));
}

export async function invokeBriefly(functionArn: string, event: unknown): Promise<unknown> {
  const { Payload, FunctionError } = await once(regionOf(functionArn)).send(
    new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(event) }),
    { abortSignal: AbortSignal.timeout(3000) },
  );
  if (FunctionError) throw new Error(`lambda: ${functionArn} failed`);
  return JSON.parse(Payload?.transformToString() ?? '');
}
