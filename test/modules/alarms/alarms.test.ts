import { expect } from 'chai';
import { evaluate, seriesIn } from '../../../local/cloudwatch/math/evaluate.ts';
import { parseExpression } from '../../../local/cloudwatch/math/parse.ts';
import { one, type Values } from '../../../local/cloudwatch/math/series.ts';
import { ALARMS } from '../../../modules/alarms/alarms.ts';
import { alarms, TOPIC } from '../../terraform/interface/values.ts';
import { configurations } from './configurations.ts';
import { type Alarm, cloudwatch } from './evaluated.ts';
import { isWritten } from './known-metrics.ts';

/** Ends of names by what the configuration has. */
const always = [
  ...['calls-failed', 'function-duration', 'function-errors', 'function-throttles'],
  ...['nobody-signs-in', 'sign-in-failures', 'sign-in-failures-unusual', 'sign-ins-given-up'],
];
const expected: Readonly<Record<keyof typeof configurations, readonly string[]>> = {
  'as it comes': [...always, 'ledger-throttles', 'tokens-refused'],
  'codes by e-mail, without a ledger': [...always, 'messages-failing', 'messages-lost'],
  'everything, human_check open': [
    ...[
      ...always,
      'code-guessing',
      'human-check-open',
      'ledger-throttles',
      'messages-failing',
      'messages-lost',
    ],
    ...['messages-limited', 'messages-not-allowed', 'text-message-spike', 'tokens-refused'],
  ],
  'events, human_check closed': [
    ...always,
    ...['events-lost', 'human-check-closed', 'ledger-throttles', 'tokens-refused'],
  ],
};

