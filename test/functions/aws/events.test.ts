import { expect } from 'chai';
import { putEvents } from '../../../functions/aws/events.ts';
import { type Reply, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';

const BUS = 'arn:aws:events:eu-west-1:222233334444:event-bus/identity';
const entry = (n: number) => ({ Source: 's', DetailType: 't', Detail: `{"n":${n}}`, Time: n });
const entries = (count: number) => Array.from({ length: count }, (_, n) => entry(n));

/** Takes all entries but those that are named, by their place. */
const taking =
  (refused: Readonly<Record<number, string>> = {}): Reply =>
  (response, request) => {
    const Entries = JSON.parse(request.body).Entries.map((_: unknown, at: number) =>
      refused[at] ? { ErrorCode: refused[at], ErrorMessage: 'x' } : { EventId: '1' },
    );
    return reply(200, { FailedEntryCount: Object.keys(refused).length, Entries })(response, request);
  };

describe('putEvents', () => {
  const aws = useAwsServer(taking());
  useEnvironment(() => ({ ...awsEnvironment(aws.url()), AWS_ENDPOINT_URL_EVENTBRIDGE: undefined }));
  const sent = () => aws.received.map(({ body }) => JSON.parse(body).Entries.map(({ Time }: never) => Time));

  it('calls PutEvents in the region of the bus, which each entry names', async () => {
    await putEvents(BUS, [entry(7)]);
    const [{ headers, body } = expect.fail('no call')] = aws.received;
    expect(headers).to.include({
      ...{ 'x-amz-target': 'AWSEvents.PutEvents', 'content-type': 'application/x-amz-json-1.1' },
    });
    expect(headers.authorization).to.include('/eu-west-1/events/aws4_request');
    expect(JSON.parse(body)).to.deep.equal({ Entries: [{ ...entry(7), EventBusName: BUS }] });
  });

  it('calls nobody for no events, and puts ten at a time', async () => {
    await putEvents(BUS, []);
    expect(aws.received).to.deep.equal([]);
    await putEvents(BUS, entries(23));
    expect(sent().map(times => times.length)).to.deep.equal([10, 10, 3]);
  });

  it('puts again what was refused for the moment, and nothing else', async () => {
    aws.replies(taking({ 1: 'ThrottlingException', 3: 'InternalFailure' }), taking({ 0: 'InternalFailure' }));
    await putEvents(BUS, entries(4));
    expect(sent()).to.deep.equal([[0, 1, 2, 3], [1, 3], [1]]);
  });

  it('throws when it is refused three times, and puts the other batches before that', async () => {
    const refused = taking({ 0: 'ThrottlingException' });
    aws.replies(refused, refused, refused);
    expect(await rejection(putEvents(BUS, entries(11)))).to.include({ code: 'ThrottlingException' });
    expect(sent().at(-1)).to.deep.equal([10]);
  });

  it('throws at once for an entry that will never be taken', async () => {
    aws.replies(taking({ 2: 'NotAuthorizedForSourceException' }));
    const error = await rejection(putEvents(BUS, entries(3)));
    expect(error).to.include({ code: 'NotAuthorizedForSourceException' });
    expect(error.message).to.include('1 of 3 events refused');
    expect(aws.received).to.have.length(1);
  });

  for (const answer of [{}, { Entries: [] }, { Entries: 'x' }])
    it(`does not take ${JSON.stringify(answer)} for a success`, async () => {
      aws.replies(reply(200, answer));
      expect(await rejection(putEvents(BUS, [entry(1)]))).to.include({ code: 'InvalidResponse' });
    });
});
