import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { blindFiles } from '../../../attack/incidents/blind.ts';
import { pageText } from '../../../attack/incidents/dashboard-text.ts';
import { incidents } from '../../../attack/incidents/incidents.ts';
import { hasMoved } from '../../../attack/incidents/moved.ts';
import type { Graph, Metrics, Series, Widget } from '../../../local/watch/protocol.ts';

const PERIOD_SECONDS = 300;
const TIME = { beganMs: 2 * PERIOD_SECONDS * 1000, untilMs: 4 * PERIOD_SECONDS * 1000 + 1 };
const atMs = [0, 1, 2, 3, 4].map(n => n * PERIOD_SECONDS * 1000);
const series = (label: string, ...values: (number | null)[]): Series => ({ label, values });
const place = { x: 0, width: 12, height: 6 };

const metrics: Metrics = {
  fromMs: 0,
  untilMs: TIME.untilMs,
  dashboards: [
    {
      name: 'test',
      widgets: [
        {
          ...{ ...place, y: 2, type: 'metric', title: 'Sign-ins', view: 'timeSeries', isStacked: false },
          ...{ periodSeconds: PERIOD_SECONDS, atMs, marks: [] },
          series: [series('started', 8, 8, 8, 8, null), series('passed', 8, 7.25, null, null, null)],
        },
        { ...place, y: 0, type: 'text', markdown: '## Can people sign in?\nThey should look alike.' },
      ],
    },
  ],
  alarms: [
    { name: 'test-a', description: 'It is bad.', state: 'ALARM', reason: '1 over 0', changedAtMs: 0 },
    { name: 'test-b', description: 'It is good.', state: 'OK', reason: '', changedAtMs: 0 },
  ],
};

describe('The page of an incident', () => {
  it('has the questions in reading order, a row for each line and a column for each period that is over, and what rings', () => {
    const page = pageText(metrics, { shows: () => true, reading: 'whole' });

    expect(page.split('\n')).to.deep.equal([
      '',
      '## Can people sign in?',
      'They should look alike.',
      '  Sign-ins   00:00  00:05  00:10  00:15',
      '    started      8      8      8      8',
      '    passed       8    7.3      ·      ·',
      '',
      'In ALARM:',
      '  test-a',
      '    It is bad.',
      '    1 over 0',
    ]);
  });

  it('shows what moved, and leaves out graphs where nothing did', () => {
    const moved = {
      shows: (each: Series, graph: Graph) => hasMoved(each, graph, TIME),
      reading: 'question',
    } as const;
    expect(pageText(metrics, moved)).to.include('passed').and.not.include('started');
    expect(pageText(metrics, { ...moved, shows: () => false })).to.not.include('Sign-ins');
  });
});

describe('What moved', () => {
  const cases: readonly [what: string, values: (number | null)[], moved: boolean][] = [
    ['came from nothing', [null, null, 3, 4], true],
    ['is gone', [3, 4, null, null], true],
    ['doubled', [4, 4, 8, 8], true],
    ['halved', [8, 8, 4, 4], true],
    ['is a little more', [4, 4, 6, 7], false],
    ['is less than one', [0.1, 0.1, 0.9, 0.9], false],
    ['was never there', [null, null, null, null], false],
    ['stops some time later', [8, 8, 8, null, 99], true],
    ['has moved since the last period that is over', [8, 8, 8, 8, 99], false],
  ];
  const ofMetric = metrics.dashboards[0]?.widgets[0] as Graph;
  for (const [what, values, moved] of cases)
    it(`is ${moved ? '' : 'not '}what ${what}`, () => {
      expect(hasMoved(series('', ...values), ofMetric, TIME)).to.equal(moved);
    });
});

describe('What moved, of a duration', () => {
  it('is what is slower, and not what was called less often', () => {
    const [graph] = metrics.dashboards[0]?.widgets ?? [];
    const moved = (...values: (number | null)[]) =>
      hasMoved({ ...series('', ...values), unit: 'Milliseconds' }, graph as Graph, TIME);

    expect(moved(8, 8, 8, null)).to.equal(false);
    expect(moved(8, null, 16, null)).to.equal(true);
  });
});

describe('A number on the page', () => {
  for (const [value, text] of [
    [0, '0'],
    [7, '7'],
    [7.25, '7.3'],
    [0.04, '0.04'],
    [99.62, '100'],
    [1234.5, '1235'],
  ] as const)
    it(`is ${text} for ${value}`, () => {
      const [graph] = metrics.dashboards[0]?.widgets ?? [];
      const widgets = [{ ...graph, series: [series('x', value)] } as Widget];
      const page = pageText(
        { ...metrics, dashboards: [{ name: 'one', widgets }] },
        { shows: () => true, reading: 'whole' },
      );
      expect(page).to.match(new RegExp(` ${text}\n`));
    });
});

describe('The table of docs/runbook.md', () => {
  it('has a row for each incident', () => {
    const page = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
    const [, table = ''] = /\n## Five incidents\n[^|]*((?:\|.*\n)+)/.exec(page) ?? [];
    expect(table.trim().split('\n').slice(2)).to.have.length(Object.keys(incidents).length);
  });
});

describe('What somebody gets who is to find out what happened', () => {
  const seen = ['one', 'two', 'three'].map(name => ({
    name,
    what: `${name} breaks`,
    page: `page of ${name}`,
  }));
  const ranks = [0.9, 0.1, 0.5];

  it('are pages in an order of their own, and a key apart', () => {
    const files = blindFiles(seen, () => ranks.shift() ?? 0);

    expect(files).to.deep.equal({
      'page-1.txt': 'page of two\n',
      'page-2.txt': 'page of three\n',
      'page-3.txt': 'page of one\n',
      'key.txt':
        'page-1.txt: two: two breaks\npage-2.txt: three: three breaks\npage-3.txt: one: one breaks\n',
    });
  });
});
