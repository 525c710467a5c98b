import { expect } from 'chai';
import { invoke, invokeBriefly, invokeLater } from '../../../functions/aws/lambda.ts';
import { breakOff, hang, type Reply, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';
import { expectedAuthorization } from '../../support/signature-v4.ts';

const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:acme-ours:live';
const EVENT = { request: { challengeAnswer: 'secret answer', é: 1 } };

const failed: Reply = response => {
  response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
  response.end('{"errorMessage":"secret answer","errorType":"Error"}');
};

describe('calls of functions', () => {
  const aws = useAwsServer(reply(200, { response: { answerCorrect: true } }));
  useEnvironment(() => awsEnvironment(aws.url()));

  const calls = [
    ['invoke', invoke, 'RequestResponse'],
    ['invokeBriefly', invokeBriefly, 'RequestResponse'],
    ['invokeLater', invokeLater, 'Event'],
  ] as const;
  for (const [name, call, type] of calls) {
    it(`${name} posts the event to the function by its ARN, signed`, async () => {
      await call(ARN, EVENT);
      const [request] = aws.received;
      if (!request) throw new Error('nothing came');
      const path =
        '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-central-1%3A111122223333%3Afunction%3Aacme-ours%3Alive';
      expect(request).to.include({
        method: 'POST',
        path: `${path}/invocations`,
        body: JSON.stringify(EVENT),
      });
      expect(request.headers).to.include({ 'x-amz-invocation-type': type });
      const { AWS_SECRET_ACCESS_KEY } = awsEnvironment('');
      expect(request.headers.authorization).to.equal(expectedAuthorization(request, AWS_SECRET_ACCESS_KEY));
    });

    it(`${name} says what AWS does not allow`, async () => {
      aws.replies(response => {
        response
          .writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' })
          .end('{"Message":"Not yours."}');
      });
      expect(await rejection(call(ARN, EVENT))).to.include({ code: 'AccessDeniedException', status: 403 });
    });
  }

  for (const call of [invoke, invokeBriefly]) {
    it(`${call.name} gives what the function returned`, async () => {
      expect(await call(ARN, EVENT)).to.deep.equal({ response: { answerCorrect: true } });
      aws.replies(reply(200, 'null'));
      expect(await call(ARN, EVENT)).to.equal(null);
    });

    it(`${call.name} fails where the function did, without its words, which may hold what it was given`, async () => {
      aws.replies(failed);
      const error = await rejection(call(ARN, EVENT));
      expect(error).to.include({ code: 'FunctionError', message: `FunctionError: lambda: ${ARN} failed` });
      expect(aws.received).to.have.length(1);
    });

    it(`${call.name} fails where the function returned no JSON`, async () => {
      aws.replies(reply(200, ''));
      expect(await rejection(call(ARN, EVENT))).to.include({ code: 'InvalidResponse' });
    });
  }

  it('invokeBriefly calls once: the function may have sent something before the connection broke', async () => {
    aws.replies(breakOff);
    expect(await rejection(invokeBriefly(ARN, EVENT))).to.include({ status: 0 });
    expect(aws.received).to.have.length(1);
  });

  it('invokeBriefly gives a function that starts cold 3 s, in one try, of the 5 s that a trigger has', async () => {
    const [real, deadlines] = [AbortSignal.timeout, [] as number[]];
    AbortSignal.timeout = milliseconds => {
      deadlines.push(milliseconds);
      return real(50);
    };
    try {
      aws.replies(hang);
      expect(await rejection(invokeBriefly(ARN, EVENT))).to.include({ name: 'AwsCallError', status: 0 });
    } finally {
      AbortSignal.timeout = real;
    }
    expect(deadlines).to.deep.equal([3000]);
    expect(aws.received).to.have.length(1);
  });

  it('invokeLater waits for the queue to take the event, not for the function', async () => {
    aws.replies(reply(202, ''));
    expect(await invokeLater(ARN, EVENT)).to.equal(undefined);
  });

  it('invokeLater tries again where the connection broke: delivery takes care of doubles', async () => {
    aws.replies(breakOff, reply(202, ''));
    await invokeLater(ARN, EVENT);
    expect(aws.received).to.have.length(2);
  });
});
