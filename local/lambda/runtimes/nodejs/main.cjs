/**
 * The Node.js runtime: loads the handler, then serves one invocation after the other.
 *
 * Plain CommonJS, because it runs with the bare `node` of the function's own process.
 */
'use strict';

const { patchConsole, logError } = require('./console.cjs');
const { describeError, unhandledRejection } = require('./errors.cjs');
const { connect } = require('./runtime-client.cjs');
const { loadHandler } = require('./handler.cjs');
const { contextOf } = require('./context.cjs');
const { invokeWithCallback, invokeAsync } = require('./invoke.cjs');

const { _HANDLER, LAMBDA_TASK_ROOT, AWS_EXECUTION_ENV, AWS_LAMBDA_RUNTIME_API } = process.env;
// Callback handlers ended with nodejs24.x: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
const callbacksSupported = Number(/nodejs(\d+)/.exec(AWS_EXECUTION_ENV)[1]) < 24;
const invoke = callbacksSupported ? invokeWithCallback : invokeAsync;

const runtimeApi = connect(AWS_LAMBDA_RUNTIME_API);
let reportError = runtimeApi.initError;
let onEmptyLoop = () => {};
const whenLoopIsEmpty = action => {
  onEmptyLoop = action;
};

patchConsole();
process.on('beforeExit', () => onEmptyLoop());
process.on('uncaughtException', error => crash('Uncaught Exception', error, 129));
process.on('unhandledRejection', reason => {
  crash('Unhandled Promise Rejection', unhandledRejection(reason), 128);
});

let crashing = false;

async function crash(title, error, status) {
  crashing = true;
  logError(title, error);
  await reportError(describeError(error));
  process.exit(status);
}

async function serve(handler) {
  const { requestId, headers, event } = await runtimeApi.next();
  reportError = description => runtimeApi.error(requestId, description);
  const outcome = await invoke(handler, event, contextOf(headers), whenLoopIsEmpty);
  whenLoopIsEmpty(() => {});
  if ('error' in outcome) logError('Invoke Error', outcome.error);
  const posted =
    'error' in outcome
      ? runtimeApi.error(requestId, describeError(outcome.error))
      : runtimeApi.response(requestId, outcome.response);
  // An exception in left-over work ends the process, and must not take the answer with it.
  reportError = () => posted;
  await posted;
}

async function main() {
  const handler = await loadHandler(LAMBDA_TASK_ROOT, _HANDLER, { callbacksSupported });
  // A promise that the module left rejected is reported before this turn is over.
  await new Promise(setImmediate);
  while (!crashing) await serve(handler);
}

main().catch(error => crash('Uncaught Exception', error, 1));
