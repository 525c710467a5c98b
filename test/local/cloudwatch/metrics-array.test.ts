import { expect } from 'chai';
import type { Json } from '../../../local/aws-service.ts';
import { readLines } from '../../../local/cloudwatch/metrics-array.ts';

const read = (...metrics: Json[]) => readLines(metrics, { statistic: 'Sum', periodSeconds: 300 });
const metric = (name: string, dimensions: object) => ({ namespace: 'AWS/Lambda', name, dimensions });

describe('The metrics of a widget', () => {
  it('take namespace, name and dimensions from the entry before, where a dot stands', () => {
    const lines = read(
      ['AWS/Lambda', 'Errors', 'FunctionName', 'create', 'Resource', 'live'],
      ['.', '.', '.', 'verify', '.', '.'],
      ['.', 'Throttles', '.', '.', '.', 'next'],
      ['...', 'last'],
      ['.', 'Invocations'],
    );
    expect(lines.map(({ query }) => 'metric' in query && query.metric)).to.deep.equal([
      metric('Errors', { FunctionName: 'create', Resource: 'live' }),
      metric('Errors', { FunctionName: 'verify', Resource: 'live' }),
      metric('Throttles', { FunctionName: 'verify', Resource: 'next' }),
      metric('Throttles', { FunctionName: 'verify', Resource: 'last' }),
      metric('Invocations', {}),
    ]);
  });

  it('have options, and the widget’s statistic unless they have their own', () => {
    const lines = read(
      ['N', 'M', { id: 'm', label: 'Em', stat: 'p99', visible: false, yAxis: 'right', color: '#d62728' }],
      ['.', '.'],
      [{ expression: 'm * 2', label: 'twice' }],
    );
    const of = { namespace: 'N', name: 'M', dimensions: {} };
    expect(lines).to.deep.equal([
      {
        query: { id: 'm', label: 'Em', isReturned: false, metric: of, statistic: 'p99' },
        ...{ axis: 'right', color: '#d62728' },
      },
      { query: { isReturned: true, metric: of, statistic: 'Sum' }, axis: 'left' },
      { query: { label: 'twice', isReturned: true, expression: 'm * 2' }, axis: 'left' },
    ]);
  });

  for (const [entry, reason] of [
    ['M', 'is not an array'],
    [['N'], 'does not give a metric'],
    [['N', 'M', 'D'], 'does not give a metric'],
    [['.', 'M'], 'does not give a metric'],
    [['N', 1], '1 is not a name'],
    [['N', 'M', { period: 60 }], 'a period (60)'],
    [['N', 'M', { id: 1 }], 'id takes a text, and is 1'],
    [['N', 'M', { label: null }], 'label takes a text, and is null'],
    [['N', 'M', { visible: 'false' }], 'visible takes true or false, and is "false"'],
    [['N', 'M', { yAxis: 'top' }], 'yAxis takes left or right, and is top'],
    [['N', 'M', { color: 7 }], 'color takes a text, and is 7'],
    [['N', 'M', { stat: 7 }], 'stat takes a text, and is 7'],
    [['N', 'M', { accountId: '1' }], 'the option accountId'],
    [[{ label: 'x' }], 'has no expression'],
  ] as const)
    it(`refuse ${JSON.stringify(entry)}`, () => {
      expect(() => read(entry as Json))
        .to.throw('metrics[0]: ')
        .and.have.property('message')
        .that.includes(reason);
    });
});
