import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FunctionFailed, type Subject, within } from './subject.ts';

type Callback = (error: unknown, result?: unknown) => void;
interface Context {
  readonly done: Callback;
  readonly succeed: (result?: unknown) => void;
  readonly fail: (error?: unknown) => void;
}
type Handler = (event: unknown, context: Context, callback: Callback) => unknown;

/** A function in JavaScript or TypeScript: the `handler` that a module exports. */
export async function moduleSubject(path: string): Promise<Subject> {
  const module = await import(pathToFileURL(resolve(path)).href);
  const handler: unknown = module.handler ?? module.default?.handler;
  if (typeof handler !== 'function') throw new Error(`${path} exports no function named handler.`);
  return handlerSubject(handler as Handler);
}

/** What a handler takes and gives goes through JSON, as between Cognito and Lambda. */
export function handlerSubject(handler: Handler): Subject {
  return {
    call: async (event, timeoutMs) => {
      const result = await within(timeoutMs, invoke(handler, JSON.parse(JSON.stringify(event))));
      return result === undefined ? null : JSON.parse(JSON.stringify(result));
    },
    close: async () => {},
  };
}

/**
 * Handlers give a promise, call back, or end by `context.done`, `succeed` or `fail`, as the older ones do: the first of
 * these counts. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
async function invoke(handler: Handler, event: unknown): Promise<unknown> {
  try {
    return await new Promise((fulfil, reject) => {
      const isError = (error: unknown) => error !== undefined && error !== null;
      const done: Callback = (error, result) => (isError(error) ? reject(error) : fulfil(result));
      const context = {
        ...{ functionName: 'conformance', awsRequestId: '00000000-0000-4000-8000-000000000000' },
        ...{ callbackWaitsForEmptyEventLoop: true, getRemainingTimeInMillis: () => 3000 },
        ...{
          done,
          succeed: (result: unknown) => done(null, result),
          fail: (error: unknown) => done(error ?? 'handled'),
        },
      };
      const returned = handler(event, context, done);
      // Given to `fulfil`, an open promise would shut out what the callback brings before it settles.
      if (isPromise(returned)) returned.then(fulfil, reject);
      else if (returned !== undefined) fulfil(returned);
    });
  } catch (error) {
    throw new FunctionFailed(`it failed: ${error instanceof Error ? error.message : error}`);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof Object(value).then === 'function';
}
