import { readFileSync } from 'node:fs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { evaluate } from '../../local/iam/evaluate.ts';
import { parsePolicy } from '../../local/iam/parse-policy.ts';
import type { AllowedCall } from '../../local/services/iam.ts';
import { awsOfThisShell } from '../../operations/call-support.ts';
import { answerTo } from '../../operations/run.ts';
import { describeTraces, traceOf } from '../../operations/trace-of.ts';
import { describeUnblocked, unblock } from '../../operations/unblock.ts';
import { codeIn, linkIn } from '../support/codes.ts';
import { useEnvironment } from '../support/environment.ts';
import { rejection } from '../support/handlers.ts';
import { type Loop, startLoop } from '../support/loop.ts';
import { type Asked, sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

/** What is another one each time, or in each deployment. */
const masked = (text: string) =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, 'TIME')
    .replace(/(TIME {2}[\w-]{8}…\n)+/, 'TIME  TRACE…\n')
    .replace(/\^\([\w|-]+\)/g, '^(TRACES)')
    .replace(/lambda\/(test|acme-sign-in)-/g, 'lambda/NAME-')
    .replace(/^[\w-]{11} in/, 'PSEUDONYM in')
    .replace(/forgotten \(.*?\)/g, 'forgotten (…)');

/** What the page shows that a command says. */
const shown = (command: string) => {
  const [, indent = '', text = ''] =
    new RegExp(`^( *)\\$ npm run -s ${command} .*\\n([^]*?)\\n *\`\`\``, 'm').exec(page) ?? [];
  return masked(text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
};

const FUNCTION = 'test-support';
const INPUTS = {
  support_function_enabled: true,
  flow: [{ any_of: ['email_otp', 'magic_link'], name: 'mail' }],
  email: { from: 'sign-in@acme.example' },
  magic_link: { urls: ['https://app.acme.example/sign-in'] },
};

describe('Who may invoke the support function, and nothing else', function () {
  this.timeout(60_000);

  let loop: Loop;
  const allowed: AllowedCall[] = [];
  before(async () => {
    loop = await startLoop({ inputs: INPUTS, onAllowed: call => allowed.push(call) });
  });
  after(() => loop.close());
  useEnvironment(() => ({
    AWS_ENDPOINT_URL: loop.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIASUPPORT',
    AWS_SECRET_ACCESS_KEY: 'secret',
  }));

  const arn = () =>
    loop.deployment.functions.find(({ name }) => name === FUNCTION)?.arn ?? expect.fail('none');
  /** What the function says to a request, of whatever kind: an answer or an error. */
  const ask = async (request: unknown): Promise<string> => {
    const client = new LambdaClient({});
    const { Payload = [] } = await client.send(
      new InvokeCommand({ FunctionName: FUNCTION, Payload: Buffer.from(JSON.stringify(request) ?? 'null') }),
    );
    return Buffer.from(Payload).toString();
  };
  const userNameOf = ({ ChallengeParameters }: Asked) => ChallengeParameters?.USERNAME ?? '';
  const isRight = async (user: ReturnType<typeof sdkUser>, asked: Asked, answer: string) =>
    (await user.answer(asked, answer)).AuthenticationResult !== undefined;

  it('is told the traces of a user, by the e-mail address too, and how to find them', async () => {
    const { email } = await loop.newUser();
    const args = ['--function', FUNCTION, '--user-pool-id', loop.config.userPoolId, email];
    const told = await answerTo(traceOf, describeTraces, args, awsOfThisShell());
    expect(told).to.match(/^\d{4}-\d\d-\d\dT\d\d:00:00Z {2}[\w-]{8}…$/m);
    expect(told).to.include('over /aws/lambda/test-define-auth-challenge, ');
    const username = userNameOf(await sdkUser(loop, email).begin());
    const { hours } = JSON.parse(await ask({ action: 'trace', username }));
    for (const { trace } of hours) expect(told).to.include(`${trace}…`);
    expect(loop.logs.join('\n')).to.not.include(email).and.not.include(username);
  });

  it('is told what was wrong with a request, and how to put it right', async () => {
    const args = ['--function', FUNCTION, 'casey', '--from', 'yesterday'];
    const error = await rejection(answerTo(traceOf, describeTraces, args, awsOfThisShell()));
    expect(error.message).to.equal('from takes a time with its zone, such as 2026-11-27T08:00:00Z.');
  });

  it('learns no code, no link and no key, whatever they ask: not from an answer, nor from the log', async () => {
    const victim = await loop.newUser();
    const user = sdkUser(loop, victim.email);
    const username = userNameOf(await user.begin());
    const code = codeIn(await loop.message(victim.email));
    const linked = await user.answer(await user.begin(), '-', { challenge: 'magic_link' });
    expect(linked.ChallengeParameters).to.include({ challenge: 'magic_link' });
    const token = new URLSearchParams(linkIn(await loop.message(victim.email, 2)).hash.slice(1)).get('token');
    const hour = Math.floor(Date.now() / 3_600_000);
    const from = new Date((hour - 2) * 3_600_000).toISOString();
    const labels = [hour, hour - 1, hour + 1].map(each => `cognito-challenge epoch ${each}`);
    const told = [
      await ask({ action: 'trace', username, from }),
      await ask({ action: 'trace', username: labels[0], from }),
      await ask({ action: 'unblock', username, address: victim.email }),
      await ask({ action: 'unblock', guesses: 'a'.repeat(11) }),
      ...(await Promise.all(
        [null, { action: 'GenerateMac', message: labels[0] }, { action: 'trace', username, keyId: 'x' }].map(
          ask,
        ),
      )),
      ...loop.logs,
    ].join('\n');
    const { tables } = loop.deployment;
    expect(tables).to.have.length(1);
    const keys = await Promise.all(
      [...labels, 'cognito-challenge pseudonyms'].map(message => macOf(loop, message)),
    );
    const secrets = keys.flatMap(key => [key, Buffer.from(key, 'base64').toString('base64url').slice(0, 22)]);
    for (const secret of [code, token ?? expect.fail('no token'), ...secrets])
      expect(told).to.not.include(secret);
  });

  it('makes no question live again that is used, or used up', async () => {
    const owner = await loop.newUser();
    const user = sdkUser(loop, owner.email);
    const first = await user.begin();
    const code = codeIn(await loop.message(owner.email));
    const other = await user.begin();
    const { AuthenticationResult: tokens } = await user.answer(first, code);
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, owner.email);
    const username = userNameOf(first);
    expect(JSON.parse(await ask({ action: 'unblock', username, address: owner.email }))).to.include({
      wrongInARow: 0,
      unblocksLeft: 2,
    });
    expect(await isRight(user, other, code), 'used').to.equal(false);

    const victim = await loop.newUser();
    const guesser = sdkUser(loop, victim.email);
    const [killed, ...more] = [await guesser.begin(), await guesser.begin()];
    const right = codeIn(await loop.message(victim.email));
    let asked: Asked = killed;
    for (let n = 0; n < 2; n++) asked = await guesser.answer(asked, `00000${n}x`);
    await rejection(guesser.answer(asked, '000002x'));
    await ask({ action: 'unblock', username: userNameOf(killed), address: victim.email });
    for (const late of more) expect(await isRight(guesser, late, right), 'used up').to.equal(false);
  });

  it('needs no more than the policy of docs/operations.md: neither the key, nor the table, nor another function', () => {
    const [, json = ''] = /^### Who may do it$.*?```json\n(.*?)```/ms.exec(page) ?? [];
    const here = json.replaceAll('eu-central-1:', 'us-east-1:').replaceAll('acme-sign-in-', 'test-');
    const policy = parsePolicy(here, 'identity');
    const may = (action: string, resource: string, policies = [policy]) => {
      const roleArn = 'arn:aws:iam::123456789012:role/support-agents';
      const sessionArn = 'arn:aws:sts::123456789012:assumed-role/support-agents/casey';
      const [key] = loop.deployment.keys;
      return evaluate(
        { kind: 'role', roleArn, sessionArn, policies },
        {
          ...{ action, resource },
          ...(action.startsWith('kms:') &&
            key && { resourcePolicy: { policy: key.policy, isRequired: true } }),
        },
      ).isAllowed;
    };
    expect(may('lambda:InvokeFunction', arn())).to.equal(true);
    expect(may('lambda:InvokeFunction', arn(), [])).to.equal(false);
    const { functions, keys, tables } = loop.deployment;
    for (const other of functions.filter(({ name }) => name !== FUNCTION))
      expect(may('lambda:InvokeFunction', other.arn), other.name).to.equal(false);
    expect(may('kms:GenerateMac', keys[0]?.arn ?? '')).to.equal(false);
    expect(may('dynamodb:UpdateItem', tables[0]?.arn ?? '')).to.equal(false);
  });

  it('sees what docs/operations.md shows of a case', async () => {
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    for (let n = 0; n < 3; n++) {
      let asked = await user.begin();
      for (let m = 0; m < 2; m++) asked = await user.answer(asked, `wrong ${n} ${m}`);
      await rejection(user.answer(asked, 'wrong again'));
    }
    const named = ['--function', FUNCTION, '--user-pool-id', loop.config.userPoolId, email];
    const from = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
    const traced = await answerTo(traceOf, describeTraces, [...named, '--from', from], awsOfThisShell());
    const unblocked = await answerTo(unblock, describeUnblocked, named, awsOfThisShell());
    expect(shown('trace-of')).to.equal(masked(traced)).and.include('/aws/lambda/NAME-deliver-challenge');
    expect(shown('unblock')).to.equal(masked(unblocked)).and.include('forgotten at TIME');

    const [, trace = ''] = /^\S+Z {2}(\S{8})…$/m.exec(traced) ?? [];
    const written = loop.logs.map(line => Object(JSON.parse(line)).message).filter(Boolean);
    const lines = [...page.matchAll(/^ {3}(\{"message".*\})$/gm)].map(([, line = '']) => JSON.parse(line));
    expect(lines).to.have.length(5);
    for (const { trace: _, guesses, step, ...line } of lines) {
      const found = written.filter(
        each => String(each.trace).startsWith(trace) && each.message === line.message,
      );
      const fits = found.some(each =>
        Object.entries(line).every(([name, value]) => name === 'reason' || each[name] === value),
      );
      expect(fits, `${line.message} ${JSON.stringify(found)}`).to.equal(true);
      if (guesses) expect(unblocked).to.include(`${found[0].guesses} in the logs`);
    }
  });

  it('has the function do no more than it is allowed, and all of that is needed', async () => {
    await answerTo(unblock, String, ['--function', FUNCTION, 'casey'], awsOfThisShell());
    const done = allowed.filter(({ functionName }) => functionName === FUNCTION).map(({ action }) => action);
    expect([...new Set(done)]).to.have.members(['kms:GenerateMac', 'dynamodb:UpdateItem']);
  });
});

/** As who holds the key would make it. */
async function macOf(loop: Loop, message: string): Promise<string> {
  const answer = await fetch(loop.endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'TrentService.GenerateMac' },
    body: JSON.stringify({
      KeyId: loop.deployment.keys[0]?.arn,
      Message: Buffer.from(message).toString('base64'),
      MacAlgorithm: 'HMAC_SHA_256',
    }),
  });
  const { Mac } = (await answer.json()) as { Mac: string };
  expect(Mac).to.have.length(44);
  return Mac;
}
