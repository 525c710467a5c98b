import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** As much of Babel's node as is looked at. */
interface Node {
  readonly type: string;
  readonly name?: string;
  readonly callee?: Node;
  readonly object?: Node;
  readonly arguments?: readonly Node[];
}

interface Path {
  readonly node: Node;
  readonly parent?: Node;
}

/** What makes errors for operators, and which of its arguments is prose. */
const PROSE: Readonly<Record<string, number>> = { wrong: 1, SettingsError: 0, Error: 0 };

/** Why a part of the code has no mutants; undefined for most of it. */
function whyIgnored({ node, parent }: Path): string | undefined {
  const isLog = node.callee?.object?.name === 'console' || node.callee?.name === 'logFault';
  if (node.type === 'CallExpression' && isLog) return 'A log line decides nothing.';
  const prose = parent?.callee?.name === undefined ? undefined : PROSE[parent.callee.name];
  return prose !== undefined && parent?.arguments?.[prose] === node
    ? 'The words that an operator reads decide nothing.'
    : undefined;
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', { shouldIgnore: path => whyIgnored(path as Path) }),
];
