import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFunctions } from '../modules/packages.ts';
import { codeIn, linkIn } from '../test/support/codes.ts';
import { type Loop, type LoopRound, temporaryFolder, withLoop } from '../test/support/loop.ts';
import { sdkUser } from '../test/support/sdk-client.ts';
import type { Log, Part } from './part.ts';
import { type Place, search } from './search.ts';

const PASSWORD = 'Correct-horse-7';
const inputs = {
  flow: [
    { challenge: 'password' },
    { challenge: 'captcha' },
    // As long as they get: six digits are found by chance in any heap of numbers.
    { any_of: ['email_otp', 'sms_otp'], name: 'code', code_length: 10 },
    { challenge: 'magic_link', code_length: 10 },
  ],
  email: { from: 'sign-in@acme.example' },
  sms: { country_prefixes: ['+1'] },
  magic_link: { urls: ['https://app.acme.example/sign-in'] },
};

const LOGGED = 'what functions logged';

const root = fileURLToPath(new URL('..', import.meta.url));

/** All that was secret in the sign-ins. */
interface Secrets {
  /** In no place at all, but in messages: the outbox is where codes and links are to be. */
  readonly everywhere: Map<string, string>;
  /** In no place but those of Cognito's session and of what is handed to deliver, which only functions see. */
  readonly outside: Map<string, string>;
  /** Sign-ins' traces: in those places, and in the logs. */
  readonly traces: Map<string, string>;
  /** What names a user: in no log, and so in no metric. */
  readonly persons: Map<string, string>;
}

/**
 * Signs in through every challenge that has an answer, with wrong answers in between, and looks for all that is secret in
 * all that is left behind, in every form in which somebody might leave it.
 */
export const secrets: Part = {
  name: 'secrets',
  what: 'sign-ins, and then a search through logs, sessions, tables, calls, files and zips for all that was secret',
  run: async (log, size) => {
    const everywhere = new Map([['the password', PASSWORD]]);
    const secrets: Secrets = { everywhere, outside: new Map(), traces: new Map(), persons: new Map() };
    const rounds = size === 'long' ? 20 : 2;
    const { outside, inside } = await leftBehind(rounds, secrets, log);
    const places = [...outside, ...inside];
    const isLog = ({ name }: Place) => name === LOGGED;
    const searches = [
      search(secrets.everywhere, places),
      search(secrets.outside, outside),
      search(
        secrets.traces,
        outside.filter(place => !isLog(place)),
      ),
      search(secrets.persons, outside.filter(isLog)),
    ];
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    const bytes = places.reduce((sum, { text }) => sum + text.length, 0);
    return {
      figures: {
        'sign-ins': rounds,
        secrets: sum(Object.values(secrets).map(({ size }) => size)),
        places: places.length,
        searches: sum(searches.map(each => each.searches)),
        'MB searched': (bytes / 2 ** 20).toFixed(1),
      },
      succeeded: searches.flatMap(({ found }) => found),
    };
  },
};

/** What can be read afterwards: by people, and by functions alone. */
interface Left {
  readonly outside: readonly Place[];
  readonly inside: readonly Place[];
}

