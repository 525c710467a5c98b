/** Errors as the Runtime API takes them, and those that the runtime itself raises. */
'use strict';

const { isNativeError } = require('node:util').types;

/**
 * `{errorType, errorMessage, trace}` of whatever was thrown: for what is not an error, its `typeof`.
 * A getter of the thrown object may throw as well.
 */
exports.describeError = thrown => {
  try {
    const { name, message, stack } = Object(thrown);
    const looksLikeError = name && message && typeof stack === 'string';
    return isNativeError(thrown) || looksLikeError
      ? { errorType: name, errorMessage: message, trace: String(stack).split('\n') }
      : { errorType: typeof thrown, errorMessage: thrown.toString(), trace: [] };
  } catch {
    return { errorType: 'handled', errorMessage: 'The thrown value cannot be read.', trace: [] };
  }
};

/** An error with a `Runtime.…` name, as Lambda calls the failures of its runtimes. */
const runtimeError = (name, message, cause) => {
  const error = new Error(message, { cause });
  error.name = `Runtime.${name}`;
  return error;
};

exports.runtimeError = runtimeError;
exports.unhandledRejection = reason => runtimeError('UnhandledPromiseRejection', String(reason), reason);
