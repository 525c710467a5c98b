import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { type AwsCall, connect, send } from '../../../functions/aws/send.ts';
import { openConnection } from '../../../functions/http/connections.ts';
import { inTime, spentBeforeTheFirst, timeLeft } from '../../../functions/http/time-left.ts';
import { breakOff, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, setEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';

const CALL: AwsCall = { service: 'lambda', headers: {}, body: '{}' };
const ONCE: AwsCall = { ...CALL, atMostOnce: true };

describe('connections', function () {
  this.timeout(20_000);

  const aws = useAwsServer(reply(200, {}));
  useEnvironment(() => awsEnvironment(aws.url()));

  /** Runs something so many milliseconds later, by the time of day. */
  async function later<Result>(milliseconds: number, run: () => Promise<Result>): Promise<Result> {
    const real = Date.now;
    Date.now = () => real() + milliseconds;
    try {
      return await run();
    } finally {
      Date.now = real;
    }
  }

  /** Until the other side's end of a connection is here. */
  const settled = () => sleep(20);

  beforeEach(async () => {
    aws.dropConnections();
    await settled();
  });

  describe('that are opened before a call', () => {
    for (const [what, call] of [
      ['that may be made again', CALL],
      ['that must not happen twice', ONCE],
    ] as const)
      it(`carry one ${what}, and nothing before`, async () => {
        await connect(CALL);
        expect([aws.connections(), aws.received.length]).to.deep.equal([1, 0]);
        await send(call);
        expect(aws.connections()).to.equal(1);
        await send(ONCE);
        expect(aws.connections(), 'once').to.equal(2);
      });

    it('carry no call that must not happen twice when they are older than two seconds', async () => {
      await connect(CALL);
      await later(2100, () => send(ONCE));
      expect(aws.connections()).to.equal(2);
    });

    it('nor where the time of day was put back', async () => {
      await connect(CALL);
      await later(-5000, () => send(ONCE));
      expect(aws.connections()).to.equal(2);
    });

    it('carry no call when the other side has closed them', async () => {
      await connect(CALL);
      aws.dropConnections();
      await settled();
      await send(ONCE);
      expect(aws.connections()).to.equal(2);
      expect(aws.received).to.have.length(1);
    });

    it('lead to one host, and carry no call to another', async () => {
      await openConnection(new URL(aws.url().replace('127.0.0.1', 'localhost')));
      await send(CALL);
      expect(aws.connections()).to.equal(2);
    });

    it('are refused as calls are, where nobody listens', async () => {
      setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
      expect(await rejection(connect(CALL))).to.include({ code: 'ECONNREFUSED' });
    });
  });

  describe('to a server that speaks unasked, or not at all', () => {
    let server: Server;
    let received: string[];
    const open = new Set<Socket>();

    beforeEach(async () => {
      received = [];
      server = createServer(socket => {
        open.add(socket);
        socket.on('error', () => undefined);
        socket.on('data', data => received.push(String(data)));
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
      });
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      setEnvironment({ AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    });

    afterEach(() => {
      for (const socket of open) socket.destroy();
      server.close();
    });

    it('take nothing for an answer that came before the question', async () => {
      await connect(CALL);
      await settled();
      await send({ ...ONCE, signal: AbortSignal.timeout(200) }).catch(() => undefined);
      expect(open.size, 'another connection').to.equal(2);
    });

    it('are given up in time: what is left of the invocation’s', async () => {
      // An address of TEST-NET-1 (RFC 5737), where nobody answers, or nobody can be reached.
      const startedAt = performance.now();
      await rejection(inTime(() => openConnection(new URL('http://192.0.2.1/')), 200)(undefined));
      expect(performance.now() - startedAt).to.be.below(1000);
    });
  });

  describe('that had waited, and turn out closed', () => {
    /** The time between the requests that came, of which the first meets a closed connection. */
    async function pausesOf(call: AwsCall): Promise<number> {
      const [real, pauses] = [globalThis.setTimeout, [] as number[]];
      globalThis.setTimeout = ((run: () => void, milliseconds = 0) => {
        pauses.push(milliseconds);
        return real(run, milliseconds);
      }) as typeof setTimeout;
      try {
        aws.replies(breakOff);
        await send(call);
      } finally {
        globalThis.setTimeout = real;
      }
      return pauses.filter(each => each === 50).length;
    }

    it('are followed by another at once, where they were kept', async () => {
      await send(CALL);
      expect(await pausesOf(CALL)).to.equal(0);
      expect(aws.received).to.have.length(3);
    });

    it('are followed by another at once, where they were opened before', async () => {
      await connect(CALL);
      expect(await pausesOf(CALL)).to.equal(0);
    });

    it('but not where the call had a new one: the service needs its pause', async () => {
      expect(await pausesOf(CALL)).to.equal(1);
    });

    it('end a call that must not happen twice: nobody knows whether it arrived', async () => {
      await connect(CALL);
      aws.replies(breakOff);
      expect(await rejection(send(ONCE))).to.include({ status: 0 });
      expect(aws.received).to.have.length(1);
    });
  });

  it('leave the first invocation less time by what was spent before it: Cognito waits for both', async () => {
    const left = inTime(async () => timeLeft(), 3900);
    spentBeforeTheFirst(1500);
    expect(await left(undefined)).to.be.within(2300, 2400);
    expect(await left(undefined)).to.be.within(3800, 3900);
  });
});
