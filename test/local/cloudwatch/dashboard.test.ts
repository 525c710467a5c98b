import { expect } from 'chai';
import { prepareDashboard } from '../../../local/cloudwatch/dashboard.ts';
import { failed, MINUTE, NOON, started, storeAtNoon } from './alarms.ts';

const PLACE = { x: 0, y: 0, width: 12, height: 6 };
const RANGE = { fromMs: NOON - 10 * MINUTE, untilMs: NOON };
const NAME = 'CognitoChallenge';

const dashboard = (...widgets: object[]) =>
  prepareDashboard({ name: 'on-call', body: JSON.stringify({ start: '-PT3H', widgets }) });
const widget = (type: string, properties: object) => ({ ...PLACE, type, properties });
const metric = (properties: object) =>
  widget('metric', { region: 'eu-central-1', period: 300, ...properties });

describe('A dashboard', () => {
  const shown = (properties: object, data = storeAtNoon(), range = RANGE) => {
    const [first] = dashboard(metric(properties)).show(data.store, range).widgets;
    return first?.type === 'metric' ? first : expect.fail('no graph');
  };

  it('has texts, logs and alarms by their names, in their order', () => {
    const arn = 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:';
    const { name, widgets } = dashboard(
      widget('text', { markdown: '# Sign-in' }),
      widget('log', { region: 'eu-central-1', title: 'Faults', query: "SOURCE 'a' | fields @message" }),
      widget('alarm', { title: 'Alarms', alarms: [`${arn}b`, `${arn}a`] }),
    ).show(storeAtNoon().store, RANGE);
    expect(name).to.equal('on-call');
    expect(widgets).to.deep.equal([
      { ...PLACE, type: 'text', markdown: '# Sign-in' },
      { ...PLACE, type: 'log', title: 'Faults', query: "SOURCE 'a' | fields @message" },
      { ...PLACE, type: 'alarm', title: 'Alarms', alarms: ['a', 'b'] },
    ]);
  });

  it('shows a value for each period, and none where there are no data', () => {
    const data = storeAtNoon();
    data.add(failed, 8, 1, 2);
    const { atMs, series, ...looks } = shown(
      {
        ...{ title: 'Failed', view: 'timeSeries', stacked: true, stat: 'Sum' },
        metrics: [[NAME, 'CallsFailed', 'Name', 'acme', { color: '#d62728', yAxis: 'right' }]],
        annotations: {
          horizontal: [
            { value: 5, label: 'alarm' },
            { value: 9, visible: false },
          ],
        },
      },
      data,
    );
    expect(atMs).to.deep.equal([NOON - 10 * MINUTE, NOON - 5 * MINUTE]);
    expect(series).to.deep.equal([
      { label: 'CallsFailed', values: [3, null], axis: 'right', color: '#d62728' },
    ]);
    expect(looks).to.deep.equal({
      ...PLACE,
      ...{ type: 'metric', title: 'Failed', view: 'timeSeries', isStacked: true, periodSeconds: 300 },
      marks: [{ value: 5, label: 'alarm' }],
    });
  });

  it('has periods that begin at whole ones, and the one that runs', () => {
    const { atMs } = shown({ metrics: [['N', 'M']] }, storeAtNoon(), {
      fromMs: NOON - 7 * MINUTE,
      untilMs: NOON + 1,
    });
    expect(atMs).to.deep.equal([NOON - 10 * MINUTE, NOON - 5 * MINUTE, NOON]);
  });

  it('adds up the whole range where a widget is set to it', () => {
    const data = storeAtNoon();
    for (const minutesAgo of [9, 4, 1]) data.add(failed, minutesAgo, 2);
    const metrics = [[NAME, 'CallsFailed', 'Name', 'acme']];
    const { atMs, periodSeconds, series } = shown({ stat: 'Sum', setPeriodToTimeRange: true, metrics }, data);
    expect([atMs, periodSeconds, series[0]?.values]).to.deep.equal([[RANGE.fromMs], 600, [6]]);
  });

  it('shows what a search finds, what is computed of hidden lines, and the average unless it has a statistic', () => {
    const data = storeAtNoon();
    data.add({ ...failed, dimensions: { Name: 'acme', Service: 'kms' } as never }, 1, 2);
    data.add({ ...failed, dimensions: { Name: 'acme', Service: 'ses' } as never }, 6, 3);
    data.add(failed, 1, 2, 4);
    data.add(started, 1, 12);
    const search = `SEARCH('{${NAME},Name,Service} MetricName="CallsFailed" Name="acme"', 'Sum', 300)`;
    const { series } = shown(
      {
        metrics: [
          [NAME, 'CallsFailed', 'Name', 'acme', { id: 'failed', visible: false }],
          ['.', 'SignInsStarted', '.', '.', { id: 'started', visible: false }],
          [{ expression: 'failed / started * 100', label: 'percent', id: 'result' }],
          [{ expression: search, label: "${PROP('Dim.Service')}" }],
        ],
      },
      data,
    );
    expect(series).to.deep.equal([
      { label: 'percent', values: [null, 25] },
      { label: 'kms', values: [null, 2] },
      { label: 'ses', values: [3, null] },
    ]);
  });

  const metrics = [['N', 'M']];
  for (const [what, given, reason] of [
    ['a type', widget('explorer', {}), 'a widget of the type explorer'],
    ['a widget without a place', { type: 'text', properties: { markdown: '' } }, 'it has no x'],
    ['a view', metric({ metrics, view: 'gauge' }), 'the view gauge'],
    ['a property', metric({ metrics, accountId: '1' }), 'accountId is not modelled here'],
    ['annotations', metric({ metrics, annotations: { vertical: [] } }), 'vertical is not modelled here'],
    [
      'a band',
      metric({ metrics, annotations: { horizontal: [[]] } }),
      'an entry of annotations.horizontal has no value, or is a band',
    ],
    ['a statistic', metric({ metrics, stat: 'tm99' }), 'the statistic tm99'],
    ['a label', metric({ metrics: [['N', 'M', { label: '${FIRST}' }]] }), 'the label ${FIRST} has ${FIRST}'],
    ['a search', metric({ metrics: [[{ expression: "SEARCH('Errors', 'Sum')" }]] }), 'the search Errors'],
    [
      'a search of another period',
      metric({ metrics: [[{ expression: "SEARCH('{N}', 'Sum', 60)" }]] }),
      'SEARCH has the period 60, and its graph 300',
    ],
    ['a number', metric({ metrics: [[{ expression: '1 + 1' }]] }), 'the result is a number'],
    [
      'an alarm widget’s filter',
      widget('alarm', { alarms: [], states: ['ALARM'] }),
      'states is not modelled here',
    ],
    ['variables', undefined, 'its body has no widgets'],
  ] as const)
    it(`refuses ${what} that is not modelled, by its name and place`, () => {
      const prepare = () => (given ? dashboard(given) : prepareDashboard({ name: 'on-call', body: '{}' }));
      expect(prepare).to.throw(`The dashboard on-call: ${given ? 'widgets[0]: ' : ''}${reason}`);
    });
});
