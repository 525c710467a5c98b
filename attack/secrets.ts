import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFunctions } from '../modules/packages.ts';
import { codeIn, linkIn } from '../test/support/codes.ts';
import { disguises } from '../test/support/disguises.ts';
import { type Loop, temporaryFolder, withLoop } from '../test/support/loop.ts';
import { sdkUser } from '../test/support/sdk-client.ts';
import { findings, type Log, type Part } from './part.ts';

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

const root = fileURLToPath(new URL('..', import.meta.url));

/** Somewhere that somebody can read. The outbox is left out: that is where codes and links are to be. */
interface Place {
  readonly name: string;
  readonly text: string;
}

/** What must stand in no such place, by what it is. */
type Hidden = Map<string, string>;

/**
 * Signs in through every challenge that has an answer, with wrong answers in between, and looks for all that is secret in
 * all that is left behind, in every form in which somebody might leave it.
 */
export const secrets: Part = {
  name: 'secrets',
  what: 'sign-ins, and then a search through logs, sessions, tables, calls, files and zips for all that was secret',
  run: async (log, size) => {
    const found = findings();
    const hidden: Hidden = new Map([['the password', PASSWORD]]);
    const rounds = size === 'long' ? 20 : 2;
    const places = await leftBehind(rounds, hidden, log);
    let searches = 0;
    for (const [what, secret] of hidden) {
      for (const form of formsOf(secret)) {
        for (const { name, text } of places) {
          searches++;
          if (text.includes(form)) found.add(`${what} stands in ${name}`);
        }
      }
    }
    const bytes = places.reduce((sum, { text }) => sum + text.length, 0);
    const figures = { 'sign-ins': rounds, secrets: hidden.size, places: places.length, searches };
    return { figures: { ...figures, 'MB searched': (bytes / 2 ** 20).toFixed(1) }, succeeded: found.list() };
  },
};

/** Plain, reversed, in base64 and hex, url-encoded, hashed; of a key of bytes, its bytes. */
function formsOf(secret: string): ReadonlySet<string> {
  const bytes = Buffer.from(secret, 'base64');
  const ofBytes = bytes.length === 32 ? [bytes.toString('hex'), bytes.toString('base64url')] : [];
  return new Set([...disguises(secret), ...ofBytes]);
}

async function leftBehind(rounds: number, hidden: Hidden, log: Log): Promise<Place[]> {
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
          await signIn(loop, `of sign-in ${round + 1}`, round % 2 === 1, hidden);
          log(`${round + 1} of ${rounds} sign-ins`);
        }
        for (const key of keys) hidden.set(`a key that KMS made, ${key.slice(0, 3)}…,`, key);
        const failures = await fetch(`${loop.endpoint}/local/failures`);
        return [
          { name: 'what functions logged', text: loop.logs.join('\n') },
          { name: 'what functions called', text: calls.join('\n') },
          { name: 'sessions and parameters', text: await sessionsOf(loop) },
          { name: 'the ledger', text: await ledgerOf(loop) },
          { name: 'what Lambda gave up', text: await failures.text() },
          { name: 'the deployment', text: JSON.stringify(loop.deployment) },
          ...filesIn(folder),
          ...['dist', 'test/snapshots', 'test/recorded'].flatMap(name => filesIn(join(root, name))),
          ...Object.entries(await packageFunctions()).map(([name, zip]) => ({
            name: `the package of ${name}`,
            text: Buffer.from(zip).toString('latin1'),
          })),
        ];
      },
    );
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Password, picture, code, link: a wrong answer at each first. */
async function signIn(loop: Loop, of: string, bySms: boolean, hidden: Hidden): Promise<void> {
  const { email, phoneNumber } = await loop.newUser();
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
async function sessionsOf(loop: Loop): Promise<string> {
  const rounds = await loop.rounds();
  return JSON.stringify(
    rounds.map(({ expectedAnswer: _, request: { challengeAnswer: __, ...request }, ...round }) => [
      round,
      request,
    ]),
  );
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
