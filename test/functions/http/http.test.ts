import { expect } from 'chai';
import { postForm } from '../../../functions/http/http.ts';
import { breakOff, hang, type Reply, reply, useAwsServer } from '../../support/aws-server.ts';
import { rejection } from '../../support/handlers.ts';

const FIELDS = { secret: 'a+b&c=d é', response: 'token', remoteip: '' };

/** Begins an answer and does not end it. */
const stall: Reply = response => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"success":');
};

/** Never ends: one more piece whenever there is room for it. */
const endless: Reply = response => {
  response.writeHead(200);
  const more = () => {
    while (response.write('x'.repeat(16 * 1024)));
  };
  response.on('drain', more);
  more();
};

describe('postForm', () => {
  const server = useAwsServer(reply(200, { success: true }));
  const post = () => postForm(`${server.url()}/siteverify`, FIELDS);

  it('posts the fields as a form, none of them in the address, and gives the JSON of the answer', async () => {
    expect(await post()).to.deep.equal({ success: true });
    const [request] = server.received;
    expect(request).to.include({ method: 'POST', path: '/siteverify' });
    expect(request?.headers).to.include({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(Object.fromEntries(new URLSearchParams(request?.body))).to.deep.equal(FIELDS);
  });

  it('takes whatever JSON comes: the caller looks at it', async () => {
    for (const body of ['null', '[]', '"text"']) {
      server.replies(reply(200, body));
      expect(await post()).to.deep.equal(JSON.parse(body));
    }
  });

  const failures: readonly [title: string, reply: Reply][] = [
    ['a status 500', reply(500, { success: true })],
    ['a status 201', reply(201, { success: true })],
    ['no JSON', reply(200, '<html>')],
    ['nothing', reply(200, '')],
    [
      'a redirect, which it does not follow: the secret would go with it',
      response => {
        response.writeHead(307, { location: `${server.url()}/elsewhere` }).end();
      },
    ],
    ['a broken connection', breakOff],
    ['an answer without an end', endless],
  ];
  for (const [title, first] of failures) {
    it(`fails on ${title}, and does not try again`, async () => {
      server.replies(first);
      expect(await rejection(post())).to.be.instanceOf(Error);
      expect(server.received).to.have.length(1);
    });
  }

  for (const stalled of [hang, stall]) {
    it(`fails after two seconds without a whole answer (${stalled.name})`, async () => {
      const [real, deadlines] = [AbortSignal.timeout, [] as number[]];
      AbortSignal.timeout = milliseconds => {
        deadlines.push(milliseconds);
        return real(50);
      };
      try {
        server.replies(stalled);
        expect(await rejection(post())).to.be.instanceOf(Error);
      } finally {
        AbortSignal.timeout = real;
      }
      expect(deadlines).to.deep.equal([2000]);
    });
  }

  it('repeats nothing of the answer in its error, which may repeat the request', async () => {
    for (const first of [reply(400, FIELDS), reply(200, FIELDS.secret), breakOff]) {
      server.replies(first);
      const error = await rejection(post());
      expect(`${error.message} ${error.stack}`).not.to.include('a+b').and.not.include('token');
    }
  });
});
