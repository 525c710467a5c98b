import { COGNITO_CALLS } from '../alarms.ts';
import { ofLedger } from '../metric.ts';
import { graph, line, question, type Row, search } from '../widgets.ts';
import { byFunction } from './lines.ts';

export const awsWorks: readonly Row[] = [
  question(
    'Does AWS work for us?',
    'Errors, failed calls and throttles should be at zero. A call that fails names the service and why: Denied is a role or a policy, TimedOut mostly the network of a VPC, Throttled a quota. Errors without a failed call: read the saved query "faults".',
  ),
  {
    height: 6,
    widgets: [
      graph({ title: 'Errors of the functions', width: 6, lines: byFunction('Errors') }),
      graph({
        title: 'Calls of AWS that failed, by service and why',
        width: 6,
        isStacked: true,
        lines: [search('CallsFailed', 'Service Fault')],
      }),
      graph({
        title: 'Slowest call in milliseconds; Cognito waits for 5,000',
        width: 6,
        lines: byFunction('Duration', COGNITO_CALLS),
        limit: { label: 'Cognito gives up', value: 5000 },
      }),
      graph({
        title: 'Throttled: functions, and the ledger',
        width: 6,
        lines: [
          ...byFunction('Throttles'),
          { ...line(ofLedger('WriteThrottleEvents'), 'ledger'), when: 'var.ledger_enabled' },
        ],
      }),
    ],
  },
  {
    height: 5,
    widgets: [
      graph({
        title: 'Faults that functions tell of in their log',
        width: 8,
        lines: [search('Faults', 'FunctionName')],
      }),
      graph({ title: 'Calls of the functions', width: 8, lines: byFunction('Invocations') }),
      graph({
        title: 'Cold starts',
        width: 8,
        isStacked: true,
        lines: [search('ColdStarts', 'FunctionName')],
      }),
    ],
  },
];
