/**
 * Amazon Cognito with custom authentication challenges, on this machine.
 *
 * This file is the package's declarations too, so it has types alone and imports nothing.
 */

/** Starts it. @throws Error for inputs that `terraform plan` would refuse, and for a port that is taken */
export type Start = (options?: StartOptions) => Promise<LocalCognito>;

export interface StartOptions {
  /** The module's inputs, or files of them: `terraform.tfvars`, `terraform.tfvars.json`. @default password, then captcha */
  readonly inputs?: Inputs | string | readonly string[];
  /** File of `terraform show -json`: the inputs come from a module call in that plan, and `inputs` come over them. */
  readonly plan?: string;
  /** The module call, such as `module.sign_in`. @default the one that there is */
  readonly module?: string;
  /** Folder with your own texts of messages: `en.json`, `pt-BR.json`. */
  readonly texts?: string;
  /** @default any free one */
  readonly port?: number;
  /** @default us-east-1 */
  readonly region?: string;
  /** Texts of secrets and parameters by ARN, or a file of them. */
  readonly secrets?: Readonly<Record<string, string>> | string;
  /** Documents of policies that exist already by ARN, or a file of them. */
  readonly policies?: Readonly<Record<string, object>> | string;
  /** Functions that the configuration calls and does not contain, by ARN. */
  readonly externalFunctions?: Readonly<Record<string, ExternalFunction>>;
  /** Origins of pages that may sign in, besides those on loopback. */
  readonly allowedOrigins?: readonly string[];
  /** Users who are there from the start, and again after a reset; or a file of them. */
  readonly users?: readonly NewUser[] | string;
  /** Such a user whom the pool accepts; without a password one of this run. @default none */
  readonly demoUser?: false | { readonly password?: string };
  /** A folder where users, refresh tokens, keys and counters are kept for the next start. @default all is forgotten */
  readonly state?: string;
  /** Whether changed files take effect while it runs. @default never */
  readonly reload?: 'on change' | 'never';
  /** A line that a function logged. */
  readonly onLog?: (functionName: string, line: string) => void;
}

/** Values of the module's variables by name: docs/module.md of terraform-aws-cognito-challenge has them all. */
export type Inputs = Readonly<Record<string, unknown>>;

export interface ExternalFunction {
  /** A zip, or a folder with what would be in it. */
  readonly packagePath: string;
  /** `nodejs22.x`, `python3.13`, `provided.al2023`. */
  readonly runtime: string;
  /** `index.handler`; any text for `provided.*`. */
  readonly handler: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A confirmed user. */
export interface NewUser {
  /** What the user signs in with, or the user name. */
  readonly username: string;
  /** Without one, only flows without the step `password` let the user in. */
  readonly password?: string;
  /** A pool that is signed in to with e-mail addresses takes the username for that. Addresses count as verified. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
}

/** A message that would have been sent. */
export interface Message {
  readonly id: string;
  /** ISO 8601 */
  readonly at: string;
  readonly medium: 'EMAIL' | 'SMS';
  /** An e-mail address, or a number in E.164. */
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** What a person would copy or open. */
  readonly code?: string;
  readonly link?: string;
}

export interface Outbox {
  /**
   * The next message to an address: the oldest one that was not given before, or the first that comes.
   * @param waitMs @default 10000
   * @throws Error if none comes
   */
  next(to: string, waitMs?: number): Promise<Message>;
  /** All messages so far, or those to an address. */
  all(to?: string): Promise<readonly Message[]>;
}

export interface LocalCognito {
  /** `http://127.0.0.1:<port>`: what clients are given as the endpoint of Cognito. */
  readonly endpoint: string;
  readonly region: string;
  readonly userPoolId: string;
  /** By name; the module's own is `app`. */
  readonly clientIds: Readonly<Record<string, string>>;
  readonly demoUser?: { readonly username: string; readonly password: string };
  readonly outbox: Outbox;
  /** Adds users: all of them, or none. @throws Error that names the one who was refused */
  seed(users: readonly NewUser[]): Promise<void>;
  /** Users, sessions, counters and messages go; the users of the start come back. */
  reset(): Promise<void>;
  /** Ends it, functions included. */
  stop(): Promise<void>;
}
