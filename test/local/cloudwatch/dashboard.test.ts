import { expect } from 'chai';
import { prepareDashboard } from '../../../local/cloudwatch/dashboard.ts';
import { createMetricStore } from '../../../local/cloudwatch/store.ts';
import { SHOWN_MINUTES } from '../../../local/cloudwatch/time.ts';
import { failed, MINUTE, NOON, started, storeAtNoon } from './alarms.ts';

const PLACE = { x: 0, y: 0, width: 12, height: 6 };
const RANGE = { fromMs: NOON - 10 * MINUTE, untilMs: NOON };
const NAME = 'CognitoChallenge';

const BODY = { start: '-PT3H', periodOverride: 'inherit' };
const of = (body: object) => prepareDashboard({ name: 'on-call', body: JSON.stringify(body) });
const dashboard = (...widgets: object[]) => of({ ...BODY, widgets });
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

  it('shows a search over the whole range too', () => {
    const data = storeAtNoon();
    for (const minutesAgo of [9, 4, 1]) data.add(failed, minutesAgo, 2);
    const expression = `SEARCH('{${NAME},Name} MetricName="CallsFailed"', 'Sum')`;
    const { series } = shown({ setPeriodToTimeRange: true, metrics: [[{ expression }]] }, data);
    expect(series.map(({ values }) => values)).to.deep.equal([[6]]);
  });

  it('shows the unit of what was counted, and none of what is computed', () => {
    const data = storeAtNoon();
    data.store.add({ metric: failed, atMs: NOON - MINUTE, values: [1], unit: 'Count' });
    const { series } = shown(
      {
        metrics: [
          [NAME, 'CallsFailed', 'Name', 'acme', { id: 'm' }],
          [{ expression: 'm * 2', label: 'twice' }],
        ],
      },
      data,
    );
    expect(series.map(({ label, unit }) => [label, unit])).to.deep.equal([
      ['CallsFailed acme', 'Count'],
      ['twice', undefined],
    ]);
  });

  it('has all of its leftmost period, as far back as one can look', () => {
    const untilMs = NOON + 59 * MINUTE;
    const range = { fromMs: untilMs - SHOWN_MINUTES * MINUTE, untilMs };
    for (const period of [300, 3600]) {
      const store = createMetricStore({ now: () => untilMs });
      const first = Math.floor(range.fromMs / (period * 1000)) * period * 1000;
      store.add({ metric: failed, atMs: first, values: [4] });
      store.add({ metric: failed, atMs: range.fromMs, values: [1] });
      const metrics = [[NAME, 'CallsFailed', 'Name', 'acme']];
      const [graph] = dashboard(metric({ period, stat: 'Sum', metrics })).show(store, range).widgets;
      expect(graph?.type === 'metric' && graph.series[0]?.values[0]).to.equal(5);
    }
  });

  it('is of as many widgets, places and metrics as AWS takes', () => {
    const text = (place: object) => ({ ...widget('text', { markdown: '' }), ...place });
    const arn = (index: number) => `arn:aws:cloudwatch:eu-central-1:123456789012:alarm:a${index}`;
    expect(() =>
      dashboard(
        ...[text({ x: 23, width: 24, height: 1000 }), text({ width: 1, height: 1, y: 5000 })],
        widget('alarm', { alarms: Array.from({ length: 100 }, (_, index) => arn(index)) }),
        metric({ metrics: [] }),
        ...[60, 120, 3600].map(period => metric({ metrics: [], period })),
      ),
    ).not.to.throw();
  });

  for (const [what, body, reason] of [
    ['periods that adapt', { ...BODY, periodOverride: 'auto', widgets: [] }, 'periodOverride other than'],
    ['periods that may adapt', { widgets: [] }, 'periodOverride other than inherit is not modelled here'],
    ['501 widgets', { ...BODY, widgets: Array(501).fill({}) }, 'it has more than 500 widgets'],
  ] as const)
    it(`refuses ${what}`, () => {
      expect(() => of(body)).to.throw(`The dashboard on-call: ${reason}`);
    });

  const text = widget('text', { markdown: '' });
  const { region: _, ...nowhere } = metric({ metrics: [] }).properties as { region?: string };
  for (const [given, reason] of [
    [{ ...text, x: -1 }, 'x takes a whole number from 0 to 23, and is -1'],
    [{ ...text, x: 24 }, 'x takes a whole number from 0 to 23, and is 24'],
    [{ ...text, x: 1.5 }, 'x takes a whole number from 0 to 23, and is 1.5'],
    [{ ...text, y: '1' }, 'y takes a whole number from 0 to Infinity, and is "1"'],
    [{ ...text, width: 0 }, 'width takes a whole number from 1 to 24, and is 0'],
    [{ ...text, width: 25 }, 'width takes a whole number from 1 to 24, and is 25'],
    [{ ...text, height: 1001 }, 'height takes a whole number from 1 to 1000, and is 1001'],
    [widget('metric', nowhere), 'it has no region'],
    [widget('log', { query: '' }), 'it has no region'],
    [widget('alarm', { alarms: [] }), 'an alarm widget takes 1 to 100 alarms'],
    [widget('alarm', { alarms: Array(101).fill('') }), 'an alarm widget takes 1 to 100 alarms'],
    [widget('alarm', { alarms: ['calls-failed'] }), '"calls-failed" is not the ARN of an alarm'],
    [metric({ metrics: [], period: 90 }), 'period takes a multiple of 60 seconds, and is 90'],
    [metric({ metrics: [], period: 0 }), 'period takes a multiple of 60 seconds, and is 0'],
    [metric({ metrics: [], period: -60 }), 'period takes a multiple of 60 seconds, and is -60'],
    [metric({ metrics: [], period: '60' }), 'period takes a multiple of 60 seconds, and is "60"'],
    [metric({ metrics: [], period: 7200 }), 'a period of 7200 seconds is not modelled here'],
    [metric({ metrics: [], title: 7 }), 'title takes a text, and is 7'],
    [metric({ metrics: [], stacked: 'yes' }), 'stacked takes true or false, and is "yes"'],
    [metric({ metrics: Array(501).fill(['N', 'M']) }), 'metrics has more than 500'],
    [metric({ metrics: [['N', 'M', { id: 'M' }]] }), 'the id M is not letters, digits and underscores'],
    [metric({ metrics: [['N', 'M', { id: '' }]] }), 'the id  is not letters, digits and underscores'],
    [metric({ metrics: [['N', 'M', { id: 'a-b' }]] }), 'the id a-b is not letters, digits'],
    [metric({ metrics: [['N', 'M', { id: 'a'.repeat(256) }]] }), 'the id aaaa'],
    [
      metric({
        metrics: [
          ['N', 'M', { id: 'a' }],
          ['.', '.', { id: 'a' }],
        ],
      }),
      'several metrics or expressions have the id a',
    ],
  ] as const)
    it(`refuses what AWS does not take: ${reason}`, () => {
      expect(() => dashboard(given)).to.throw(`The dashboard on-call: widgets[0]: ${reason}`);
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
      'a search with a period over the whole range',
      metric({ setPeriodToTimeRange: true, metrics: [[{ expression: "SEARCH('{N}', 'Sum', 300)" }]] }),
      'SEARCH has the period 300, and its graph the whole time',
    ],
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
