import { type FunctionName, functionNames } from '../modules/packages.ts';
import { bundleHandler, unpackFunctions } from './bundles.ts';
import { type Bench, costFigures } from './figure.ts';
import { type Cost, child, fresh, inTurns } from './measure.ts';
import { lambdaEnvironment } from './trigger-events.ts';

/** Cold start without a call: from the start of Node until the function's file is loaded. */
export const imports: Bench = async folder => {
  const functions = await unpackFunctions(folder);
  const empty = await bundleHandler(folder, 'empty');
  const load = (path: string) => () => fresh([child('start'), path], lambdaEnvironment(folder));
  const loadFunction = (name: FunctionName) => [name, load(functions[name].path)];
  const costs = await inTurns<FunctionName | 'empty'>({
    ...(Object.fromEntries(functionNames.map(loadFunction)) as Record<FunctionName, () => Promise<Cost>>),
    empty: load(empty.path),
  });
  return functionNames.flatMap(name =>
    costFigures(`start ${name}`, costs[name], { name: 'empty handler', cost: costs.empty }),
  );
};
