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
  /** A user to begin with; a password makes the same one each time. @default none */
  readonly demoUser?: 'none' | { readonly password?: string };
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

export interface LocalCognito {
  /** `http://127.0.0.1:<port>`: what clients are given as the endpoint of Cognito. */
  readonly endpoint: string;
  readonly region: string;
  readonly userPoolId: string;
  /** By name; the module's own is `app`. */
  readonly clientIds: Readonly<Record<string, string>>;
  readonly demoUser?: { readonly username: string; readonly password: string };
  /** Ends it, functions included. */
  stop(): Promise<void>;
}
