import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { type AwsCall, AwsCallError, send, sendJson } from '../../../functions/aws/send.ts';
import { inTime } from '../../../functions/http/time-left.ts';
import { breakOff, hang, type Reply, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, setEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';
import { linesOf } from '../../support/metric-lines.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { expectedAuthorization } from '../../support/signature-v4.ts';

const TARGET = 'TrentService.GenerateMac';
const INPUT = { KeyId: 'k', Message: 'é' };
/** As the REST services are called: a path with an encoded ARN in it. */
const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:test-deliver_challenge:live';
const REST: AwsCall = {
  service: 'lambda',
  path: `/2015-03-31/functions/${encodeURIComponent(ARN)}/invocations`,
  headers: { 'Content-Type': 'application/json', 'X-Amz-Invocation-Type': 'Event' },
  body: '{"send":1}',
};

const call = (service = 'kms') => sendJson(service, TARGET, INPUT);
const OK = reply(200, { done: true });
const throttled = reply(400, { __type: 'com.amazonaws.kms#ThrottlingException', message: 'Rate exceeded' });

describe('send and sendJson', function () {
  this.timeout(20_000);

  const aws = useAwsServer(OK);
  const environment = () => awsEnvironment(aws.url());
  useEnvironment(environment);

  describe('the request', () => {
    it('carries the target, the JSON and its type', async () => {
      await call();
      const [request] = aws.received;
      expect(request).to.include({ method: 'POST', path: '/', body: JSON.stringify(INPUT) });
      expect(request?.headers).to.include({
        'x-amz-target': TARGET,
        'content-type': 'application/x-amz-json-1.1',
        'content-length': String(Buffer.byteLength(JSON.stringify(INPUT))),
        'x-amz-security-token': environment().AWS_SESSION_TOKEN,
      });
    });

    it('carries a Signature Version 4 over all of that, that can be verified', async () => {
      await call();
      const [request] = aws.received;
      if (!request) throw new Error('nothing came');
      const { authorization } = request.headers;
      expect(authorization).to.equal(expectedAuthorization(request, environment().AWS_SECRET_ACCESS_KEY));
      expect(authorization).to.match(/Credential=AKIDEXAMPLE0TEST\/\d{8}\/eu-central-1\/kms\/aws4_request/);
      const [, signed] = /SignedHeaders=([^,]+)/.exec(authorization ?? '') ?? [];
      expect(signed?.split(';')).to.include.members([
        'host',
        'x-amz-date',
        'x-amz-security-token',
        'x-amz-target',
      ]);
    });

    it('is signed for the region and with the credentials that the environment has by then', async () => {
      setEnvironment({
        AWS_REGION: 'ap-southeast-2',
        AWS_ACCESS_KEY_ID: 'AKIDOTHER',
        AWS_SESSION_TOKEN: undefined,
      });
      await call();
      const [request] = aws.received;
      expect(request?.headers.authorization).to.match(/Credential=AKIDOTHER\/\d{8}\/ap-southeast-2\/kms\//);
      expect(request?.headers).not.to.have.property('x-amz-security-token');
    });

    it('goes to AWS_ENDPOINT_URL_KMS before AWS_ENDPOINT_URL', async () => {
      setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_KMS: aws.url() });
      expect(await call()).to.deep.equal({ done: true });
      const refused = await rejection(call('dynamodb'));
      expect(refused, 'another service takes the general one').to.include({ status: 0 });
    });

    for (const [service, name] of [
      ['dynamodb', 'DYNAMODB'],
      ['secretsmanager', 'SECRETS_MANAGER'],
      ['ses', 'SESV2'],
      ['sms-voice', 'PINPOINT_SMS_VOICE_V2'],
    ] as const) {
      it(`goes to AWS_ENDPOINT_URL_${name}, as AWS’s SDKs call ${service}`, async () => {
        setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', [`AWS_ENDPOINT_URL_${name}`]: aws.url() });
        try {
          expect(await call(service)).to.deep.equal({ done: true });
        } finally {
          setEnvironment({ [`AWS_ENDPOINT_URL_${name}`]: undefined });
        }
      });
    }

    it('takes an empty endpoint for none', async () => {
      setEnvironment({ AWS_ENDPOINT_URL_KMS: '' });
      expect(await call()).to.deep.equal({ done: true });
    });

    it('is JSON 1.0 where a service speaks that', async () => {
      await sendJson('dynamodb', 'DynamoDB_20120810.UpdateItem', INPUT, { version: '1.0' });
      expect(aws.received[0]?.headers).to.include({ 'content-type': 'application/x-amz-json-1.0' });
    });

    it('carries a path as it is, and signs it as the service reads it: encoded once more', async () => {
      expect(await send(REST)).to.include({ body: '{"done":true}' });
      const [request] = aws.received;
      if (!request) throw new Error('nothing came');
      expect(request).to.include({ method: 'POST', path: REST.path, body: REST.body });
      expect(request.path).to.include('arn%3Aaws%3Alambda');
      expect(request.headers).to.include({
        'content-type': 'application/json',
        'x-amz-invocation-type': 'Event',
      });
      const expected = expectedAuthorization(request, environment().AWS_SECRET_ACCESS_KEY);
      expect(request.headers.authorization).to.equal(expected);
      expect(expected).to.match(/\/eu-central-1\/lambda\/aws4_request/);
      const unencoded = expectedAuthorization(
        { ...request, path: `/${ARN}` },
        environment().AWS_SECRET_ACCESS_KEY,
      );
      expect(request.headers.authorization, 'another path has another signature').not.to.equal(unencoded);
    });

    it('goes over one connection, call after call', async () => {
      for (let n = 0; n < 5; n++) await call();
      expect(aws.received).to.have.length(5);
      expect(aws.connections()).to.be.at.most(1);
    });
  });

  describe('tries again', () => {
    const transient: readonly [title: string, reply: Reply][] = [
      ['after a status 500', reply(500, { __type: 'KMSInternalException' })],
      ['after a status 503 of something in between', reply(503, '<html>Service Unavailable</html>')],
      ['after a status 429', reply(429, {})],
      ['after a ThrottlingException, which is a status 400', throttled],
      [
        'after DynamoDB’s word for throttling',
        reply(400, { __type: 'ProvisionedThroughputExceededException' }),
      ],
      ['after a TooManyRequestsException', reply(400, { __type: 'TooManyRequestsException' })],
      ['after a broken connection', breakOff],
      ['after an answer that broke off', brokenAnswer],
    ];
    for (const [title, first] of transient) {
      it(`${title}, and gives the result`, async () => {
        aws.replies(first);
        expect(await call()).to.deep.equal({ done: true });
        expect(aws.received).to.have.length(2);
      });
    }

    it('and finds its kept connection closed without a word, as after a freeze of the function', async () => {
      await call();
      aws.replies(breakOff);
      expect(await call()).to.deep.equal({ done: true });
      aws.dropConnections();
      expect(await call()).to.deep.equal({ done: true });
    });

    it('when a try takes too long, so that a hanging one does not use up the 5 s of a trigger', async () => {
      aws.replies(hang);
      expect(await call()).to.deep.equal({ done: true });
      expect(aws.received).to.have.length(2);
    });

    it('with a signature of its own, that can be verified', async () => {
      aws.replies(throttled);
      await call();
      for (const request of aws.received)
        expect(request.headers.authorization).to.equal(
          expectedAuthorization(request, environment().AWS_SECRET_ACCESS_KEY),
        );
    });
  });

  describe('gives up', () => {
    it('after three tries, with the last error', async () => {
      aws.replies(
        throttled,
        reply(500, {}),
        reply(500, { __type: 'KMSInternalException', message: 'Sorry.' }),
        OK,
      );
      const error = await rejection(call());
      expect(error).to.be.instanceOf(AwsCallError);
      expect(error).to.include({
        code: 'KMSInternalException',
        status: 500,
        message: 'KMSInternalException: Sorry.',
      });
      expect(aws.received).to.have.length(3);
    });

    it('after three broken connections', async () => {
      aws.replies(breakOff, breakOff, breakOff, OK);
      expect(await rejection(call())).to.include({ name: 'AwsCallError', status: 0, code: 'ECONNRESET' });
      expect(aws.received).to.have.length(3);
    });

    it('where nobody listens', async () => {
      setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
      expect(await rejection(call())).to.include({
        name: 'AwsCallError',
        status: 0,
        code: 'ECONNREFUSED',
      });
    });

    for (const stalled of [hang, stalledAnswer]) {
      it(`after three tries that take too long (${stalled.name}), within 5 s`, async () => {
        // The real deadlines are written down; the test does not wait for them.
        const [real, deadlines] = [AbortSignal.timeout, [] as number[]];
        AbortSignal.timeout = milliseconds => {
          deadlines.push(milliseconds);
          return real(100);
        };
        try {
          aws.replies(stalled, stalled, stalled, OK);
          expect(await rejection(call())).to.include({ name: 'AwsCallError', status: 0 });
        } finally {
          AbortSignal.timeout = real;
        }
        expect(deadlines).to.have.length(3);
        expect(deadlines.reduce((sum, deadline) => sum + deadline)).to.be.below(4500);
      });
    }

    it('at once on a status 400: it would be the same again', async () => {
      aws.replies(reply(400, { __type: 'com.amazonaws.kms#NotFoundException', message: 'No such key.' }));
      expect(await rejection(call())).to.include({ code: 'NotFoundException', status: 400 });
      expect(aws.received).to.have.length(1);
    });

    it('at once on AccessDeniedException, whose message begins with a capital', async () => {
      aws.replies(reply(400, { __type: 'AccessDeniedException', Message: 'Not yours.' }));
      expect(await rejection(call())).to.include({ message: 'AccessDeniedException: Not yours.' });
      expect(aws.received).to.have.length(1);
    });

    it('at once on a redirect, which it does not follow', async () => {
      aws.replies(response => {
        response.writeHead(307, { location: `${aws.url()}/elsewhere` }).end();
      });
      expect(await rejection(call())).to.include({ status: 307 });
      expect(aws.received).to.have.length(1);
    });
  });

  describe('on an error', () => {
    const forms: readonly [title: string, body: unknown, headers: Readonly<Record<string, string>>][] = [
      ['in `__type`', { __type: 'com.amazonaws.kms#NotFoundException', message: 'Not here.' }, {}],
      [
        'in a header, as REST services say it',
        { Type: 'User', message: 'Not here.' },
        { 'x-amzn-errortype': 'NotFoundException:http://internal.amazon.com/coral/com.amazonaws/' },
      ],
      [
        'in XML, as the query protocol says it',
        '<ErrorResponse><Error><Type>Sender</Type><Code>NotFoundException</Code><Message>Not here.</Message></Error></ErrorResponse>',
        {},
      ],
    ];
    for (const [title, body, headers] of forms) {
      it(`tells its name and message, ${title}`, async () => {
        aws.replies(response => {
          response.writeHead(400, headers);
          response.end(typeof body === 'string' ? body : JSON.stringify(body));
        });
        const error = await rejection(send(REST));
        expect(error).to.include({
          code: 'NotFoundException',
          status: 400,
          message: 'NotFoundException: Not here.',
        });
        expect(aws.received, 'and does not try again').to.have.length(1);
      });
    }

    it('tries again where only the header or the XML says that it was throttled', async () => {
      for (const throttles of [
        (response: ServerResponse) =>
          response.writeHead(400, { 'x-amzn-errortype': 'ThrottlingException' }).end('{}'),
        (response: ServerResponse) => response.writeHead(400).end('<Error><Code>Throttling</Code></Error>'),
      ]) {
        aws.received.length = 0;
        aws.replies(response => {
          throttles(response);
        });
        expect(await send(REST)).to.include({ body: '{"done":true}' });
        expect(aws.received).to.have.length(2);
      }
    });

    it('keeps the answer’s other fields for who asks, and out of logs: they may hold an item of a table', async () => {
      const Item = { email: { S: 'casey@ember.example' } };
      aws.replies(reply(400, { __type: 'ConditionalCheckFailedException', message: 'No.', Item }));
      const error = await rejection(call());
      if (!(error instanceof AwsCallError)) throw error;
      expect(error.details()).to.deep.equal({ Item });
      const logged = [
        inspect(error, { showHidden: true, depth: 9 }),
        JSON.stringify(error),
        String(error.stack),
      ];
      expect(logged.join()).not.to.include('casey');
    });
  });

  describe('counts', () => {
    const output = recordOutput();
    const counted = () => linesOf(output.text(), 'CallsFailed');
    useEnvironment(() => ({ ...environment(), MODULE_NAME: 'acme' }));

    it('a call that failed after all its tries, once, by its service and its fault', async () => {
      aws.replies(throttled, throttled, throttled);
      await rejection(call());
      expect(counted()).to.have.length(1);
      expect(counted()[0]).to.include({ CallsFailed: 1, Name: 'acme', Service: 'kms', Fault: 'Throttled' });
    });

    it('none that came to an end in another try, and none whose condition does not hold', async () => {
      aws.replies(throttled);
      await call();
      aws.replies(reply(400, { __type: 'ConditionalCheckFailedException' }));
      await rejection(call('dynamodb'));
      expect(counted()).to.deep.equal([]);
    });

    it('says nothing of what was asked, nor of what AWS replied', async () => {
      aws.replies(reply(400, { __type: 'AccessDeniedException', message: 'User: arn:aws:sts::1:x' }));
      await rejection(call());
      expect(Object.keys(counted()[0] ?? {})).to.deep.equal([
        ...['_aws', 'level', 'timestamp', 'Name', 'Service', 'Fault', 'CallsFailed'],
      ]);
    });
  });

  describe('on a call that must not happen twice', () => {
    const once: AwsCall = { ...REST, atMostOnce: true };

    for (const lost of [breakOff, brokenAnswer]) {
      it(`does not try again where nobody knows whether it happened (${lost.name})`, async () => {
        aws.replies(lost);
        expect(await rejection(send(once))).to.include({ name: 'AwsCallError', status: 0 });
        expect(aws.received).to.have.length(1);
      });
    }

    it('tries again where AWS said no', async () => {
      aws.replies(throttled);
      expect(await send(once)).to.include({ body: '{"done":true}' });
      expect(aws.received).to.have.length(2);
    });

    it('takes no kept connection, of which nobody knows whether it is still there', async () => {
      await send(REST);
      const kept = aws.connections();
      await send(once);
      await send(once);
      expect(aws.connections() - kept).to.equal(2);
    });

    it('ends when it is told to', async () => {
      aws.replies(hang);
      const ends = new AbortController();
      const answer = rejection(send({ ...once, signal: ends.signal }));
      ends.abort();
      expect(await answer).to.include({ name: 'AwsCallError', status: 0 });
    });
  });

  describe('on a body that is not what AWS sends', () => {
    const odd: readonly [status: number, body: string][] = [
      ...['', '<html>', '{', 'null', '"text"', '7', 'true', '[]', '[{"Mac":"x"}]'].map(
        (body): [number, string] => [200, body],
      ),
      ...[
        '',
        '<html>',
        'null',
        '[]',
        '{"__type":{}}',
        '{"__type":{"toString":1},"message":{"toString":null}}',
      ].map((body): [number, string] => [400, body]),
    ];
    for (const [status, body] of odd) {
      it(`rejects ${status} ${body || '(nothing)'}`, async () => {
        aws.replies(reply(status, body), reply(status, body), reply(status, body));
        const error = await rejection(call());
        expect(error).to.be.instanceOf(AwsCallError);
        expect(error).to.include({ status, code: status === 200 ? 'InvalidResponse' : 'UnknownError' });
      });
    }
  });

  describe('on half an answer, or a proxy’s word that it waited too long', () => {
    const half = reply(200, '{"done":');
    const gaveUp = reply(504, '<html>504 Gateway Timeout</html>');
    for (const [title, odd, error] of [
      ['half an answer', half, { code: 'InvalidResponse', status: 200 }],
      ['504', gaveUp, { code: 'UnknownError', status: 504 }],
    ] as const) {
      it(`asks again after ${title}`, async () => {
        aws.replies(odd);
        expect(await call()).to.deep.equal({ done: true });
        expect(aws.received).to.have.length(2);
      });

      it(`does not where that must not happen twice: it may be done (${title})`, async () => {
        aws.replies(odd);
        const sent = sendJson('sms-voice', 'PinpointSMSVoiceV2.SendTextMessage', INPUT, { atMostOnce: true });
        expect(await rejection(sent)).to.include(error);
        expect(aws.received).to.have.length(1);
      });
    }
  });

  describe('within the time that a trigger has', () => {
    it('begins no try for which too little is left, and waits no longer than that', async () => {
      aws.replies(hang, hang, hang);
      const start = performance.now();
      const error = await rejection(inTime(() => call(), 250)(undefined));
      expect(error).to.include({ status: 0 });
      expect(performance.now() - start).to.be.below(1200);
      expect(aws.received).to.have.length(1);
      const late = await rejection(inTime(() => call(), 50)(undefined));
      expect(late.message).to.equal('TimeoutError: kms: no time was left to call');
      expect(aws.received).to.have.length(1);
    });

    it('holds each call to its own: two at a time in one environment', async () => {
      aws.replies(hang);
      const short = rejection(inTime(() => call(), 150)(undefined));
      const [error, answer] = await Promise.all([short, inTime(() => call(), 10_000)(undefined)]);
      expect(error).to.include({ status: 0 });
      expect(answer).to.deep.equal({ done: true });
    });
  });

  describe('its error', () => {
    /** AWS repeats the request, headers and all, when a signature does not match. */
    const repeatsEverything: Reply = (response, { method, headers, body }) => {
      const message = `The signature does not match.\n\n'${method}\n${JSON.stringify(headers)}\n${body}'`;
      reply(403, { __type: 'InvalidSignatureException', message })(response, {
        method,
        path: '/',
        headers,
        body,
      });
    };
    const repeatsInOneLine: Reply = (response, { method, headers, body }) => {
      const message = `'${headers['x-amz-security-token']}' is no key=value pair in '${headers.authorization}'`;
      reply(400, { __type: `${headers['x-amz-security-token']}`, message })(response, {
        method,
        path: '/',
        headers,
        body,
      });
    };
    for (const repeats of [repeatsEverything, repeatsInOneLine, breakOff, brokenAnswer]) {
      it(`never holds a credential (${repeats.name})`, async () => {
        aws.replies(repeats, repeats, repeats);
        const error = await rejection(call());
        const { AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID } = environment();
        for (const credential of [AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID])
          expect(`${error.stack} ${JSON.stringify(error)} ${error.message}`).not.to.include(credential);
      });
    }
  });
});

/** Breaks the connection in the middle of the answer. */
function brokenAnswer(response: Parameters<Reply>[0]): void {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"done":', () => response.socket?.destroy());
}

/** Begins an answer and does not end it. */
function stalledAnswer(response: Parameters<Reply>[0]): void {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"done":');
}
