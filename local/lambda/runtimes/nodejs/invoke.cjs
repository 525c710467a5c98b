/**
 * One call of the handler, and what counts as its end.
 *
 * Both functions take the event as JSON text and resolve with `{response}`, JSON text too, or `{error}`.
 */
'use strict';

const { runtimeError } = require('./errors.cjs');

const respond = value => {
  try {
    // Undefined and functions have no JSON.
    return { response: JSON.stringify(value) ?? 'null' };
  } catch (cause) {
    return { error: new Error('Unable to stringify response body', { cause }) };
  }
};

const neverSettled = () =>
  runtimeError('NodeJsExit', 'The promise of the handler was never settled, and nothing is left to do.');

/**
 * Up to nodejs22.x, the first of these ends an invocation:
 * - the promise that the handler returned settles;
 * - `context.succeed`, `context.fail` or `context.done`;
 * - the callback with an error, or with a result once the event loop is empty
 *   (at once, when `context.callbackWaitsForEmptyEventLoop` is false);
 * - nothing is left to do: null, or an error for an `async` function, whose promise is still open.
 */
exports.invokeWithCallback = (handler, event, context, whenLoopIsEmpty) =>
  new Promise(end => {
    let called = false;
    const once =
      action =>
      (...args) => {
        if (called) return;
        called = true;
        action(...args);
      };
    const isError = error => error !== undefined && error !== null;
    const finish = (error, result) => end(isError(error) ? { error } : respond(result));
    const done = once(finish);
    const callback = once((error, result) => {
      if (isError(error) || !context.callbackWaitsForEmptyEventLoop) finish(error, result);
      else whenLoopIsEmpty(() => finish(null, result));
    });
    const succeed = result => done(null, result);
    const fail = error => done(error ?? 'handled');

    Object.assign(context, { callbackWaitsForEmptyEventLoop: true, done, succeed, fail });
    const isAsync = handler.constructor.name === 'AsyncFunction';
    whenLoopIsEmpty(() => end(isAsync ? { error: neverSettled() } : respond(null)));
    try {
      const returned = handler(JSON.parse(event), context, callback);
      if (typeof returned?.then === 'function') returned.then(succeed, fail);
    } catch (error) {
      callback(error);
    }
  });

/** Since nodejs24.x: what the handler returns, or throws, once it is settled. */
exports.invokeAsync = (handler, event, context, whenLoopIsEmpty) =>
  new Promise(end => {
    whenLoopIsEmpty(() => end({ error: neverSettled() }));
    const call = async () => handler(JSON.parse(event), context);
    call().then(
      result => end(respond(result)),
      error => end({ error }),
    );
  });
