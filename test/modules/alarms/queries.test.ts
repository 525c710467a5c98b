import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { METRICS, type MetricName } from '../../../functions/metric-definitions.ts';
import { QUERIES } from '../../../modules/alarms/queries.ts';
import { alarms } from '../../terraform/interface/values.ts';
import { configurations } from './configurations.ts';
import { cloudwatch, type SavedQuery } from './evaluated.ts';

const functions = fileURLToPath(new URL('../../../functions', import.meta.url));
const sources = readdirSync(functions, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(join(functions, file), 'utf8'))
  .join('\n');

/** What a call that logs is given, up to the parenthesis that closes it. */
function logged(from: number): string {
  let depth = 1;
  let end = from;
  while (depth > 0 && end < sources.length) {
    depth += { '(': 1, ')': -1 }[sources.charAt(end)] ?? 0;
    end += 1;
  }
  return sources.slice(from, end);
}

/** Keys of the lines that the functions log. */
const loggedKeys = new Set(
  Array.from(sources.matchAll(/\b(?:console\.(?:debug|info|warn|error)|logFault|log)\(/g), call =>
    Array.from(
      logged(call.index + call[0].length).matchAll(/[{,]\s*(\w+)(?=\s*[:,}])/g),
      ([, key = '']) => key,
    ),
  ).flat(),
);

/**
 * What Lambda's lines in JSON have besides: the level of a function's, and of its own (`platform.report`) what its telemetry has.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
const OF_LAMBDA = ['level', 'type', 'record.status', 'record.metrics.initDurationMs'];

const logsOf = (queries: readonly SavedQuery[], name: string) =>
  queries.find(query => query.name === `acme/${name}`)?.log_group_names;

describe('saved queries', () => {
  it('read the logs of functions that are there, in a folder of the module’s name', () => {
    const without = cloudwatch(configurations['as it comes']).queries;
    const all = cloudwatch(configurations['everything, human_check open']).queries;

    expect(all.map(({ name }) => name)).to.have.members(
      Object.values(QUERIES).map(({ name }) => `acme/${name}`),
    );
    expect(logsOf(all, 'faults')).to.include('/aws/lambda/acme-deliver-challenge');
    expect(logsOf(without, 'faults')).not.to.include('/aws/lambda/acme-deliver-challenge');
    expect(logsOf(all, 'messages that failed')).to.deep.equal(['/aws/lambda/acme-deliver-challenge']);
    expect(logsOf(without, 'messages that failed')).to.equal(undefined);
  });

  it('are not there if the caller does not want them', () => {
    expect(cloudwatch(alarms({ queries_enabled: false })).queries).to.deep.equal([]);
  });

  for (const { name, text } of Object.values(QUERIES)) {
    it(`${name}: looks for what the functions and Lambda write`, () => {
      const fields = Array.from(
        text.replace(/^#.*$|"[^"]*"/gm, '').matchAll(/\b(?:(?:message|record)\.[\w.]+|level|type)\b/g),
        ([field]) => field,
      );
      for (const field of fields) {
        const [, key] = /^message\.(\w+)$/.exec(field) ?? [];
        if (key === undefined) expect(OF_LAMBDA, field).to.include(field);
        else expect([...loggedKeys], field).to.include(key);
      }
      const said = Array.from(text.matchAll(/"([A-Z][^"]+\.)"/g), ([, sentence = '']) => sentence);
      for (const sentence of said) expect(sources).to.include(`'${sentence}'`);
      const counted = Array.from(text.matchAll(/\b([A-Z]\w+) > 0/g), ([, metric = '']) => metric);
      for (const metric of counted) {
        const of = Array.from(text.matchAll(/(?:, | and )([A-Z]\w+)\b/g), ([, dimension = '']) => dimension);
        expect(METRICS).to.have.property(metric);
        expect(METRICS[metric as MetricName].dimensions).to.include.members(of);
      }
      expect(fields.length + counted.length).to.be.above(0);
    });

    it(`${name}: is one command a line`, () => {
      for (const line of text.split('\n'))
        expect(line).to.match(/^(?:# |fields |filter |\| (?:filter|stats|sort) )/);
    });
  }
});
