import { expect } from 'chai';
import { HelpWanted, readArguments } from '../../operations/arguments.ts';
import { type Aws, callSupport } from '../../operations/call-support.ts';
import { answerTo } from '../../operations/run.ts';
import { describeTraces, traceOf } from '../../operations/trace-of.ts';
import { describeUnblocked, unblock } from '../../operations/unblock.ts';
import { rejection } from '../support/handlers.ts';

/** An account whose support function answers so, and what it was asked. */
function aws(answer: object, failed = false): Aws & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    userNameOf: async (pool, name) => `sub of ${name} in ${pool}`,
    invoke: async (fn, request) => {
      asked.push(`${fn} ${request}`);
      return { payload: JSON.stringify(answer), failed };
    },
  };
}
const saying = (name: string, message: string): Aws => ({
  ...aws({}),
  invoke: async () => {
    throw Object.assign(new Error(message), { name });
  },
});
const traces = {
  hours: [{ hour: '2026-11-27T08:00:00Z', trace: 'Ab3dE_9x' }],
  query: 'fields @timestamp | filter trace like /^(Ab3dE_9x)/',
  logGroups: ['/aws/lambda/acme-define-auth-challenge'],
};
const unblocked = {
  ...{ guesses: 'Ab-_45678zZ', wrongInARow: 9, addressMessages: [], unblocksLeft: 2 },
  ...{ weekEndsAt: '2026-11-27T08:10:00Z', weekEndsAlready: false },
  messages: [{ clientId: 'abc', step: 'code', challenge: 'email_otp' }],
};
const named = ['--function', 'acme-support'];

describe('npm run trace-of and npm run unblock', () => {
  it('ask for what their options say, of the user that Cognito knows by that name', async () => {
    const account = aws(traces);
    await answerTo(traceOf, describeTraces, [...named, 'casey', '--from', '2026-11-27T08:00:00Z'], account);
    await answerTo(traceOf, describeTraces, [...named, 'c@x.example', '--user-pool-id', 'p'], account);
    await answerTo(unblock, String, [...named, '--guesses', 'Ab-_45678zZ'], account);
    await answerTo(unblock, String, [...named, 'casey', '--client-id', 'a', '--client-id', 'b'], account);
    expect(account.asked).to.deep.equal([
      'acme-support {"action":"trace","username":"casey","from":"2026-11-27T08:00:00Z"}',
      'acme-support {"action":"trace","username":"sub of c@x.example in p"}',
      'acme-support {"action":"unblock","guesses":"Ab-_45678zZ"}',
      'acme-support {"action":"unblock","username":"casey","clientIds":["a","b"]}',
    ]);
  });

  it('tell people what came of it, and programs all of it', async () => {
    const told = await answerTo(traceOf, describeTraces, [...named, 'casey'], aws(traces));
    expect(told).to.include('2026-11-27T08:00:00Z  Ab3dE_9x…').and.include(traces.query);
    expect(describeUnblocked(unblocked)).to.equal(
      [
        'Ab-_45678zZ in the logs.',
        'Wrong codes: this week’s are forgotten at 2026-11-27T08:10:00Z. From then on codes are short again.',
        'The user’s messages of the hour: forgotten (code of client abc).',
        'The address’s messages of the hour: there was nothing to forget.',
        'The user can be unblocked 2 more times this week.',
      ].join('\n'),
    );
    const json = await answerTo(traceOf, describeTraces, [...named, 'casey', '--json'], aws(traces));
    expect(JSON.parse(json)).to.deep.equal(traces);
  });

  it('say where the end of the week is set already, and how often the address can be unblocked too', () => {
    const told = describeUnblocked({
      ...{ ...unblocked, weekEndsAlready: true, unblocksLeft: 1, addressUnblocksLeft: 0 },
      messages: [],
      addressMessages: unblocked.messages,
    });
    expect(told).to.equal(
      [
        'Ab-_45678zZ in the logs.',
        'Wrong codes: this week’s are forgotten at 2026-11-27T08:10:00Z already. From then on codes are short again.',
        'The user’s messages of the hour: there was nothing to forget.',
        'The address’s messages of the hour: forgotten (code of client abc).',
        'The user can be unblocked once more this week.',
        'The address can be unblocked 0 more times this week.',
      ].join('\n'),
    );
  });

  it('say that a hundred wrong codes in a row end with a right one alone', () => {
    const { weekEndsAt: _, ...still } = unblocked;
    const told = describeUnblocked({ ...still, wrongInARow: 90 });
    expect(told)
      .to.include('90 wrong codes in a row')
      .and.include('Wrong codes: there was nothing to forget.');
    expect(describeUnblocked({ ...still, wrongInARow: 89 })).to.not.include('in a row');
  });

  it('say what is missing, and what was meant', () => {
    expect(() => readArguments(traceOf, ['casey'])).to.throw('function_names.support');
    expect(() => readArguments(traceOf, [...named, 'casey', 'ember'])).to.throw('Quote a name');
    expect(() => readArguments(traceOf, [...named, '--form', 'x'])).to.throw('--form');
    for (const command of [traceOf, unblock])
      expect(() => readArguments(command, ['--help']))
        .to.throw(HelpWanted)
        .with.property('message')
        .that.includes('--user-pool-id ID')
        .and.includes('a name or an address on the command line is personal data');
  });

  it('pass on what the function says of a request, and tell the cure for what AWS says', async () => {
    const args = readArguments(traceOf, [...named, 'casey']);
    for (const refused of [
      aws({ error: 'from must be before until.' }),
      aws({ errorType: 'Error', errorMessage: 'from must be before until.' }, true),
    ])
      expect((await rejection(callSupport(traceOf, args, refused))).message).to.equal(
        'from must be before until.',
      );
    const denied = await rejection(callSupport(traceOf, args, saying('AccessDeniedException', 'no')));
    expect(denied.message).to.match(/^no\nYour role needs lambda:InvokeFunction on this one function/);
    // https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
    const expired = await rejection(callSupport(traceOf, args, saying('ExpiredTokenException', 'over')));
    expect(expired.message).to.match(/^over\nThese credentials have expired: sign in to AWS again/);
    for (const name of ['UnrecognizedClientException', 'CredentialsProviderError'])
      expect((await rejection(callSupport(traceOf, args, saying(name, 'who?')))).message).to.equal(
        'who?\nSign in to AWS first, or set AWS_PROFILE.',
      );
    const nowhere = await rejection(callSupport(traceOf, args, saying('Error', 'Region is missing')));
    expect(nowhere.message).to.include('Set AWS_REGION');
  });
});