async function leftBehind(rounds: number, secrets: Secrets, log: Log): Promise<Left> {
  const { everywhere, outside, traces } = secrets;
  const calls: string[] = [];
  const keys = new Set<string>();
  const folder = temporaryFolder();
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await withLoop(
      {
        inputs,
        onExchange: ({ headers, path, body }, answer) => {
          const target = headers['x-amz-target'] ?? '';
          if (target.startsWith('TrentService.')) keys.add(String(JSON.parse(answer.body).Mac));
          // What goes to SES and SMS is the message itself.
          if (/^(TrentService|DynamoDB)/.test(target) || path.endsWith('/invocations'))
            calls.push(`${target} ${decodeURIComponent(path)} ${body}`);
        },
      },
      async loop => {
        for (let round = 0; round < rounds; round++) {
          await signIn(loop, `of sign-in ${round + 1}`, round % 2 === 1, secrets);
          log(`${round + 1} of ${rounds} sign-ins`);
        }
        for (const key of keys) everywhere.set(`a key that KMS made, ${key.slice(0, 3)}…,`, key);
        const told = await loop.rounds();
        for (const nonce of noncesOf(told)) outside.set(`the nonce ${nonce.slice(0, 4)}…`, nonce);
        if (outside.size === 0) throw new Error('No private parameters hold a nonce.');
        for (const trace of tracesOf(told)) traces.set(`the trace ${trace.slice(0, 4)}…`, trace);
        if (traces.size !== rounds) throw new Error(`${rounds} sign-ins have ${traces.size} traces.`);
        for (const trace of traces.values())
          if (!loop.logs.some(line => line.includes('"_aws"') && line.includes(trace)))
            throw new Error('The metrics of a sign-in do not have its trace.');
        const failures = await fetch(`${loop.endpoint}/local/failures`);
        return {
          inside: [
            { name: 'what functions called', text: calls.join('\n') },
            { name: 'sessions and parameters', text: JSON.stringify(told.map(withoutAnswer)) },
          ],
          outside: [
            { name: LOGGED, text: loop.logs.join('\n') },
            { name: 'what clients are told', text: JSON.stringify(told.map(publicParameters)) },
            { name: 'the ledger', text: await ledgerOf(loop) },
            { name: 'what Lambda gave up', text: await failures.text() },
            { name: 'the deployment', text: JSON.stringify(loop.deployment) },
            ...filesIn(folder),
            ...['dist', 'test/snapshots', 'test/recorded'].flatMap(name => filesIn(join(root, name))),
            ...Object.entries(await packageFunctions()).map(([name, zip]) => ({
              name: `the package of ${name}`,
              text: Buffer.from(zip).toString('latin1'),
            })),
          ],
        };
      },
    );
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Password, picture, code, link: a wrong answer at each first. */
async function signIn(loop: Loop, of: string, bySms: boolean, secrets: Secrets): Promise<void> {
  const { everywhere: hidden, persons } = secrets;
  const { email, phoneNumber } = await loop.newUser();
  persons.set(`the address ${of}`, email).set(`the number ${of}`, phoneNumber);
  const user = sdkUser(loop, email, PASSWORD);
  let asked = await user.answer(await user.passPassword(), 'wrong');
  const letters = await loop.rightAnswer();
  asked = await user.answer(asked, letters);
  if (bySms) asked = await user.answer(asked, 'x', { challenge: 'sms_otp' });
  const code = codeIn(await loop.message(bySms ? phoneNumber : email));
  asked = await user.answer(await user.answer(asked, 'wrong'), code);
  const message = await loop.message(email, 2);
  const token = new URLSearchParams(linkIn(message).hash.slice(1)).get('token') ?? '';
  const { AuthenticationResult: tokens } = await user.answer(await user.answer(asked, 'wrong'), token);
  if (!tokens?.IdToken || !tokens.AccessToken || !tokens.RefreshToken)
    throw new Error('A sign-in with right answers ended without tokens.');
  hidden.set(`the picture’s letters ${of}`, letters).set(`the code ${of}`, code);
  hidden.set(`the link’s token ${of}`, token).set(`the link’s MAC ${of}`, token.split('.').at(-1) ?? '');
  hidden.set(`the code beside the link ${of}`, codeIn(message));
  hidden.set(`the ID token ${of}`, tokens.IdToken).set(`the access token ${of}`, tokens.AccessToken);
  hidden.set(`the refresh token ${of}`, tokens.RefreshToken);
}

/** What Cognito keeps and shows to the triggers, but for what the user typed. */
function withoutAnswer({
  expectedAnswer: _,
  request: { challengeAnswer: __, ...request },
  ...round
}: LoopRound) {
  return [round, request];
}

const publicParameters = ({ response }: LoopRound): unknown => Object(response).publicChallengeParameters;

/** `<step> <challenge> <nonce> …`, in private parameters. */
function noncesOf(rounds: readonly LoopRound[]): string[] {
  const questions = rounds.map(
    ({ response }) => Object(Object(response).privateChallengeParameters).question,
  );
  return questions.flatMap(question => (typeof question === 'string' ? [question.split(' ')[2] ?? ''] : []));
}

/** Behind the `@`, there too. */
function tracesOf(rounds: readonly LoopRound[]): Set<string> {
  const left = JSON.stringify(rounds.map(({ response }) => Object(response).privateChallengeParameters));
  return new Set([...left.matchAll(/@([\w-]{16})"/g)].map(([, trace = '']) => trace));
}

async function ledgerOf({ endpoint }: Loop): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.Scan', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ TableName: 'test-ledger' }),
  });
  const text = await response.text();
  if (!text.includes('question ')) throw new Error(`The ledger could not be read: ${text.slice(0, 200)}`);
  return text;
}

/** Files of a folder, however deep; none, where there is no such folder. */
function filesIn(folder: string): Place[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map(path => ({ name: path, text: readFileSync(path, 'latin1') }));
}
