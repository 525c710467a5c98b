import { expect } from 'chai';
import { ALARMS } from '../../../modules/alarms/alarms.ts';
import { alarms, TOPIC } from '../../terraform/interface/values.ts';
import { configurations } from './configurations.ts';
import { type Alarm, cloudwatch } from './evaluated.ts';
import { isWritten } from './known-metrics.ts';

/** Ends of names by what the configuration has. */
const always = [
  ...['calls-failed', 'function-duration', 'function-errors', 'function-throttles'],
  ...['nobody-signs-in', 'sign-in-failures', 'sign-in-failures-unusual'],
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
};

describe('alarms', () => {
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

  for (const [suffix, { meaning }] of Object.entries(ALARMS)) {
    it(`${suffix} says in two sentences what it means`, () => {
      expect(meaning).to.match(/^[A-Z][^.]*(?:\.\w[^.]*)*\. [A-Z][^.]*(?:\.\w[^.]*)*\.$/);
      // With a URL: CloudWatch takes 1,024 characters.
      expect(meaning.length).to.be.below(400);
    });
  }
});

/** The metrics of an alarm, whether by itself or in metric math. */
function metricsOf(alarm: Alarm) {
  const { namespace, metric_name, dimensions } = alarm;
  const only = namespace && metric_name && dimensions ? [{ namespace, metric_name, dimensions }] : [];
  return [...only, ...(alarm.metric_query ?? []).flatMap(({ metric }) => metric ?? [])];
}
