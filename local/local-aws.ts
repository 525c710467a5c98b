import type { Cognito } from './cognito/cognito.ts';
import { createControl } from './control.ts';
import type { DemoUser } from './demo/demo-user.ts';
import { jsonRoutes } from './http/json-routes.ts';
import { jsonPages } from './http/pages.ts';
import type { HttpRequest, Protocol } from './http/protocol.ts';
import { serve } from './http/server.ts';
import { openLasting } from './lasting.ts';
import type { LocalAwsOptions, Update } from './local-aws-options.ts';
import { localPages } from './local-pages.ts';
import { createStack, type Stack } from './stack.ts';
import type { Wanted } from './watch/messages.ts';
import type { Message } from './watch/protocol.ts';
import { watchRoutes } from './watch/routes.ts';
import type { UsersApi } from './watch/users.ts';

export type { LocalAwsOptions, Update } from './local-aws-options.ts';

export interface LocalAws {
  /** `http://127.0.0.1:<port>`: cognito-idp, and what the functions call. */
  readonly endpoint: string;
  /** Absent with `demo: 'none'`. */
  readonly demoUser?: DemoUser;
  readonly cognito: Cognito;
  /** Users, sessions, messages and the ledger go; the demo user comes back. */
  reset(): Promise<void>;
  /**
   * Goes on with another deployment: users, sessions, tables and keys stay, functions that have changed are replaced.
   * @throws Error for what cannot run, or not without a new start: all goes on as it was
   */
  update(change: Update): Promise<void>;
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

/** Runs a deployment on this machine: the real functions, called by a local Cognito as on AWS. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
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
    stack = await createStack(options.deployment, options.secrets ?? {}, options, lasting);
    await lasting.deploy(stack.functions);
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
    const find = (request: HttpRequest): Protocol | undefined => {
      const own = isConsole(request) && options.pages ? [options.pages] : [];
      return [...own, ...stack.protocols, routes, pages()].find(({ takes }) => takes(request));
    };
    const whole: Protocol = {
      takes: request => find(request) !== undefined,
      answer: async request => {
        const answer = (await find(request)?.answer(request)) ?? { status: 404, headers: {}, body: '' };
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
    const demoUser = control.demoUser();
    return {
      ...{ endpoint, cognito, close },
      ...(demoUser && { demoUser }),
      users: control.users,
      reset: control.reset,
      update: control.update,
      messages: watch.messages.find,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const isConsole = ({ method, path }: HttpRequest): boolean =>
  ['GET', 'HEAD'].includes(method) && (path === '/' || path === '/kit' || path.startsWith('/console/'));
