import { expect } from 'chai';
import { evaluate } from '../../../../local/cloudwatch/math/evaluate.ts';
import { parseExpression } from '../../../../local/cloudwatch/math/parse.ts';
import { one, type Series, type Values } from '../../../../local/cloudwatch/math/series.ts';

/** The series of AWS's examples. */
const SERIES: Readonly<Record<string, Values>> = {
  metric1: [30, 20, 0, 0],
  metric2: [20, null, 20, null],
  condition: [1, 1, 0, 0, null],
  yes: [30, null, 0, 0, 30],
  no: [0, 0, 20, null, 20],
  a: [1, 4, null, null],
  b: [2, 0, 3, null],
};

const compute = (expression: string) => {
  const named = (id: string): Series => ({ label: id, id, values: SERIES[id] ?? [] });
  const result = evaluate(parseExpression(expression), {
    periods: 4,
    find: id => (Object.hasOwn(SERIES, id) ? one(named(id)) : undefined),
    metrics: () => ['a', 'b'].map(named),
    search: ({ query, statistic, periodSeconds }) => [
      { label: `${query} ${statistic} ${periodSeconds}`, values: [7, null] },
    ],
  });
  if (result.kind === 'scalar') return result.value;
  return result.kind === 'series' ? result.series.values : result.list.map(({ values }) => values);
};

describe('Metric math', () => {
  for (const [expression, result] of [
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-operators
    ['metric1 < metric2', [0, 0, 1, 0]],
    ['metric1 >= 30', [1, 0, 0, 0]],
    ['metric1 > 15 AND metric2 > 15', [1, 0, 0, 0]],
    ['metric1 > 15 && metric2 > 15 || metric2 == 20', [1, 0, 1, 0]],
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions
    ['IF(condition, yes, no)', [30, 0, 20, 0, null]],
    ['IF(condition, 5, no)', [5, 5, 20, null, null]],
    ['IF(condition, yes, 5)', [30, 0, 5, 5, null]],
    ['IF(condition, yes)', [30, 0, null, null, null]],
    ['IF(a >= 2, b / a * 100, 0)', [0, 0, null, null]],
    // Missing values are 0; what would be divided by 0 is dropped.
    ['a + b', [3, 4, 3, null]],
    ['a / b', [0.5, null, 0, null]],
    ['b / a', [2, 0, null, null]],
    ['5 * a', [5, 20, null, null]],
    ['-a', [-1, -4, null, null]],
    ['1 + 2 * 3 ^ 2 - 4 / 2', 17],
    ['(1 + 2) * -3', -9],
    ['SUM(METRICS())', [3, 4, 3, null]],
    ['MAX([a, b])', [2, 4, 3, null]],
    ['MIN([a, b])', [1, 0, 3, null]],
    ['AVG([a, b])', [1.5, 2, 1.5, null]],
    ['SUM(a)', 5],
    ['MAX(b) - MIN(b)', 3],
    ['METRICS("b") * 2', [[4, 0, 6, null]]],
    [
      '100 - METRICS()',
      [
        [99, 96, null, null],
        [98, 100, 97, null],
      ],
    ],
    ['FILL(a, 0)', [1, 4, 0, 0]],
    [
      'FILL(METRICS(), 9)',
      [
        [1, 4, 9, 9],
        [2, 0, 3, 9],
      ],
    ],
    [`SUM(SEARCH('{N,D} MetricName="x"', 'Sum', 300))`, [7, null, null, null]],
    ...['SUM', 'AVG', 'MIN', 'MAX'].map(
      name => [`${name}(METRICS("nobody"))`, [null, null, null, null]] as const,
    ),
    ['(-a) ^ 2', [1, 16, null, null]],
    ['(2 ^ 3) ^ 2', 64],
    ['2 ^ -1', 0.5],
  ] as const)
    it(`${expression} is ${JSON.stringify(result)}`, () => {
      expect(compute(expression)).to.deep.equal(result);
    });

  for (const [expression, reason] of [
    ['RATE(a)', 'the function RATE is not modelled here: METRICS, SEARCH, SUM'],
    ['ANOMALY_DETECTION_BAND(a, 2)', 'the function ANOMALY_DETECTION_BAND is not modelled here'],
    ['a + c', 'nothing has the id c'],
    ['FILL(a, REPEAT)', 'REPEAT is not modelled here as a value'],
    ['SUM(1)', 'SUM takes a time series'],
    ['SUM(a, b)', 'SUM takes 1 to 1 arguments, and got 2'],
    ['METRICS() + METRICS()', '+ takes one array of time series'],
    ['METRICS("a", "b")', 'METRICS takes 0 to 1 arguments, and got 2'],
    ["SEARCH('{N}')", 'SEARCH takes 2 to 3 arguments, and got 1'],
    ["SEARCH('{N}', 'Sum', 300, 300)", 'SEARCH takes 2 to 3 arguments, and got 4'],
    [`SEARCH("{N}", 'Sum')`, 'SEARCH takes a query and a statistic in single quotes'],
    [`SEARCH('{N}', "Sum")`, 'SEARCH takes a query and a statistic in single quotes'],
    ...['==', '!=', '<=', '>=', '<', '>', '&&', '||'].flatMap(operator => [
      [`METRICS() ${operator} a`, `${operator} takes time series and numbers`] as const,
      [`1 ${operator} METRICS()`, `${operator} takes time series and numbers`] as const,
    ]),
    ['2 ^ 3 ^ 2', 'a power of a power'],
    ['-a ^ 2', 'a power of a power, or of what has a sign'],
    ['2 * --a ^ 2', 'a power of a power, or of what has a sign'],
    ['IF(1, a, b)', 'IF is modelled here for a time series'],
    ['a +', 'the expression a + has its end where a value is expected'],
    ['(a', 'has its end where ")" is expected'],
    ['a b', 'has "b" where the end is expected'],
    ['a % b', 'the expression is not understood from "% b" on'],
    ['SELECT AVG(x)', 'has "AVG" where the end is expected'],
  ] as const)
    it(`refuses ${expression}: ${reason}`, () => {
      expect(() => compute(expression)).to.throw(reason);
    });

  it('leaves the backslashes of a search to it, and takes those before its own quotes', () => {
    const queries: string[] = [];
    const scope = {
      ...{ periods: 1, find: () => undefined, metrics: () => [] },
      search: ({ query }: { query: string }) => {
        queries.push(query);
        return [];
      },
    };
    evaluate(parseExpression(String.raw`SEARCH('{N} A="a\"b\\c\(d\)" B="it\'s"', 'Sum')`), scope);
    expect(queries).to.deep.equal([String.raw`{N} A="a\"b\\c\(d\)" B="it's"`]);
  });

  it('has no searches where they are not allowed', () => {
    const scope = { periods: 1, find: () => undefined, metrics: () => [] };
    expect(() => evaluate(parseExpression("SEARCH('{N}', 'Sum')"), scope)).to.throw(
      'not allowed in an alarm',
    );
  });
});
