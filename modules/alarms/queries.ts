import { CloudwatchQueryDefinition } from '@cdktf/provider-aws/lib/cloudwatch-query-definition/index.js';
import type { Construct } from 'constructs';
import { hcl } from '../hcl.ts';
import { type FunctionName, functionNames, optionalNames, toId } from '../packages.ts';

interface Query {
  /** What people choose it by, in the folder of the module's name. */
  readonly name: string;
  /** Of which functions the logs are read. Default: of all. */
  readonly of?: FunctionName;
  readonly text: string;
}

/**
 * What a log line says is below `message`, where Lambda's JSON format puts what a function logs; lines of metrics are the
 * functions' own, with their names at the top, and so is what Lambda itself reports (`platform.report`).
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export const QUERIES: Readonly<Record<string, Query>> = {
  one_sign_in: {
    name: 'one sign-in, by its trace',
    text: `# Put the trace of a line of the sign-in between the slashes: 16 characters.
fields @timestamp, @log, message.message, message.step, message.challenge, message.verdict, message.outcome, message.reason, message.error
| filter message.trace like /TRACE/ or trace like /TRACE/
| sort @timestamp`,
  },
  ended: {
    name: 'why sign-ins end, by minute',
    of: 'define-auth-challenge',
    text: `filter SignInsEnded > 0
| stats sum(SignInsEnded) as ended by bin(1m), Reason
| sort ended desc`,
  },
  messages: {
    name: 'messages that failed',
    of: 'deliver-challenge',
    text: `fields @timestamp, message.trace, message.challenge, message.message, message.code, message.status, message.error
| filter message.message in ["The message was not taken.", "The message was not sent."]
| sort @timestamp desc`,
  },
  faults: {
    name: 'faults',
    text: `fields @timestamp, @log, message.trace, coalesce(message.error, message.message, record.status) as fault, message.stack
| filter (level in ["ERROR", "FATAL"] and ispresent(message.message)) or record.status in ["timeout", "failure"]
| sort @timestamp desc`,
  },
  guessing: {
    name: 'wrong answers, by step',
    of: 'verify-auth-challenge-response',
    text: `filter Answers > 0 and Verdict != "right"
| stats sum(Answers) as answers by bin(5m), Step, Challenge, Verdict
| sort answers desc`,
  },
  cold_starts: {
    name: 'cold starts',
    text: `filter type = "platform.report" and ispresent(record.metrics.initDurationMs)
| stats count(*) as cold_starts, avg(record.metrics.initDurationMs) as average_ms, max(record.metrics.initDurationMs) as slowest_ms by @log, bin(1h)`,
  },
};

/** Queries for Logs Insights, unless they are switched off. */
export function queries(scope: Construct): void {
  for (const [id, { name, of, text }] of Object.entries(QUERIES)) {
    const isOptional = (optionalNames as readonly (string | undefined)[]).includes(of);
    const wanted = `[for alarms in var.alarms[*] : alarms if alarms.queries_enabled${isOptional ? ` && length(${groupOf(of)}) > 0` : ''}]`;
    new CloudwatchQueryDefinition(scope, id, {
      count: hcl.number(`length(${wanted})`),
      name: `\${var.name}/${name}`,
      logGroupNames: hcl.list(`concat(${(of ? [of] : functionNames).map(groupsOf).join(', ')})`),
      queryString: text,
    });
  }
}

const groupOf = (name = '') => `aws_cloudwatch_log_group.${toId(name)}`;
const groupsOf = (name: string) => `${groupOf(name)}[*].name`;
