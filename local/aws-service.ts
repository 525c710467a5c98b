/** How a local AWS service looks to the HTTP shell: operations by name over plain data, or routes for REST. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Who signed the request; nobody, for Cognito's public operations. */
export interface Caller {
  readonly accessKeyId?: string;
  /** What the request is signed for. */
  readonly region?: string;
}

/** Takes an operation's input and gives its output; throws `AwsError` for what AWS would refuse. */
export type Operation = (input: JsonObject, caller: Caller) => JsonObject | Promise<JsonObject>;
export type Service = Readonly<Record<string, Operation>>;

/** An operation of a REST service. */
export interface RestRoute {
  readonly method: 'POST' | 'GET';
  /** Of the path as it is sent; what its groups match is decoded and given to the operation. */
  readonly path: RegExp;
  readonly operation: (request: RestRequest, caller: Caller) => RestAnswer | Promise<RestAnswer>;
}

export interface RestRequest {
  /** What the groups of the route's path matched. */
  readonly labels: readonly string[];
  readonly query: URLSearchParams;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
}

/** An error as AWS sends it: `code` is the exception's name, `message` its wording on AWS. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Fields of the answer besides those that every error has. */
  readonly details: JsonObject;

  constructor(code: string, message: string, status = 400, details: JsonObject = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** What a client is told of an error that AWS would not have made: nothing. It is printed here. */
export function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  console.error(error);
  return new AwsError('InternalErrorException', 'Internal error.', 500);
}
