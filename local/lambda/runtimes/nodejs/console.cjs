/**
 * `console.*` as Lambda writes it: lines of text, or of JSON with AWS_LAMBDA_LOG_FORMAT=JSON.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 *
 * Only the console: what goes straight to `process.stdout` (embedded metrics) is written as it is.
 */
'use strict';

const { format } = require('node:util');
const { describeError } = require('./errors.cjs');

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const METHODS = {
  ...{ trace: 'TRACE', debug: 'DEBUG', info: 'INFO', log: 'INFO', warn: 'WARN', error: 'ERROR' },
  // Node.js has none; Lambda's own runtime does.
  fatal: 'FATAL',
};
const isJson = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';

const requestId = () => globalThis[Symbol.for('aws.lambda.runtime.requestId')];

const logged = error => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: String(error.stack).split('\n'),
});
const withErrors = (_key, value) => (value instanceof Error ? { ...logged(value), ...value } : value);

function jsonLine(level, args) {
  const entry = { timestamp: new Date().toISOString(), level, requestId: requestId() };
  if (args.length === 1) {
    try {
      return JSON.stringify({ ...entry, message: args[0] }, withErrors);
    } catch {
      // A cycle or a BigInt: below, as text.
    }
  }
  const error = args.find(argument => argument instanceof Error);
  return JSON.stringify({
    ...entry,
    message: format(...args),
    ...(error && args.length > 1 && logged(error)),
  });
}

const textLine = (level, args) => `${new Date().toISOString()}\t${requestId()}\t${level}\t${format(...args)}`;

/** A record is one line on the pipe to Lambda: inner line breaks travel as carriage returns. */
const write = (level, args) => {
  const line = (isJson ? jsonLine : textLine)(level, args);
  process.stdout.write(`${line.replaceAll('\n', '\r')}\n`);
};

exports.patchConsole = () => {
  // As on AWS, what is logged is out before the answer is, and before the process ends. Node.js has no public way
  // to write to a socket, which its parent gave it as stdout, synchronously.
  for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
  const lowest = Math.max(0, LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()));
  for (const [method, level] of Object.entries(METHODS)) {
    console[method] = LEVELS.indexOf(level) < lowest ? () => {} : (...args) => write(level, args);
  }
};

/** How the runtime logs what ends an invocation or the process. */
exports.logError = (title, thrown) => {
  if (isJson) console.error(thrown instanceof Error ? thrown : new Error(String(thrown)));
  else console.error(title, `\t${JSON.stringify(describeError(thrown))}`);
};
