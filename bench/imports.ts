import { type FunctionName, functionNames } from '../modules/packages.ts';
import { bundleHandler, unpackFunctions } from './bundles.ts';
import { type Bench, costFigures, type Figure } from './figure.ts';
import { type Cost, child, fresh, inTurns } from './measure.ts';
import { lambdaEnvironment } from './trigger-events.ts';

/** Cold start without a call: from the start of Node until the function's file is loaded; and the import alone. */
export const imports: Bench = async folder => {
  const functions = await unpackFunctions(folder);
  const empty = await bundleHandler(folder, 'empty');
  const costsIn = (program: string) => {
    const load = (path: string) => () => fresh([child(program), path], lambdaEnvironment(folder));
    const ours = functionNames.map(name => [name, load(functions[name].path)]);
    return inTurns<FunctionName | 'empty'>({
      ...(Object.fromEntries(ours) as Record<FunctionName, () => Promise<Cost>>),
      empty: load(empty.path),
    });
  };
  const starts = await costsIn('start');
  const alone = await costsIn('import');
  return [
    ...functionNames.flatMap(name =>
      costFigures(`start ${name}`, starts[name], { name: 'empty handler', cost: starts.empty }),
    ),
    ...functionNames.map(
      (name): Figure => ({
        name: `import ${name}`,
        unit: 'ms',
        figure: alone[name].wallMs,
        floor: { name: 'empty handler', figure: alone.empty.wallMs },
        target: { ratio: 10 },
      }),
    ),
  ];
};
