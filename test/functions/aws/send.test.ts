import { expect } from 'chai';
import { AwsCallError, send } from '../../../functions/aws/send.ts';
import { breakOff, hang, type Reply, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, setEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';
import { expectedAuthorization } from '../../support/signature-v4.ts';

const CALL = { service: 'kms', target: 'TrentService.GenerateMac', input: { KeyId: 'k', Message: 'é' } };
const OK = reply(200, { done: true });
const throttled = reply(400, { __type: 'com.amazonaws.kms#ThrottlingException', message: 'Rate exceeded' });

describe('send', function () {
  this.timeout(20_000);

  const aws = useAwsServer(OK);
  const environment = () => awsEnvironment(aws.url());
  useEnvironment(environment);

  describe('the request', () => {
    it('carries the target, the JSON and its type', async () => {
      await send(CALL);
      const [request] = aws.received;
      expect(request).to.include({ method: 'POST', path: '/', body: JSON.stringify(CALL.input) });
      expect(request?.headers).to.include({
        'x-amz-target': CALL.target,
        'content-type': 'application/x-amz-json-1.1',
        'content-length': String(Buffer.byteLength(JSON.stringify(CALL.input))),
        'x-amz-security-token': environment().AWS_SESSION_TOKEN,
      });
    });

    it('carries a Signature Version 4 over all of that, that can be verified', async () => {
      await send(CALL);
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
      await send(CALL);
      const [request] = aws.received;
      expect(request?.headers.authorization).to.match(/Credential=AKIDOTHER\/\d{8}\/ap-southeast-2\/kms\//);
      expect(request?.headers).not.to.have.property('x-amz-security-token');
    });

    it('goes to AWS_ENDPOINT_URL_KMS before AWS_ENDPOINT_URL', async () => {
      setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_KMS: aws.url() });
      expect(await send(CALL)).to.deep.equal({ done: true });
      const refused = await rejection(send({ ...CALL, service: 'dynamodb' }));
      expect(refused, 'another service takes the general one').to.include({ status: 0 });
    });

    it('goes over one connection, call after call', async () => {
      for (let n = 0; n < 5; n++) await send(CALL);
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
      ['after a TooManyRequestsException', reply(400, { __type: 'TooManyRequestsException' })],
      ['after a broken connection', breakOff],
      ['after an answer that broke off', brokenAnswer],
    ];
    for (const [title, first] of transient) {
      it(`${title}, and gives the result`, async () => {
        aws.replies(first);
        expect(await send(CALL)).to.deep.equal({ done: true });
        expect(aws.received).to.have.length(2);
      });
    }

    it('and finds its kept connection closed without a word, as after a freeze of the function', async () => {
      await send(CALL);
      aws.replies(breakOff);
      expect(await send(CALL)).to.deep.equal({ done: true });
      aws.dropConnections();
      expect(await send(CALL)).to.deep.equal({ done: true });
    });

    it('when a try takes too long, so that a hanging one does not use up the 5 s of a trigger', async () => {
      aws.replies(hang);
      expect(await send(CALL)).to.deep.equal({ done: true });
      expect(aws.received).to.have.length(2);
    });

    it('with a signature of its own, that can be verified', async () => {
      aws.replies(throttled);
      await send(CALL);
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
      const error = await rejection(send(CALL));
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
      expect(await rejection(send(CALL))).to.include({ name: 'AwsCallError', status: 0, code: 'ECONNRESET' });
      expect(aws.received).to.have.length(3);
    });

    it('where nobody listens', async () => {
      setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
      expect(await rejection(send(CALL))).to.include({
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
          expect(await rejection(send(CALL))).to.include({ name: 'AwsCallError', status: 0 });
        } finally {
          AbortSignal.timeout = real;
        }
        expect(deadlines).to.have.length(3);
        expect(deadlines.reduce((sum, deadline) => sum + deadline)).to.be.below(4500);
      });
    }

    it('at once on a status 400: it would be the same again', async () => {
      aws.replies(reply(400, { __type: 'com.amazonaws.kms#NotFoundException', message: 'No such key.' }));
      expect(await rejection(send(CALL))).to.include({ code: 'NotFoundException', status: 400 });
      expect(aws.received).to.have.length(1);
    });

    it('at once on AccessDeniedException, whose message begins with a capital', async () => {
      aws.replies(reply(400, { __type: 'AccessDeniedException', Message: 'Not yours.' }));
      expect(await rejection(send(CALL))).to.include({ message: 'AccessDeniedException: Not yours.' });
      expect(aws.received).to.have.length(1);
    });

    it('at once on a redirect, which it does not follow', async () => {
      aws.replies(response => {
        response.writeHead(307, { location: `${aws.url()}/elsewhere` }).end();
      });
      expect(await rejection(send(CALL))).to.include({ status: 307 });
      expect(aws.received).to.have.length(1);
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
        aws.replies(reply(status, body));
        const error = await rejection(send(CALL));
        expect(error).to.be.instanceOf(AwsCallError);
        expect(error).to.include({ status, code: 'UnknownError' });
      });
    }
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
        const error = await rejection(send(CALL));
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
