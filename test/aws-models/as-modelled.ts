import { AwsError, type JsonObject } from '../../local/aws-service.ts';
import { errorFaults, outputFaults } from './exchange.ts';
import { awsModels } from './model.ts';

/**
 * Runs an operation of the local Cognito and gives what it gives, if AWS's model knows such an answer, or such an error
 * of this operation. Where python3 has no botocore, the model is not asked.
 *
 * @throws Error that names what is wrong
 */
export async function asModelled(
  name: string,
  run: () => JsonObject | Promise<JsonObject>,
): Promise<JsonObject> {
  const model = awsModels()?.['cognito-idp'];
  const operation = model?.operations[name];
  if (!model || !operation) return run();
  const called = { model, operation };
  const expectNone = (faults: readonly string[]) => {
    if (faults.length > 0) throw new Error(`Not as AWS’s model has it: ${faults.join('; ')}`);
  };
  let output: JsonObject;
  try {
    output = await run();
  } catch (error) {
    if (error instanceof AwsError) {
      const { code, message, status, details } = error;
      expectNone(errorFaults(called, code, { ...(message && { message }), ...details }, status));
    }
    throw error;
  }
  expectNone(outputFaults(called, JSON.parse(JSON.stringify(output))));
  return output;
}
