/** How a local AWS service looks to the HTTP shell: operations by name, over plain JSON. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Who signed the request; nobody, for Cognito's public operations. */
export interface Caller {
  readonly accessKeyId?: string;
}

/** Takes an operation's input and gives its output; throws `AwsError` for what AWS would refuse. */
export type Operation = (input: JsonObject, caller: Caller) => JsonObject | Promise<JsonObject>;
export type Service = Readonly<Record<string, Operation>>;

/** An error as AWS sends it: `code` is the exception's name, `message` its wording on AWS. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}
