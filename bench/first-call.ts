import { bundleHandler, unpackFunctions } from './bundles.ts';
import { type Bench, costFigures } from './figure.ts';
import { withKmsStub } from './kms-stub.ts';
import { beyond, child, fresh, inTurns, type Report } from './measure.ts';
import { createEvent, lambdaEnvironment, macRequest } from './trigger-events.ts';

/** Cold start with one call of KMS: from the start of Node until the handler has answered. */
export const firstCall: Bench = folder =>
  withKmsStub(async endpoint => {
    const environment = lambdaEnvironment(folder, endpoint);
    const start = async (path: string, event: string, works: (response: unknown) => boolean) => {
      const report: Report = await fresh([child('start'), path, event], environment);
      if (!works(report.response)) throw new Error(`${path} gave ${JSON.stringify(report.response)}.`);
      return report;
    };
    const paths = {
      empty: (await bundleHandler(folder, 'empty')).path,
      ours: (await bundleHandler(folder, 'generate-mac')).path,
      sdk: (await bundleHandler(folder, 'generate-mac-sdk')).path,
      create: (await unpackFunctions(folder))['create-auth-challenge'].path,
    };
    const isMac = (response: unknown) => response === 32;
    const { empty, ours, sdk, create } = await inTurns({
      empty: () => start(paths.empty, macRequest, () => true),
      ours: () => start(paths.ours, macRequest, isMac),
      sdk: () => start(paths.sdk, macRequest, isMac),
      create: () =>
        start(paths.create, createEvent, response => JSON.stringify(response).includes('image/png')),
    });

    const floor = { name: 'empty handler', cost: empty };
    return [
      ...costFigures('start + KMS call', ours, floor),
      ...costFigures('start + KMS call with AWS SDK v3', sdk, floor),
      ...costFigures('start + create call, with picture', create, floor),
      ...costFigures(
        'KMS call beyond empty handler',
        beyond(ours, empty),
        { name: 'AWS SDK v3, likewise', cost: beyond(sdk, empty) },
        { wall: 1 / 4, cpu: 1 / 3 },
      ),
    ];
  });
