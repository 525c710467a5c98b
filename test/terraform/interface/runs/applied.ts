import { alarms, email, flow } from '../values.ts';
import { alarmNames } from './alarms.ts';
import { forEachTrigger, ids, POOL, type Run } from './run.ts';

const called = (type: string) =>
  ids
    .map(
      id =>
        `${POOL}.lambda_config[0].${id} == ${type.replace('fn', id)}.arn && output.lambda_config.${id} == ${type.replace('fn', id)}.arn`,
    )
    .join(' && ');

/** The ARNs that the pool calls are written out, not taken from the functions: once applied, they are the functions'. */
export const appliedRuns: Readonly<Record<string, Run>> = {
  applied: {
    command: 'apply',
    inputs: {
      name: 'acme',
      ...flow({ challenge: 'email_otp' }),
      ...email(),
      ...alarms({ excluded: ['sign-in-failures-unusual'] }),
    },
    holds: {
      'has an alarm for all that there is, but for what is excluded': `toset(keys(output.alarm_arns)) == toset(${alarmNames(['human-check-open', 'human-check-closed', 'messages-not-allowed', 'text-message-spike', 'events-lost', 'sign-in-failures-unusual'])})`,
      'has the pool call the functions': called('aws_lambda_function.fn'),
      'hands messages to the function that delivers them': forEachTrigger(
        'jsondecode(aws_lambda_function.fn.environment[0].variables.CHALLENGE_SETTINGS).deliverArn == aws_lambda_function.deliver_challenge[0].arn',
      ),
    },
  },
  'applied with warm executions': {
    command: 'apply',
    inputs: { name: 'acme', provisioned_concurrency_enabled: true, provisioned_concurrency: 1 },
    holds: {
      'has the pool call the aliases': called('aws_lambda_alias.fn[0]'),
    },
  },
};
