import { type FunctionName, functionNames } from '../modules/packages.ts';
import { bundleHandler, unpackFunctions } from './bundles.ts';
import { type Bench, costFigures, type Figure } from './figure.ts';
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
  return [
    ...functionNames.flatMap(name =>
      costFigures(`start ${name}`, costs[name], { name: 'empty handler', cost: costs.empty }),
    ),
    ...(await importsAlone(functions, empty.path, folder)),
  ];
};

/** The import alone, without the start of Node. */
async function importsAlone(
  functions: Readonly<Record<FunctionName, { readonly path: string }>>,
  empty: string,
  folder: string,
): Promise<Figure[]> {
  const load = (path: string) => () => fresh([child('import'), path], lambdaEnvironment(folder));
  const costs = await inTurns<FunctionName | 'empty'>({
    ...(Object.fromEntries(functionNames.map(name => [name, load(functions[name].path)])) as Record<
      FunctionName,
      () => Promise<Cost>
    >),
    empty: load(empty),
  });
  return functionNames.map(name => ({
    name: `import ${name}`,
    unit: 'ms',
    figure: costs[name].wallMs,
    floor: { name: 'empty handler', figure: costs.empty.wallMs },
    target: { ratio: 10 },
  }));
}
