import {
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { functionArn } from '../deploy/names.ts';
import type { Json } from '../json.ts';
import { type Scenario, toldError } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** The ARN of a function that there is not, in the account. */
function nobody(stage: Stage, qualifier = ''): string {
  const place = { region: stage.region, accountId: stage.accountId, partition: partitionOf(stage.region) };
  return functionArn(place, `accept-is-not-there${qualifier}`);
}

const partitionOf = (region: string) =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

const call = (made: Promise<unknown>): Promise<Json> => made.then(() => 'accepted', toldError);

/** Creates a pool that calls a function, uses it, and deletes it again. */
async function withPool(
  stage: Stage,
  arn: string,
  use: (UserPoolId: string) => Promise<Json>,
): Promise<Json> {
  const LambdaConfig = {
    DefineAuthChallenge: arn,
    CreateAuthChallenge: arn,
    VerifyAuthChallengeResponse: arn,
  };
  let UserPoolId = '';
  try {
    const created = await stage.cognito.send(
      new CreateUserPoolCommand({
        PoolName: `${stage.runName}-arns`,
        LambdaConfig,
        UserPoolTags: { acceptance: stage.runName },
      }),
    );
    UserPoolId = created.UserPool?.Id ?? '';
  } catch (error) {
    return { create: toldError(error) };
  }
  try {
    return { create: 'accepted', ...Object(await use(UserPoolId)) };
  } finally {
    await stage.cognito.send(new DeleteUserPoolCommand({ UserPoolId }));
  }
}

/** The module's pool names the ARNs of functions that Terraform makes after it. */
export const arns: readonly Scenario[] = [
  {
    name: 'arns-before-functions',
    kind: 'question',
    on: 'probe',
    asks: 'Does Cognito take the ARN of a function that there is not: in CreateUserPool, DescribeUserPool, UpdateUserPool?',
    run: stage => withPool(stage, nobody(stage), UserPoolId => described(stage, UserPoolId, nobody(stage))),
  },
  {
    name: 'arns-of-aliases',
    kind: 'question',
    on: 'probe',
    asks: 'The same with the ARN of an alias: does DescribeUserPool answer?',
    run: stage =>
      withPool(stage, nobody(stage, ':live'), UserPoolId =>
        described(stage, UserPoolId, nobody(stage, ':live')),
      ),
  },
];

async function described(stage: Stage, UserPoolId: string, arn: string): Promise<Json> {
  const { cognito } = stage;
  return {
    describe: await call(cognito.send(new DescribeUserPoolCommand({ UserPoolId }))),
    update: await call(
      cognito.send(new UpdateUserPoolCommand({ UserPoolId, LambdaConfig: { DefineAuthChallenge: arn } })),
    ),
  };
}
