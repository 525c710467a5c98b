/** The handler's second argument: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
'use strict';

const { env } = process;

/** @param headers those of the answer to `invocation/next`, in lower case */
exports.contextOf = headers => {
  // Read by tracing libraries, and valid for this invocation only.
  env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const awsRequestId = headers['lambda-runtime-aws-request-id'];
  // Where Lambda's own runtime keeps it too: logging libraries read it.
  globalThis[Symbol.for('aws.lambda.runtime.requestId')] = awsRequestId;
  return {
    awsRequestId,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
};
