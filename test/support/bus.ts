import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { toEntry } from '../../functions/publish-events/bus-event.ts';
import { factorChangesOf } from '../../functions/publish-events/factor-changes.ts';
import { logEventsOf } from '../../functions/publish-events/log-events.ts';
import { signInEventsOf } from '../../functions/publish-events/sign-in-events.ts';
import { faults } from '../conformance/json-schema.ts';

/** What a subscription filter invokes a function with. */
export const ofLogs = (message: unknown) => ({
  awslogs: { data: gzipSync(JSON.stringify(message)).toString('base64') },
});

/** Lines of a log, each with an id of its own. */
export const dataMessage = (...lines: readonly (object | string)[]) => ({
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: '/aws/lambda/acme-define-auth-challenge',
  logStream: '2026/11/27/[$LATEST]0123456789abcdef',
  subscriptionFilters: ['acme-events'],
  logEvents: lines.map((line, index) => ({
    id: String(index + 1).padStart(56, '3'),
    timestamp: 1_795_000_000_123,
    message: `${typeof line === 'string' ? line : JSON.stringify(line)}\n`,
  })),
});

/** What a rule invokes a function with. */
export const ofCloudTrail = (detail: object) => ({
  version: '0',
  id: '00000000-0000-4000-8000-000000000001',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.cognito-idp',
  account: '111122223333',
  time: '2026-11-27T10:00:01Z',
  region: 'eu-central-1',
  resources: [],
  detail: {
    eventVersion: '1.08',
    eventTime: '2026-11-27T10:00:00Z',
    eventSource: 'cognito-idp.amazonaws.com',
    eventName: 'AdminSetUserPassword',
    eventID: '5a7f1c1e-6f7a-4b6f-9a51-2c5a6b1f9c11',
    requestParameters: { userPoolId: 'eu-central-1_AbCdEfGhI', username: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    additionalEventData: { sub: 'c0ffee00-1111-4222-8333-444455556666' },
    ...detail,
  },
});

/** What is wrong with a detail by its schema. */
export function detailFaults(detailType: string, detail: unknown): string[] {
  const file = `${detailType.toLowerCase().replaceAll(' ', '-')}-detail.schema.json`;
  return faults(detail, JSON.parse(readFileSync(new URL(`../../schemas/${file}`, import.meta.url), 'utf8')));
}

const POOL = 'eu-central-1_AbCdEfGhI';
const settings = { name: 'acme-sign-in', busArn: '', userPoolId: POOL, userChanges: false };
const ofSignIn = { trace: 'b1gA_-c2Qw3rTy4U', clientId: '1example23456789abcdefghij', rounds: 3 };

/** One event of each type, as a target of a rule gets it: from lines as the functions write them, and a record of CloudTrail. */
export function exampleEvents() {
  const lines = [
    { SignInsPassed: 1, SignInSeconds: 14, ...ofSignIn },
    { SignInsEnded: 1, Reason: 'AttemptsUsed', ...ofSignIn },
    { CodesLengthened: 1, Challenge: 'email_otp', trace: ofSignIn.trace },
  ];
  const found = [
    ...logEventsOf(ofLogs(dataMessage(...lines))).flatMap(line => signInEventsOf(line, settings)),
    ...factorChangesOf(ofCloudTrail({}), settings),
  ];
  return found.map((event, index) => {
    const { Source, DetailType, Detail, Time } = toEntry(event, settings);
    return {
      version: '0',
      id: `0f5c7c5e-6f7a-4b6f-9a51-00000000000${index}`,
      'detail-type': DetailType,
      source: Source,
      account: '111122223333',
      time: new Date(Time * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: 'eu-central-1',
      resources: [],
      detail: JSON.parse(Detail),
    };
  });
}