describe('alarms', () => {
  it('are each in one of the configurations', () => {
    expect(new Set(Object.values(expected).flat())).to.deep.equal(new Set(Object.keys(ALARMS)));
  });

  it('are none without the input, and there is nothing to look at either', () => {
    expect(cloudwatch({})).to.deep.equal({ alarms: [], dashboards: [], queries: [] });
  });

  for (const [name, inputs] of Object.entries(configurations)) {
    describe(`of a configuration: ${name}`, () => {
      const made = cloudwatch(inputs).alarms;

      it('are those that fit it', () => {
        expect(made.map(({ alarm_name }) => alarm_name)).to.have.members(
          expected[name as keyof typeof expected].map(suffix => `acme-${suffix}`),
        );
      });

      for (const alarm of made) {
        it(`${alarm.alarm_name} looks at metrics that somebody writes, and tells the topic`, () => {
          for (const { namespace, metric_name, dimensions } of metricsOf(alarm))
            expect(isWritten(namespace, metric_name, Object.keys(dimensions)), metric_name).to.equal(true);
          expect(alarm.alarm_actions).to.deep.equal([TOPIC]);
          expect(alarm.ok_actions).to.deep.equal([TOPIC]);
        });

        it(`${alarm.alarm_name} leads to its section of the runbook, and is quiet where nothing is counted`, () => {
          const { alarm_name, alarm_description, treat_missing_data } = alarm;

          expect(alarm_description).to.match(
            new RegExp(` docs/runbook[.]md#${alarm_name.replace('acme-', '')}$`),
          );
          expect(treat_missing_data).to.equal('notBreaching');
        });

        it(`${alarm.alarm_name} calculates with what it names, and is one number in the end`, () => {
          const queries = alarm.metric_query ?? [];
          const ids = queries.map(({ id }) => id);
          const named = queries.flatMap(({ expression }) => expression?.match(/\b[a-z_]+\b/g) ?? []);

          expect(ids).to.include.members(named);
          expect(queries.filter(({ return_data }) => return_data).map(({ id }) => id)).to.deep.equal(
            queries.length === 0 ? [] : ['result', ...(alarm.threshold_metric_id ? ['band'] : [])],
          );
          // CloudWatch takes ten metrics in an alarm.
          expect(metricsOf(alarm).length).to.be.within(1, 10);
        });
      }
    });
  }

  it('take the thresholds of the input', () => {
    const made = cloudwatch(
      alarms({ function_errors: 7, minimum_sign_ins: 3, sign_in_failure_percent: 40 }),
    ).alarms;
    const find = (suffix: string) => made.find(({ alarm_name }) => alarm_name === `acme-${suffix}`);

    expect(find('function-errors')?.threshold).to.equal(7);
    expect(find('sign-in-failures')?.threshold).to.equal(40);
    expect(find('sign-in-failures')?.metric_query?.find(({ id }) => id === 'result')?.expression).to.equal(
      'IF(started >= 3, ended / started * 100, 0)',
    );
  });

  it('have a point of DynamoDB’s metrics where nothing was throttled, so that none of them rings on', () => {
    const ofDynamoDb = cloudwatch(configurations['as it comes']).alarms.filter(alarm =>
      metricsOf(alarm).some(({ namespace }) => namespace === 'AWS/DynamoDB'),
    );

    expect(ofDynamoDb.map(({ alarm_name }) => alarm_name)).to.deep.equal(['acme-ledger-throttles']);
    for (const alarm of ofDynamoDb) expect(compared(alarm, { throttles: [7, null] })).to.deep.equal([7, 0]);
  });

  it('compare no share with what is usual where few sign-ins start', () => {
    const unusual = cloudwatch(alarms({ minimum_sign_ins: 20 })).alarms.find(({ alarm_name }) =>
      alarm_name.endsWith('-unusual'),
    );

    expect(
      compared(unusual ?? expect.fail('There is no such alarm.'), {
        started: [40, 20, 19, null],
        ended: [10, null, 19, null],
      }),
    ).to.deep.equal([25, 0, null, null]);
  });

  it('tell that publish-events is throttled or late, and that its failure destination is not told', () => {
    const lost = cloudwatch(configurations['events, human_check closed']).alarms.find(({ alarm_name }) =>
      alarm_name.endsWith('events-lost'),
    );

    expect(metricsOf(lost ?? expect.fail('There is no such alarm.'))).to.deep.equal(
      ['Errors', 'Throttles', 'AsyncEventsDropped', 'DestinationDeliveryFailures', 'DeadLetterErrors'].map(
        metric_name => ({
          ...{ namespace: 'AWS/Lambda', metric_name, period: 300, stat: 'Sum' },
          dimensions: { FunctionName: 'acme-publish-events' },
        }),
      ),
    );
  });

  for (const [suffix, { meaning }] of Object.entries(ALARMS)) {
    it(`${suffix} says in two sentences what it means`, () => {
      expect(meaning).to.match(/^[A-Z][^.]*(?:\.\w[^.]*)*\. [A-Z][^.]*(?:\.\w[^.]*)*\.$/);
      // With a URL: CloudWatch takes 1,024 characters.
      expect(meaning.length).to.be.below(400);
    });
  }
});

/** What an alarm compares, by period, where its metrics have these values. */
function compared({ metric_query = [] }: Alarm, values: Readonly<Record<string, Values>>): Values {
  const { expression = '' } = metric_query.find(({ id }) => id === 'result') ?? expect.fail('no metric math');
  const find = (id: string) => {
    const of = values[id];
    return of && one({ label: id, values: of });
  };
  const periods = Math.max(...Object.values(values).map(({ length }) => length));
  const [series] = seriesIn(evaluate(parseExpression(expression), { periods, find, metrics: () => [] }));
  return series?.values ?? [];
}

/** The metrics of an alarm, whether by itself or in metric math. */
function metricsOf(alarm: Alarm) {
  const { namespace, metric_name, dimensions } = alarm;
  const only = namespace && metric_name && dimensions ? [{ namespace, metric_name, dimensions }] : [];
  return [...only, ...(alarm.metric_query ?? []).flatMap(({ metric }) => metric ?? [])];
}
