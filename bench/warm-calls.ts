import { bundleHandler, unpackFunctions } from './bundles.ts';
import { type Bench, costFigures, type Figure } from './figure.ts';
import { withKmsStub } from './kms-stub.ts';
import { child, fresh, inTurns } from './measure.ts';
import { createEvent, lambdaEnvironment, verifyEvent } from './trigger-events.ts';

const CREATE_CALLS = 60;
const VERIFY_CALLS = 2000;

/** Calls of a warm function, with the hour's key in memory: one after the other, in one process. */
export const warmCalls: Bench = folder =>
  withKmsStub(async endpoint => {
    const environment = lambdaEnvironment(folder, endpoint);
    const functions = await unpackFunctions(folder);
    const right = await verifyEvent();
    const floors = {
      draw: (await bundleHandler(folder, 'draw')).path,
      hmac: (await bundleHandler(folder, 'hmac')).path,
    };
    const call = (path: string, event: string, calls: number) =>
      fresh([child('warm'), path, event, String(calls)], environment);

    const { create, draw, verify, hmac } = await inTurns({
      create: () => call(functions['create-auth-challenge'].path, createEvent, CREATE_CALLS),
      draw: () => call(floors.draw, createEvent, CREATE_CALLS),
      verify: async () => {
        const report = await call(functions['verify-auth-challenge-response'].path, right, VERIFY_CALLS);
        if (!JSON.stringify(report.response).includes('"answerCorrect":true'))
          throw new Error(`verify gave ${JSON.stringify(report.response)}.`);
        return report;
      },
      hmac: () => call(floors.hmac, right, VERIFY_CALLS),
    });
    const perSecond = (name: string, wallMs: number): Figure => ({
      name: `warm ${name} calls`,
      unit: '/s',
      figure: 1000 / wallMs,
    });
    return [
      perSecond('create', create.wallMs),
      ...costFigures('warm create call', create, { name: 'picture alone', cost: draw }),
      perSecond('verify', verify.wallMs),
      ...costFigures('warm verify call', verify, { name: 'one HMAC', cost: hmac }),
    ];
  });
