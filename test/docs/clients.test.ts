import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import { buildModules } from '../../client/build/build-client.ts';
import { totp } from '../../local/cognito/totp.ts';
import { onExit } from '../../local/lambda/on-exit.ts';
import { type Loop, startLoop, withLoop } from '../support/loop.ts';
import { need } from '../support/need.ts';
import { sdkClient } from '../support/sdk-client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/clients.md'), 'utf8');

/** What each program prints when it waits for an answer. */
const PROMPT = 'attempts left)? ';

/** The programs of the page by file name, which stands in the first line of each. */
function programs(): [name: string, source: string][] {
  const blocks = page.matchAll(/^```(?:js|python)\n((?:\/\/|#) (\S+)\n.*?)^```$/gms);
  return Array.from(blocks, ([, source = '', name = '']) => [name, source]);
}

describe('The programs of docs/clients.md', function () {
  this.timeout(60_000);
  let loop: Loop;
  let folder: string;
  before(async () => {
    loop = await startLoop({ inputs: { clients: { app: {}, server: { secret_enabled: true } } } });
    // Inside the project, where Node finds what they import.
    folder = mkdtempSync(join(root, 'node_modules', '.docs-'));
    for (const [name, source] of programs()) writeFileSync(join(folder, name), source);
    await buildModules(join(folder, 'node_modules/cognito-challenge-client'));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await loop.close();
  });

  /** Runs a program, answers wrongly and then rightly, and gives what it printed. */
  async function run(command: string, file: string, client: Record<string, string> = {}): Promise<string> {
    const { username, password } = loop.demoUser;
    const variables = {
      ENDPOINT: loop.endpoint,
      USER_POOL_ID: loop.config.userPoolId,
      CLIENT_ID: loop.clientId,
      SIGN_IN_NAME: username,
      PASSWORD: password,
    };
    const { PATH } = process.env;
    const child = spawn(command, [file], { cwd: folder, env: { PATH, ...variables, ...client } });
    const forget = onExit(() => child.kill('SIGKILL'));
    let output = '';
    let asked = 0;
    const read = async (chunk: Buffer) => {
      output += chunk;
      if (output.split(PROMPT).length - 1 === asked) return;
      asked++;
      child.stdin.write(`${asked === 1 ? 'wrong' : await loop.rightAnswer()}\n`);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    await once(child, 'close');
    forget();
    return output;
  }

  for (const file of ['kit.mjs', 'amplify.mjs', 'identity-js.mjs', 'sdk.mjs']) {
    it(`${file} signs in, with a wrong answer first`, async () => {
      const output = await run(process.execPath, file);

      expect(output).to.match(/WRONG_ANSWER.*signed in: demo@example\.com/s);
    });
  }

  it('sdk.mjs signs in with a client that has a secret', async () => {
    const { UserPoolClient } = await sdkClient(loop).send(
      new DescribeUserPoolClientCommand({
        UserPoolId: loop.config.userPoolId,
        ClientId: loop.config.clientIds.server,
      }),
    );
    const { ClientId: CLIENT_ID = '', ClientSecret: CLIENT_SECRET = '' } = UserPoolClient ?? {};

    const output = await run(process.execPath, 'sdk.mjs', { CLIENT_ID, CLIENT_SECRET });

    expect(output).to.match(/WRONG_ANSWER.*signed in: demo@example\.com/s);
  });

  describe('link.mjs', () => {
    let links: Loop;
    before(async () => {
      const inputs = {
        flow: [{ challenge: 'magic_link' }],
        email: { from: 'sign-in@acme.example' },
        magic_link: { urls: ['https://app.example.com/sign-in'] },
      };
      links = await startLoop({ inputs });
    });
    after(() => links.close());

    /**
     * Opens the link of a mail in a page that is not there: its button is pressed after a while, or not at all; whether
     * the account is the right one is answered.
     */
    async function open(link: string, press: boolean, isMine = true): Promise<string> {
      const page = `
        import { Amplify } from 'aws-amplify';
        const { ENDPOINT, USER_POOL_ID, CLIENT_ID, LINK } = process.env;
        const Cognito = { userPoolId: USER_POOL_ID, userPoolClientId: CLIENT_ID, userPoolEndpoint: ENDPOINT };
        Amplify.configure({ Auth: { Cognito } });
        const button = { addEventListener: (_, press) => { button.press = press; } };
        const { hash, pathname } = new URL(LINK);
        globalThis.location = { hash, pathname };
        globalThis.history = { replaceState: (_state, _title, path) => console.log('address', path) };
        globalThis.document = { querySelector: () => button };
        globalThis.confirm = question => { console.log('asked', question); return ${isMine}; };
        await import('./link.mjs');
        await new Promise(resolve => setTimeout(resolve, 300));
        console.log('before', button.textContent);
        if (${press}) {
          await button.press();
          console.log('after', button.textContent);
          const { fetchAuthSession } = await import('aws-amplify/auth');
          console.log('tokens', Boolean((await fetchAuthSession()).tokens));
        }`;
      writeFileSync(join(folder, 'page.mjs'), page);
      const env = {
        ...{ PATH: process.env.PATH, LINK: link, ENDPOINT: links.endpoint },
        ...{ USER_POOL_ID: links.config.userPoolId, CLIENT_ID: links.clientId },
      };
      const child = spawn(process.execPath, ['page.mjs'], { cwd: folder, env });
      const forget = onExit(() => child.kill('SIGKILL'));
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
      await once(child, 'close');
      forget();
      return output;
    }

    it('leaves a link alone that a scanner opens, and signs in who presses the button', async () => {
      const { email } = await links.newUser();
      const client = sdkClient(links);
      await client.send(
        new InitiateAuthCommand({
          ...{ ClientId: links.clientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: email } },
        }),
      );
      const [link = ''] = /https:\S+#\S+/.exec((await links.message(email)).text) ?? [];
      const before = (await links.rounds()).length;

      const scanned = await open(link, false);
      const untouched = (await links.rounds()).length;
      const opened = await open(link, true);

      expect(scanned).to.match(/address \/sign-in\nbefore Go on with the link\n$/);
      expect(untouched).to.equal(before);
      expect(opened).to.include(`asked Sign in as ${email}?\nafter Signed in as ${email}\ntokens true`);
    });

    it('names the account of a link that somebody else sent, and keeps nothing of it on a no', async () => {
      const { email } = await links.newUser();
      const begun = { ClientId: links.clientId, AuthParameters: { USERNAME: email } };
      await sdkClient(links).send(new InitiateAuthCommand({ AuthFlow: 'CUSTOM_AUTH', ...begun }));
      const [link = ''] = /https:\S+#\S+/.exec((await links.message(email)).text) ?? [];

      const opened = await open(link, true, false);

      expect(opened).to.include(`asked Sign in as ${email}?\nafter Not signed in\ntokens false`);
    });
  });

  describe('totp.mjs', () => {
    let optional: Loop;
    let amplify: typeof import('aws-amplify') & typeof import('aws-amplify/auth');
    before(async () => {
      optional = await startLoop({ inputs: { user_pool: { mfa: 'OPTIONAL' } } });
      // The program's Amplify, which need not be the one that a test would import.
      writeFileSync(
        join(folder, 'its-amplify.mjs'),
        "export * from 'aws-amplify'; export * from 'aws-amplify/auth';",
      );
      amplify = await import(join(folder, 'its-amplify.mjs'));
      const { userPoolId } = optional.config;
      const Cognito = {
        userPoolId,
        userPoolClientId: optional.clientId,
        userPoolEndpoint: optional.endpoint,
      };
      amplify.Amplify.configure({ Auth: { Cognito } });
    });
    after(() => optional.close());

    it('turns an authenticator app on, whose code is then asked for, and taken once', async () => {
      const { confirmSignIn, signIn, signOut } = amplify;
      const { username, password } = optional.demoUser;
      const begin = () => signIn({ username, password, options: { authFlowType: 'CUSTOM_WITH_SRP' } });
      const passCaptcha = async () => confirmSignIn({ challengeResponse: await optional.rightAnswer() });
      const { turnOnTotp } = await import(join(folder, 'totp.mjs'));
      let key = '';
      await begin();
      await passCaptcha();
      await turnOnTotp(username, (secret: string, uri: URL) => {
        key = secret;
        expect(uri.href).to.match(/^otpauth:\/\/totp\/Acme:demo@example\.com\?secret=/);
        return totp(secret, Date.now());
      });
      await signOut();

      expect((await begin()).nextStep.signInStep).to.equal('CONFIRM_SIGN_IN_WITH_TOTP_CODE');
      // Of the time after this one, since the code of this one is used.
      const code = totp(key, Date.now() + 30_000);
      await confirmSignIn({ challengeResponse: code });
      expect((await passCaptcha()).isSignedIn).to.equal(true);
      await signOut();

      await begin();
      const error = await confirmSignIn({ challengeResponse: code }).catch((reason: unknown) => reason);
      expect(error).to.have.property('name', 'ExpiredCodeException');
    });
  });

  it('have pages beside them that show what docs/clients.md says', async () => {
    const inputs = { flow: [{ challenge: 'email_otp' }], email: { from: 'sign-in@acme.example' } };
    const shown: Record<string, object> = await withLoop({ inputs }, async local => {
      const { username } = local.demoUser;
      const begun = { ClientId: local.clientId, AuthParameters: { USERNAME: username } };
      await sdkClient(local).send(new InitiateAuthCommand({ AuthFlow: 'CUSTOM_AUTH', ...begun }));
      await local.message(username);
      const get = async (path: string) =>
        Object((await (await fetch(local.endpoint + path)).json()) as unknown);
      return {
        '/local/config': await get('/local/config'),
        '/local/rounds': (await get('/local/rounds')).at(-1),
        '/local/outbox': (await get('/local/outbox')).at(-1),
      };
    });
    for (const [path, value] of Object.entries(shown)) {
      const [, row = ''] = new RegExp(`^\\| \`${path}\` \\|(.*)\\|$`, 'm').exec(page) ?? [];
      const named = Array.from(row.matchAll(/`(\w+)`/g), ([, name]) => name);
      expect(named.filter(name => name !== 'error')).to.have.members(Object.keys(value));
    }
  });

  it('are right that Amplify goes on after a reload of the tab, and not in another tab', async () => {
    const kept = join(folder, 'session-storage.json');
    // A tab's sessionStorage, which a reload leaves as it is.
    const page = `
      import { existsSync, readFileSync, writeFileSync } from 'node:fs';
      const kept = existsSync(process.env.KEPT) ? JSON.parse(readFileSync(process.env.KEPT)) : {};
      const keep = () => writeFileSync(process.env.KEPT, JSON.stringify(kept));
      globalThis.window = {
        sessionStorage: {
          getItem: name => kept[name] ?? null,
          setItem: (name, value) => { kept[name] = value; keep(); },
          removeItem: name => { delete kept[name]; keep(); },
        },
      };
      const { Amplify } = await import('aws-amplify');
      const { confirmSignIn, signIn } = await import('aws-amplify/auth');
      const { ENDPOINT, USER_POOL_ID, CLIENT_ID, SIGN_IN_NAME, PASSWORD, ANSWER } = process.env;
      const Cognito = { userPoolId: USER_POOL_ID, userPoolClientId: CLIENT_ID, userPoolEndpoint: ENDPOINT };
      Amplify.configure({ Auth: { Cognito } });
      const { nextStep } = ANSWER
        ? await confirmSignIn({ challengeResponse: ANSWER })
        : await signIn({ username: SIGN_IN_NAME, password: PASSWORD, options: { authFlowType: 'CUSTOM_WITH_SRP' } });
      console.log(nextStep.signInStep);`;
    writeFileSync(join(folder, 'tab.mjs'), page);

    const started = await run(process.execPath, 'tab.mjs', { KEPT: kept });
    const ANSWER = await loop.rightAnswer();
    const otherTab = await run(process.execPath, 'tab.mjs', { KEPT: `${kept}.other`, ANSWER });
    const reloaded = await run(process.execPath, 'tab.mjs', { KEPT: kept, ANSWER });

    expect(started).to.include('CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
    expect(otherTab).to.include('SignInException').and.not.include('DONE');
    expect(reloaded).to.include('DONE');
  });

  describe('in Python', () => {
    before(need('python3'));

    it('sign_in.py signs in, with a wrong answer first (skipped where boto3 is not installed)', async function () {
      const { status } = spawnSync('python3', ['-c', 'import boto3']);
      if (status !== 0 && process.env.CI !== 'true') this.skip();

      const output = await run('python3', 'sign_in.py');

      expect(output).to.match(/WRONG_ANSWER.*signed in: demo@example\.com/s);
    });
  });
});
