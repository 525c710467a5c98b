import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { inWords } from '../../acceptance/record/compare.ts';
import { type Record, toRecord } from '../../acceptance/record/record.ts';
import { replay } from '../../acceptance/record/replay.ts';
import { PACE_HERE, rehearse } from '../../acceptance/rehearse.ts';
import { scenarios } from '../../acceptance/scenarios.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { scenariosNamed, silent, usePrepared } from './rehearsals.ts';

const RECORDED = new URL('../recorded/', import.meta.url);
const records = readdirSync(RECORDED)
  .filter(name => name.endsWith('.json'))
  .map(name => [name, JSON.parse(readFileSync(new URL(name, RECORDED), 'utf8')) as Record] as const);

describe('what AWS was seen to do', function () {
  this.timeout('10m');
  const prepared = usePrepared();

  if (records.length === 0) {
    it('is not known: there is no record yet, and nothing was compared with AWS (npm run acceptance makes one)', () => {
      expect(Object.keys(KNOWN_DIFFERENCES), 'differences from no record').to.deep.equal([]);
    });
  }

  for (const [name, record] of records) {
    it(`is what the local Cognito does: ${name}`, async () => {
      expect(record.source, 'a rehearsal is no record of AWS').to.equal('aws');
      const differences = await replay(record, prepared(), scenarios, silent);
      const unknown = differences.filter(({ at }) => !(at in KNOWN_DIFFERENCES));

      expect(unknown.map(inWords)).to.deep.equal([]);
    });
  }
});

describe('a replay', function () {
  this.timeout('3m');
  const prepared = usePrepared();
  let record: Record;

  before(async () => {
    const { results, identity } = await rehearse(prepared(), {
      scenarios: scenariosNamed(['email-otp', 'client-metadata', 'session-twice']),
      pace: PACE_HERE,
      progress: silent,
      signal: new AbortController().signal,
    });
    const about = { source: 'rehearsal', date: '2026-11-27', region: 'us-east-1', pace: PACE_HERE } as const;
    record = toRecord(about, results, identity);
  });

  it('finds the local Cognito to be like itself', async () => {
    expect((await replay(record, prepared(), scenarios, silent)).map(inWords)).to.deep.equal([]);
  });

  it('names each difference: of an answer, of a call, of an event, and a scenario that is gone', async () => {
    const changed = structuredClone(record) as { -readonly [Name in keyof Record]: Record[Name] };
    const other = JSON.stringify(changed.results)
      .replace('Invalid session for the user, session can only be used once.', 'Used.')
      .replace('"clientMetadata":"PASSWORD_VERIFIER"', '"clientMetadata":null')
      .replace('"userNotFound":false', '"userNotFound":true');
    changed.results = [
      ...JSON.parse(other),
      { ...changed.results[0], name: 'gone' } as Record['results'][number],
    ];

    expect((await replay(changed, prepared(), scenarios, silent)).map(({ at }) => at)).to.deep.equal([
      'client-metadata: answer[1].clientMetadata',
      'client-metadata: events[0].request.userNotFound',
      'session-twice: answer.second.message',
      'gone',
    ]);
  });
});
