import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ALARMS } from '../../modules/alarms/alarms.ts';
import { QUERIES } from '../../modules/alarms/queries.ts';
import { alarmInputs } from '../../modules/inputs/alarms.ts';
import type { Parts } from '../../modules/inputs/parts.ts';
import { configurations } from '../modules/alarms/configurations.ts';
import { cloudwatch } from '../modules/alarms/evaluated.ts';

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const [, chapter = ''] = /^## Alarms and dashboard\n(.*?)^## /ms.exec(page) ?? [];

describe('docs/operations.md on alarms', () => {
  it('has a row for each alarm, and for no other', () => {
    const rows = chapter.match(/^\| (?!suffix)[^|]+ \|/gm) ?? [];
    const named = rows.flatMap(row => Array.from(row.matchAll(/`([a-z-]+)`/g), ([, name]) => name));

    expect(named).to.have.members(Object.keys(ALARMS));
  });

  it('says what the thresholds are by default', () => {
    const { attributes = {} } = alarmInputs.alarms.setting as Parts;
    const said = Array.from(chapter.matchAll(/`(\w+)` \(([\d,]+)\)/g), ([, name = '', value = '']) => [
      name,
      Number(value.replace(',', '')),
    ]);

    expect(said.length).to.be.above(5);
    for (const [name = '', value] of said)
      expect((attributes[name] as Parts).fallback, `${name}`).to.equal(value);
  });

  it('says what it costs: for each metric of an alarm, and three for what is unusual', () => {
    const price = (configuration: keyof typeof configurations) =>
      cloudwatch(configurations[configuration])
        .alarms.map(({ metric_query = [], threshold_metric_id }) => {
          const metrics = metric_query.filter(({ metric }) => metric).length || 1;
          return threshold_metric_id ? metrics + 2 : metrics;
        })
        .reduce((sum, metrics) => sum + metrics / 10, 0)
        .toFixed(2);

    expect(chapter).to.include(`${price('as it comes')} for the default flow`);
    expect(chapter).to.include(`${price('everything, human_check open')} with messages by e-mail and phone`);
  });

  it('names every saved query', () => {
    for (const { name } of Object.values(QUERIES))
      expect(chapter.replaceAll('\n', ' ')).to.include(name.split(',')[0]);
  });
});
