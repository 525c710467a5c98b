import { expect } from 'chai';
import { reply, useAwsServer } from '../../support/aws-server.ts';
import { dataMessage, detailFaults, ofCloudTrail, ofLogs } from '../../support/bus.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { importAfresh, rejection } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';

const BUS = 'arn:aws:events:eu-central-1:111122223333:event-bus/identity';
const POOL = 'eu-central-1_AbCdEfGhI';
const TRACE = 'b1gA_-c2Qw3rTy4U';
const SETTINGS = { name: 'acme', busArn: BUS, userPoolId: POOL, userChanges: false };
const ID = '1'.padStart(56, '3');

/** As `functions/metrics.ts` writes it. */
const metric = (values: object) => ({
  _aws: { Timestamp: 1_795_000_000_120, CloudWatchMetrics: [{ Namespace: 'CognitoChallenge' }] },
  level: 'FATAL',
  timestamp: '2026-11-18T10:13:20.120Z',
  Name: 'acme',
  trace: TRACE,
  ...values,
});
const ofDefine = { userPoolId: POOL, clientId: '1example23456789abcdefghij', rounds: 3 };

describe('publish-events', () => {
  const output = recordOutput();
  const taken = reply(200, { FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
  const aws = useAwsServer(taken);
  let settings: object = SETTINGS;
  useEnvironment(() => ({
    ...awsEnvironment(aws.url()),
    AWS_ENDPOINT_URL_EVENTBRIDGE: undefined,
    CHALLENGE_SETTINGS: JSON.stringify(settings),
  }));
  beforeEach(() => {
    settings = SETTINGS;
  });

  const published = async (event: unknown) => {
    process.env.CHALLENGE_SETTINGS = JSON.stringify(settings);
    await (await importAfresh('publish-events'))(event);
    return aws.received.flatMap(({ body }) => JSON.parse(body).Entries);
  };

  const lines: readonly [detailType: string, line: object, detail: object][] = [
    [
      'Sign-In Passed',
      metric({ SignInsPassed: 1, SignInSeconds: 14, ...ofDefine }),
      { userPoolId: POOL, trace: TRACE, clientId: ofDefine.clientId, rounds: 3, seconds: 14 },
    ],
    [
      'Sign-In Ended',
      metric({ SignInsEnded: 1, Reason: 'AttemptsUsed', ...ofDefine }),
      { userPoolId: POOL, trace: TRACE, clientId: ofDefine.clientId, rounds: 3, reason: 'AttemptsUsed' },
    ],
    [
      'Limit Reached',
      metric({ CodesLengthened: 1, Challenge: 'email_otp' }),
      { userPoolId: POOL, trace: TRACE, limit: 'wrong_answers', challenge: 'email_otp' },
    ],
    [
      'Limit Reached',
      metric({ MessageLimited: 1, Challenge: 'sms_otp' }),
      { userPoolId: POOL, trace: TRACE, limit: 'messages', challenge: 'sms_otp' },
    ],
  ];
  for (const [detailType, line, detail] of lines) {
    it(`publishes ${detailType}: ${Object.keys(line)[6]}, by its schema`, async () => {
      const [entry] = await published(ofLogs(dataMessage(line)));
      const { Detail, ...rest } = entry;
      expect(rest).to.deep.equal({
        ...{ Source: 'cognito-challenge', DetailType: detailType, EventBusName: BUS },
        Time: 1_795_000_000.123,
      });
      expect(JSON.parse(Detail)).to.deep.equal({ id: ID, name: 'acme', ...detail });
      expect(detailFaults(detailType, JSON.parse(Detail))).to.deep.equal([]);
    });
  }

  it('publishes a sign-in that ended before its first question, which has no trace', async () => {
    const { trace: _, ...line } = metric({ SignInsEnded: 1, Reason: 'NoPassword' });
    const [{ Detail }] = await published(ofLogs(dataMessage(line)));
    expect(JSON.parse(Detail)).to.deep.equal({
      ...{ id: ID, name: 'acme', userPoolId: POOL, reason: 'NoPassword' },
    });
    expect(detailFaults('Sign-In Ended', JSON.parse(Detail))).to.deep.equal([]);
  });

  it('lets nothing else of a line through', async () => {
    const line = metric({ SignInsPassed: 1, ...ofDefine, email: 'ada@acme.example', userName: 'ada' });
    const [{ Detail }] = await published(ofLogs(dataMessage(line)));
    expect(Detail).to.not.include('ada');
  });

  it('publishes nothing of other lines, and of a message that only tries the way', async () => {
    const others = [metric({ SignInsStarted: 1 }), metric({ SignInsPassed: 0 }), 'not JSON', '[1]'];
    expect(await published(ofLogs(dataMessage(...others)))).to.deep.equal([]);
    const trial = { id: '', timestamp: 1_795_000_000_123, message: 'CWL CONTROL MESSAGE: Checking health.' };
    const control = { ...dataMessage(), messageType: 'CONTROL_MESSAGE', logEvents: [trial] };
    expect(await published(ofLogs(control))).to.deep.equal([]);
  });

  it('names a line that lacks what its event needs, and publishes the others', async () => {
    const odd = [
      metric({ SignInsEnded: 1 }),
      metric({ SignInsPassed: 1, trace: 'ada@acme.example' }),
      metric({ MessageLimited: 1, Challenge: 'x'.repeat(65) }),
    ];
    const events = await published(ofLogs(dataMessage(...odd, metric({ SignInsPassed: 1 }))));
    expect(events).to.have.length(1);
    expect(output.text().match(/A metric is not published/g)).to.have.length(3);
    expect(output.text()).to.include('SignInsPassed.trace takes a trace id.').and.not.include('ada');
  });

  const wrong: readonly [title: string, event: unknown][] = [
    ['something else', { detail: {} }],
    ['nothing', null],
    ['no text', { awslogs: { data: 7 } }],
    ['no gzip', { awslogs: { data: Buffer.from('{}').toString('base64') } }],
    ['another message type', ofLogs({ ...dataMessage(), messageType: 'OTHER' })],
    ['no log events', ofLogs({ messageType: 'DATA_MESSAGE' })],
    [
      'log events without an id',
      ofLogs({ messageType: 'DATA_MESSAGE', logEvents: [{ timestamp: 1, message: 'x' }] }),
    ],
    ['more than a log can have', ofLogs('x'.repeat(17 * 1024 * 1024))],
  ];
  for (const [title, event] of wrong) {
    it(`refuses ${title}, so that Lambda tells of it`, async () => {
      const error = await rejection(published(event));
      expect(error.message).to.equal('The events were not published.');
      expect(output.text()).to.include('Events were not published.');
      expect(aws.received).to.deep.equal([]);
    });
  }

  it('fails where EventBridge does not take the events', async () => {
    aws.replies(reply(400, { __type: 'AccessDeniedException', message: 'no' }));
    const error = await rejection(published(ofLogs(dataMessage(metric({ SignInsPassed: 1 })))));
    expect(error.message).to.equal('The events were not published.');
    expect(output.text()).to.include('AccessDeniedException');
  });

  describe('of what CloudTrail recorded', () => {
    it('publishes a change by an administrator, by its schema', async () => {
      const [{ Detail, DetailType, Time }] = await published(ofCloudTrail({}));
      expect({ DetailType, Time }).to.deep.equal({ DetailType: 'Factor Changed', Time: 1_795_773_600 });
      expect(JSON.parse(Detail)).to.deep.equal({
        ...{ id: '5a7f1c1e-6f7a-4b6f-9a51-2c5a6b1f9c11', name: 'acme', userPoolId: POOL },
        ...{ change: 'password', by: 'admin', sub: 'c0ffee00-1111-4222-8333-444455556666' },
      });
      expect(detailFaults(DetailType, JSON.parse(Detail))).to.deep.equal([]);
    });

    const user = ofCloudTrail({
      eventName: 'UpdateUserAttributes',
      requestParameters: { accessToken: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      additionalEventData: { sub: 'ada@acme.example' },
    });

    it('publishes a change by a user where the account has no other pool, without a pool', async () => {
      settings = { ...SETTINGS, userChanges: true };
      const [{ Detail }] = await published(user);
      expect(JSON.parse(Detail)).to.include({ change: 'attributes', by: 'user' });
      expect(JSON.parse(Detail)).to.not.have.any.keys('userPoolId', 'sub');
      expect(detailFaults('Factor Changed', JSON.parse(Detail))).to.deep.equal([]);
    });

    const nothing: readonly [title: string, event: object][] = [
      ['a change by a user, of whatever pool', user],
      ['another pool', ofCloudTrail({ requestParameters: { userPoolId: 'eu-central-1_other' } })],
      ['no pool', ofCloudTrail({ requestParameters: null })],
      ['a call that failed', ofCloudTrail({ errorCode: 'UserNotFoundException' })],
      ['another call', ofCloudTrail({ eventName: 'AdminListGroupsForUser' })],
      ['a name of JavaScript’s own', ofCloudTrail({ eventName: 'constructor' })],
    ];
    for (const [title, event] of nothing)
      it(`publishes nothing of ${title}`, async () => {
        expect(await published(event)).to.deep.equal([]);
      });

    it('refuses a record without an id', async () => {
      expect((await rejection(published(ofCloudTrail({ eventID: 1 })))).message).to.equal(
        'The events were not published.',
      );
    });
  });
});
