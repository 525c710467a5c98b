import type { JsonObject } from './aws-service.ts';
import type { Cognito } from './cognito/cognito.ts';
import { createControl } from './control.ts';
import type { DemoUser } from './demo/demo-user.ts';
import { jsonRoutes } from './http/json-routes.ts';
import { jsonPages } from './http/pages.ts';
import type { HttpRequest, Protocol } from './http/protocol.ts';
import { nothingAt, serve } from './http/server.ts';
import { openLasting } from './lasting.ts';
import type { LocalAwsOptions } from './local-aws-options.ts';
import { localPages } from './local-pages.ts';
import { type Stack, startStack } from './stack.ts';
import type { Wanted } from './watch/messages.ts';
import type { Message } from './watch/protocol.ts';
import { watchRoutes } from './watch/routes.ts';
import type { UsersApi } from './watch/users.ts';

export type { LocalAwsOptions } from './local-aws-options.ts';

/** @template Demo undefined where there is no demo user */
export interface LocalAws<Demo extends DemoUser | undefined = DemoUser> {
  /** `http://127.0.0.1:<port>`: cognito-idp, and what the functions call. */
  readonly endpoint: string;
  readonly demoUser: Demo;
  readonly cognito: Cognito;
  /** Users, sessions, messages and the ledger go; the demo user comes back. */
  reset(): Promise<void>;
  /**
   * Deploys other inputs in place, or the same ones again. Port, users, messages and sessions stay.
   * @throws AwsError 422 for what cannot be deployed; nothing is changed then
   */
  deploy(inputs?: JsonObject): Promise<void>;
  /** Of what is deployed now. */
  readonly users: () => UsersApi;
  /** Messages that were sent, or the next one. */
  messages(wanted: Wanted): Promise<readonly Message[]>;
  /** Stops the functions and the server. */
  close(): Promise<void>;
}

/** What apps in a browser ask for, on AWS too. All the rest is for this server's own pages, programs and functions. */
const forPages = ({ path, headers }: HttpRequest): boolean =>
  /\/\.well-known\/(jwks\.json|openid-configuration)$/.test(path) ||
  (headers['x-amz-target'] ?? '').startsWith('AWSCognitoIdentityProviderService.');

type WithDemo = Omit<LocalAwsOptions, 'demo'> & {
  readonly demo?: Exclude<LocalAwsOptions['demo'], false | undefined>;
};

/** Runs a deployment on this machine: the real functions, called by a local Cognito as on AWS. */
export function startLocalAws(options: WithDemo): Promise<LocalAws>;
export function startLocalAws(options: LocalAwsOptions): Promise<LocalAws<DemoUser | undefined>>;
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws<DemoUser | undefined>> {
  const opened: { close(): unknown }[] = [];
  const close = async () => {
    for (const { close } of opened.splice(0).reverse()) await close();
  };
  let endpoint = '';
  let stack: Stack;
  try {
    const lasting = await openLasting(options, { stack: () => stack, endpoint: () => endpoint });
    opened.push(lasting);
    const { watch } = lasting;
    stack = await startStack(options.deployment, options, lasting);
    const current = {
      get: () => stack,
      set: (next: Stack) => {
        stack = next;
      },
    };
    const control = createControl(options, lasting, current, () => endpoint);
    opened.push(control);
    const routes = jsonRoutes(watchRoutes(control.running));
    const pages = () =>
      jsonPages(localPages({ stack, demoUser: control.demoUser(), endpoint }, lasting.seen));
    const console = options.pages?.(watch.messages.list);
    const find = (request: HttpRequest): Protocol | undefined => {
      const own = isConsole(request) && console ? [console] : [];
      return [...own, ...stack.protocols, routes, pages()].find(({ takes }) => takes(request));
    };
    // What is deployed changes: who takes a request is found for each.
    const whole: Protocol = {
      takes: () => true,
      answer: async request => {
        const answer = (await find(request)?.answer(request)) ?? nothingAt(request);
        control.requested(request);
        options.onExchange?.(request, answer);
        return answer;
      },
    };
    const server = await serve(options.port ?? 0, [whole], {
      forPages,
      allowedOrigins: options.allowedOrigins ?? [],
    });
    opened.push(server);
    endpoint = server.endpoint;
    // Once the server answers: making a user may call a trigger, which may call AWS.
    await control.begin();
    const cognito: Cognito = {
      get service() {
        return stack.cognito.service;
      },
      jwks: () => stack.cognito.jwks(),
      openidConfiguration: at => stack.cognito.openidConfiguration(at),
    };
    return {
      ...{ endpoint, cognito, close },
      demoUser: control.demoUser(),
      users: control.users,
      reset: control.reset,
      deploy: control.deploy,
      messages: watch.messages.find,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const isConsole = ({ method, path }: HttpRequest): boolean =>
  path.startsWith('/console/') || (['GET', 'HEAD'].includes(method) && (path === '/' || path === '/kit'));
