/** HTTP as the protocols see it: whole messages, without sockets. */

import type { Caller } from '../aws-service.ts';

export interface HttpRequest {
  readonly method: string;
  /** Without the query, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Unique for the request: AWS's `x-amzn-requestid`. */
  readonly id: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Instead of `body`, where it is not text. */
  readonly bytes?: Uint8Array;
  /** After `body`, what is told until the client hangs up. */
  readonly stream?: Stream;
}

/** Begins to tell a client, and gives what ends that: it is called once, when the client is gone. */
export type Stream = (client: StreamClient) => () => void;

export interface StreamClient {
  /** Never waits: who does not read for too long is cut off. */
  write(text: string): void;
}

/** One of the ways to talk to AWS. */
export interface Protocol {
  /** Whether a request is in this protocol. */
  readonly takes: (request: HttpRequest) => boolean;
  /** Does not throw: what goes wrong is an answer too, and each protocol has its own form for it. */
  readonly answer: (request: HttpRequest) => Promise<HttpAnswer>;
}

/** The access key and the region of a SigV4 signature. The signature itself is not checked: nothing here is worth forging one. */
export function callerOf({ headers }: HttpRequest): Caller {
  const [, accessKeyId, region] =
    /Credential=([^/,\s]+)\/(?:[^/,\s]+\/([^/,\s]+))?/.exec(headers.authorization ?? '') ?? [];
  return { ...(accessKeyId && { accessKeyId }), ...(region && { region }) };
}
