import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FunctionFailed, type Subject, within } from './subject.ts';

type Callback = (error: unknown, result?: unknown) => void;
type Handler = (event: unknown, context: object, callback: Callback) => unknown;

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

/** Handlers give a promise, or call back, as the older ones do that take three arguments. */
async function invoke(handler: Handler, event: unknown): Promise<unknown> {
  const context = { functionName: 'conformance', awsRequestId: '00000000-0000-4000-8000-000000000000' };
  try {
    return await new Promise((fulfil, reject) => {
      const callback: Callback = (error, result) => (error ? reject(error) : fulfil(result));
      const result = handler(event, context, callback);
      if (handler.length < 3 || result instanceof Promise) fulfil(result);
    });
  } catch (error) {
    throw new FunctionFailed(`it failed: ${error instanceof Error ? error.message : error}`);
  }
}
