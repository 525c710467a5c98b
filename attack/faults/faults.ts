import type { ServerResponse } from 'node:http';

/** What a service answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a service speaks: its errors look different. */
export type Protocol = 'json' | 'rest' | 'query' | 'form';

/**
 * What becomes of a request: `work` is what the service would do and answer. Nothing here tells the caller whether it
 * was done, which is the point of some.
 *
 * @returns GAVE_UP where the client did, and nothing else that matters
 */
export type Fault = (
  response: ServerResponse,
  work: () => Promise<Answer>,
  protocol: Protocol,
  /** Lets time pass. It tells whether the client still waits then. */
  wait: (milliseconds: number) => Promise<boolean>,
  /** Which of the requests that meet the fault it is, from 1. */
  nth: number,
) => Promise<unknown>;

/** The client waited no longer. */
export const GAVE_UP = Symbol('gave up');

/** Shorter than any time limit: what is slow so often adds up. */
const SLOW_MS = 1000;

/** A text that AWS might put into an error. It is the operator's to read, and nobody else's. */
export const INSIDE = 'arn:aws:iam::111122223333:role/inside';

const slow: Fault = async (response, work, _protocol, wait) => {
  const answer = await work();
  return (await wait(SLOW_MS)) ? send(response, answer) : GAVE_UP;
};

const silent: Fault = async (_response, _work, _protocol, wait) => {
  await wait(Number.POSITIVE_INFINITY);
  return GAVE_UP;
};

/** Every way in which a service fails. `gone` needs no server: there is nothing that listens. */
export const faults = {
  none: async (response, work) => send(response, await work()),
  slow,
  /** Silence twice, and then it is slow. */
  stumbling: async (response, work, protocol, wait, nth) =>
    (nth % 3 === 0 ? slow : silent)(response, work, protocol, wait, nth),
  silent,
  'done, but silent': async (_response, work, _protocol, wait) => {
    await work();
    await wait(Number.POSITIVE_INFINITY);
    return GAVE_UP;
  },
  'done, then reset': async (response, work) => {
    await work();
    response.socket?.destroy();
  },
  reset: async response => {
    response.socket?.destroy();
  },
  throttled: async (response, _work, protocol) =>
    send(response, error(protocol, 'ThrottlingException', protocol === 'json' ? 400 : 429)),
  'server error': async (response, _work, protocol) =>
    send(response, error(protocol, 'InternalServerError', 500)),
  /** A proxy in between gave up waiting for the service, which may have done its work. */
  'done, then 504': async (response, work) => {
    await work();
    send(response, { status: 504, body: '<html>504 Gateway Timeout</html>' });
  },
  /** Half of the true answer: so whatever repeats it gives a secret away. */
  'bad JSON': async (response, work) => {
    const { body, ...answer } = await work();
    send(response, { ...answer, status: 200, body: body.slice(0, body.length / 2) });
  },
  refused: async (response, _work, protocol) =>
    send(response, error(protocol, 'AccessDeniedException', protocol === 'json' ? 400 : 403)),
  gone: async response => {
    response.socket?.destroy();
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

export function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

function error(protocol: Protocol, code: string, status: number): Answer {
  const message = `User ${INSIDE} may not, or not now`;
  const bodies: Readonly<Record<Protocol, string>> = {
    json: JSON.stringify({ __type: `com.amazon.coral#${code}`, message }),
    rest: JSON.stringify({ message }),
    query: `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    form: `<html>${code}</html>`,
  };
  return { status, headers: protocol === 'rest' ? { 'x-amzn-errortype': code } : {}, body: bodies[protocol] };
}
