import { expect } from 'chai';
import { METRICS } from '../../functions/metric-definitions.ts';
import { PUBLISHED } from '../../functions/publish-events/sign-in-events.ts';
import { type Block, dataSources, moduleJson, resources } from './synthesized.ts';

const of = (type: string, id: string): Block => resources(type)[id] ?? expect.fail(`no ${type}.${id}`);

describe('events of sign-ins', () => {
  it('come of the log of each function that counts what is published', () => {
    const logs = moduleJson().locals.event_logs ?? '';
    const ids = {
      define: 'define_auth_challenge',
      verify: 'verify_auth_challenge_response',
      deliver: 'deliver_challenge',
    };
    for (const metric of PUBLISHED) {
      const id = ids[METRICS[metric].by];
      const [pattern = ''] = new RegExp(`\\{ ${id} = .*?pattern = "[^"]*"`).exec(logs) ?? [];
      expect(pattern, metric).to.include(`($.${metric} > 0)`);
    }
  });

  it('are not asked of CloudWatch Logs before it may call the function, for that log in this account', () => {
    expect(of('aws_cloudwatch_log_subscription_filter', 'publish_events')).to.deep.include({
      for_each: '${local.event_logs}',
      destination_arn: '${aws_lambda_function.publish_events[0].arn}',
      depends_on: ['aws_lambda_permission.publish_events_logs'],
    });
    expect(of('aws_lambda_permission', 'publish_events_logs')).to.include({
      for_each: '${local.event_logs}',
      principal: 'logs.amazonaws.com',
      source_arn: '${"${each.value.arn}:*"}',
      source_account: '${split(":", local.arn.lambda)[4]}',
    });
  });

  it('come of a rule that may call the function, and no other rule', () => {
    expect(of('aws_lambda_permission', 'publish_events_changes')).to.include({
      for_each: '${aws_cloudwatch_event_rule.publish_events}',
      principal: 'events.amazonaws.com',
      source_arn: '${each.value.arn}',
    });
    // Of the default bus, where CloudTrail puts its records.
    expect(of('aws_cloudwatch_event_rule', 'publish_events')).to.not.have.property('event_bus_name');
    expect(of('aws_cloudwatch_event_target', 'publish_events')).to.deep.include({
      arn: '${aws_lambda_function.publish_events[0].arn}',
      depends_on: ['aws_lambda_permission.publish_events_changes'],
    });
  });

  it('go to one bus, by a role that may do nothing besides', () => {
    const { dynamic } = dataSources('aws_iam_policy_document').publish_events ?? expect.fail('no policy');
    const statements = (dynamic as { statement: { content: { sid: string; actions: string[] } }[] })
      .statement;
    const own = statements.filter(({ content: { sid } }) => !/Vpc|SendTraces|DeadLetters/.test(sid));
    expect(own.map(({ content: { sid, actions } }) => [sid, actions.length])).to.deep.equal([
      ['PublishEvents', 1],
      ['TellOfFailure', 1],
    ]);
    expect(own[0]).to.deep.equal({
      for_each: '${var.events != null ? [local.event_bus_arn] : []}',
      content: { sid: 'PublishEvents', actions: ['events:PutEvents'], resources: ['${statement.value}'] },
    });
  });
});
