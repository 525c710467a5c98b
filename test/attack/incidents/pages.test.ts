import { expect } from 'chai';
import { blindFiles } from '../../../attack/incidents/blind.ts';
import { pageText } from '../../../attack/incidents/dashboard-text.ts';
import { hasMoved } from '../../../attack/incidents/moved.ts';
import type { Metrics, Series } from '../../../local/watch/protocol.ts';

const PERIOD_SECONDS = 300;
const BEGAN_MS = 2 * PERIOD_SECONDS * 1000;
const atMs = [0, 1, 2, 3, 4].map(n => n * PERIOD_SECONDS * 1000);
const series = (label: string, ...values: (number | null)[]): Series => ({ label, values });
const place = { x: 0, width: 12, height: 6 };

const metrics: Metrics = {
  fromMs: 0,
  untilMs: 4 * PERIOD_SECONDS * 1000 + 1,
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
    const moved = { shows: (each: Series) => hasMoved(each, atMs, BEGAN_MS), reading: 'question' } as const;
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
  ];
  for (const [what, values, moved] of cases)
    it(`is ${moved ? '' : 'not '}what ${what}`, () => {
      expect(hasMoved(series('', ...values), atMs, BEGAN_MS)).to.equal(moved);
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
