import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { useAwsServer } from '../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../support/environment.ts';
import { coldStart, rejection } from '../support/handlers.ts';
import { temporaryFolder } from '../support/loop.ts';
import { need } from '../support/need.ts';
import { recordOutput } from '../support/recorded-output.ts';
import { commandSubject } from './command.ts';
import { handlerSubject, moduleSubject } from './module.ts';
import { runVector } from './run.ts';
import { FunctionFailed, type Subject } from './subject.ts';
import { type Level, loadVectors, type Suite, settingsOf, suites } from './vectors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PYTHON_EXAMPLE = `python3 ${join(root, 'examples/python-challenge/handler.py')}`;

type Handler = Parameters<typeof handlerSubject>[0];

/** What came of each vector, by title, where it did not pass. */
async function notPassed(
  subject: Subject,
  suite: Suite,
  level: Level = 'flow',
): Promise<Record<string, string>> {
  const results = [];
  for (const vector of loadVectors(suite, level))
    results.push(await runVector(subject, suite, vector, level));
  await subject.close();
  return Object.fromEntries(
    results
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ title, outcome, reasons }) => [title, [outcome, ...reasons].join(' ')]),
  );
}

describe('the conformance kit', function () {
  this.timeout(60_000);

  describe('finds nothing wrong', () => {
    recordOutput();
    const aws = useAwsServer();
    useEnvironment(() => awsEnvironment(aws.url()));

    for (const suite of ['define', 'create', 'verify'] as const) {
      it(`with our own ${suite} function`, async () => {
        const subject = handlerSubject(await coldStart(suite, JSON.parse(settingsOf(suite))));
        expect(await notPassed(subject, suite)).to.deep.equal({});
      });
    }

    it('with our own define function beside the create function that AWS shows', async () => {
      const subject = handlerSubject(await coldStart('define', JSON.parse(settingsOf('aws-example'))));
      expect(await notPassed(subject, 'aws-example')).to.deep.equal({});
    });

    it('with the three functions that AWS shows, as far as Cognito demands', async () => {
      for (const suite of ['create', 'define', 'verify'] as const) {
        const subject = handlerSubject(awsExample[suite]);
        expect(await notPassed(subject, suite, 'cognito'), suite).to.deep.equal({});
      }
      expect(await notPassed(handlerSubject(awsExample.define), 'aws-example')).to.deep.equal({});
      const besides = await notPassed(handlerSubject(awsExample.create), 'create');
      expect(besides, 'clients are written against our names').to.have.property(
        'asks, and tells the client where it stands',
      );
    });

    describe('with the example in Python', () => {
      before(need('python3'));

      it('over lines', async () => {
        expect(await notPassed(commandSubject(PYTHON_EXAMPLE), 'external')).to.deep.equal({});
      });
    });

    const later = () => new Promise(resolve => setImmediate(resolve));
    const forms: readonly [title: string, handler: Handler][] = [
      [
        'calls back, as older ones do',
        (event, _context, callback) => callback(null, sum(event as PlainEvent)),
      ],
      [
        'calls back after an await',
        async (event, _context, callback) => {
          await later();
          callback(null, sum(event as PlainEvent));
        },
      ],
      [
        'calls back, and returns nothing, from a timer',
        (event, _context, callback) => {
          setTimeout(() => callback(undefined, sum(event as PlainEvent)), 1);
        },
      ],
      ['is async', async event => sum(event as PlainEvent)],
      ['returns', event => sum(event as PlainEvent)],
      [
        'ends by context.done',
        (event, context) => {
          setTimeout(() => context.done(null, sum(event as PlainEvent)), 1);
        },
      ],
      ['ends by context.succeed', (event, context) => context.succeed(sum(event as PlainEvent))],
      [
        'shows the client nothing',
        changed(event => {
          const { response } = sum(event);
          const shown = response.publicChallengeParameters ? { publicChallengeParameters: null } : {};
          return { ...event, response: { ...response, ...shown } };
        }),
      ],
    ];
    for (const [title, handler] of forms) {
      it(`with a function that ${title}`, async () => {
        expect(await notPassed(handlerSubject(handler), 'external')).to.deep.equal({});
      });
    }

    for (const [title, fail] of [
      ['throws', () => Promise.reject(new Error('boom'))],
      ['calls back with an error', (_event, _context, callback) => callback(new Error('boom'))],
      ['ends by context.fail', (_event, context) => context.fail(new Error('boom'))],
      ['ends by context.done with an error', (_event, context) => context.done(new Error('boom'))],
    ] as readonly [title: string, fail: Handler][]) {
      it(`with how a function that ${title} is told apart`, async () => {
        const error = await rejection(handlerSubject(fail).call({}, 5000));
        expect(error).to.be.instanceOf(FunctionFailed).with.property('message', 'it failed: boom');
      });
    }

    it('with an ES module', async () => {
      const file = join(temporaryFolder(), 'handler.mjs');
      writeFileSync(file, 'export const handler = async event => ({ ...event, response: { ok: true } });');
      const subject = await moduleSubject(file);
      expect(await subject.call({ a: 1 }, 5000)).to.deep.equal({ a: 1, response: { ok: true } });
    });

    it('with one that derives its answer, and skips what it cannot know', async () => {
      const handler: Handler = event => {
        const answered = sum(event as PlainEvent);
        const kept = answered.response.privateChallengeParameters;
        if (kept) answered.response.privateChallengeParameters = { nonce: 'x' };
        return answered;
      };
      expect(await notPassed(handlerSubject(handler), 'external')).to.deep.equal({
        'finds the answer right that create left':
          'skip there is no /0/response/privateChallengeParameters/answer',
      });
    });
  });

  describe('finds', () => {
    const broken: readonly [title: string, suite: Suite, handler: Handler, fails: string][] = [
      [
        'tokens after any true, whatever it is the result of',
        'define',
        changed(event => {
          const last = (event.request.session as { challengeResult?: unknown }[] | null)?.at?.(-1);
          const issueTokens = Boolean(last?.challengeResult);
          const response = { challengeName: 'CUSTOM_CHALLENGE', issueTokens, failAuthentication: false };
          return { ...event, response };
        }),
        'takes SRP_A for no proof',
      ],
      [
        'the code in public parameters',
        'create',
        changed(event => ({
          ...event,
          response: {
            publicChallengeParameters: { code: '123456' },
            privateChallengeParameters: { code: '123456' },
          },
        })),
        'shows the client nothing of the answer',
      ],
      [
        'empty equal to empty',
        'verify',
        changed(event => {
          const { privateChallengeParameters: kept, challengeAnswer } = event.request;
          return { ...event, response: { answerCorrect: (kept?.answer ?? '') === challengeAnswer } };
        }),
        'finds nothing right where create left no answer',
      ],
      [
        'everything right',
        'external',
        changed(event => ({ ...sum(event), response: { ...sum(event).response, answerCorrect: true } })),
        'finds another answer wrong',
      ],
      [
        'the response without the event around it',
        'external',
        changed(event => sum(event).response),
        'asks by strings',
      ],
      [
        'parameters that are no strings',
        'external',
        changed(event => {
          const { response } = sum(event);
          return { ...event, response: { ...response, publicChallengeParameters: { first: 3, second: 4 } } };
        }),
        'asks by strings',
      ],
      [
        'more than fits',
        'external',
        changed(event => {
          const { response } = sum(event);
          const privateChallengeParameters = { answer: 'x'.repeat(2000) };
          return { ...event, response: { ...response, privateChallengeParameters } };
        }),
        'asks by strings',
      ],
      [
        'another question for users that do not exist',
        'external',
        changed(event => {
          const { response } = sum(event);
          if (event.request.userNotFound) response.publicChallengeParameters = { hint: 'no such user' };
          return { ...event, response };
        }),
        'asks an unknown user the same',
      ],
      [
        'a verdict in words',
        'external',
        changed(event => {
          const { response } = sum(event);
          return { ...event, response: { ...response, answerCorrect: String(response.answerCorrect) } };
        }),
        'finds another answer wrong',
      ],
      [
        'an error for an answer that is no number',
        'external',
        changed(event => {
          if (Number.isNaN(Number(event.request.challengeAnswer ?? 0))) throw new Error('not a number');
          return sum(event);
        }),
        'judges anything that a client may send',
      ],
    ];
    for (const [title, suite, handler, fails] of broken) {
      it(title, async () => {
        const wrong = await notPassed(handlerSubject(handler), suite);
        expect(wrong)
          .to.have.property(fails)
          .that.matches(/^fail call \d/);
      });
    }
  });

  describe('calls a process', () => {
    const EVENT = { hello: 'é\n' };
    const program = (source: string) => {
      const file = join(temporaryFolder(), 'handler.mjs');
      writeFileSync(file, source);
      return `${process.execPath} ${file}`;
    };
    const each = (answer: string) =>
      `import { createInterface } from 'node:readline';
       for await (const line of createInterface({ input: process.stdin })) console.log(${answer});`;

    const failure = async (subject: Subject, timeoutMs = 5000) => {
      try {
        await subject.call(EVENT, timeoutMs);
      } catch (error) {
        return error;
      } finally {
        await subject.close();
      }
      throw new Error('It was answered.');
    };

    it('with each event as one line, and takes each line for an answer', async () => {
      const subject = commandSubject(program(each('JSON.stringify({ got: JSON.parse(line) })')));
      for (let n = 0; n < 3; n++) expect(await subject.call(EVENT, 5000)).to.deep.equal({ got: EVENT });
      await subject.close();
    });

    it('and tells a function that failed', async () => {
      const error = await failure(commandSubject(program(each(`'{"errorMessage":"boom"}'`))));
      expect(error).to.be.instanceOf(FunctionFailed).with.property('message', 'it failed: boom');
    });

    const unusable: readonly [title: string, command: () => string, message: string][] = [
      [
        'prints something else',
        () => program(each(`'debug: ' + line`)),
        'it wrote a line that is not JSON: debug: {',
      ],
      ['ends', () => program(''), 'the process ended without an answer'],
      ['is not there', () => 'exit 127', 'the process ended without an answer'],
    ];
    for (const [title, command, message] of unusable) {
      it(`and tells one that ${title}`, async () => {
        const error = await failure(commandSubject(command()));
        expect(error).to.be.instanceOf(Error).and.not.instanceOf(FunctionFailed);
        expect(String(error)).to.include(message);
      });
    }

    it('and ends one that does not answer, nor end when it should', async () => {
      const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
      expect(String(await failure(commandSubject(program(deaf)), 200))).to.include(
        'it took more than 200 ms',
      );
    });
  });

  describe('from the command line', () => {
    async function run(...args: string[]): Promise<{ code: unknown; output: string }> {
      const child = spawn(process.execPath, ['--import', 'tsx', 'test/conformance/index.ts', ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk;
      });
      const [code] = await once(child, 'close');
      return { code, output };
    }

    it('prints a line a vector, and ends with 0 when all is well', async () => {
      const { code, output } = await run(
        '--suite',
        'define',
        '--module',
        'functions/define-auth-challenge/index.ts',
      );
      expect(output).to.match(
        /^define: functions\/define-auth-challenge\/index\.ts\n( {2}pass {2}.* \((cognito|flow)\)\n)+\d+ passed, 0 failed, 0 skipped\n$/,
      );
      expect(code).to.equal(0);
    });

    it('says what is wrong, and ends with 1', async () => {
      const file = join(temporaryFolder(), 'handler.cjs');
      writeFileSync(
        file,
        'exports.handler = async event => ({ ...event, response: { answerCorrect: true } });',
      );
      const { code, output } = await run('--module', file);
      expect(output).to.match(
        / {2}FAIL {2}finds another answer wrong \(cognito\)\n {8}call 2: \/answerCorrect /,
      );
      expect(code).to.equal(1);
    });

    for (const args of [
      [],
      ['--suite', 'nothing', '--module', 'x'],
      ['--module', 'x', '--command', 'y'],
      ['--what'],
      ['--module', 'x', '--level', 'all'],
      ['--module', './no-such-file.js'],
    ]) {
      it(`ends with 2 for ${args.join(' ') || 'nothing'}`, async () => {
        expect(await run(...args)).to.include({ code: 2 });
      });
    }
  });

  describe('has vectors', () => {
    for (const suite of suites) {
      it(`of ${suite}, each with a title of its own, a reason and a call`, () => {
        const vectors = loadVectors(suite);
        expect(new Set(vectors.map(({ title }) => title)).size).to.equal(vectors.length);
        for (const { why, calls } of vectors) {
          expect(why).to.match(/^[A-Z].*\.$/);
          expect(calls).not.to.deep.equal([]);
        }
      });
    }
  });
});

interface PlainEvent {
  triggerSource: string;
  request: {
    session?: unknown;
    privateChallengeParameters?: Record<string, string> | null;
    challengeAnswer?: string;
    userNotFound?: boolean;
  };
  response: Record<string, unknown>;
}

/** A handler that works on a plain event. */
function changed(handler: (event: PlainEvent) => unknown): Handler {
  return async event => handler(event as PlainEvent);
}

/** A challenge that is as it should be: 3 and 4. */
function sum(event: PlainEvent): PlainEvent {
  if (event.triggerSource.startsWith('Create')) {
    const response = {
      publicChallengeParameters: { question: '3 + 4' },
      privateChallengeParameters: { answer: '7' },
      challengeMetadata: 'SUM',
    };
    return { ...event, response };
  }
  const { privateChallengeParameters: kept, challengeAnswer } = event.request;
  const isRight = kept?.answer !== undefined && kept.answer === challengeAnswer;
  return { ...event, response: { answerCorrect: isRight } };
}

/**
 * What the three functions of AWS's developer guide do, in our words: a picture as the third round and a question as
 * the fourth, told apart by how long the session is, without metadata.
 */
const awsExample: Readonly<Record<'define' | 'create' | 'verify', Handler>> = {
  define: changed(event => {
    const session = event.request.session as { challengeName: string; challengeResult: boolean }[];
    const last = session.at(-1);
    const wanted = ['SRP_A', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'CUSTOM_CHALLENGE'][session.length - 1];
    const isGood = last?.challengeName === wanted && (session.length === 1 || last?.challengeResult === true);
    const next = ['PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'CUSTOM_CHALLENGE'][session.length - 1];
    const response = {
      ...event.response,
      ...{ issueTokens: isGood && session.length === 4, failAuthentication: !isGood },
      ...(isGood && next && { challengeName: next }),
    };
    return { ...event, response };
  }),
  create: changed(event => {
    const length = (event.request.session as unknown[]).length;
    const asked = [
      ...(length === 2 ? [[{ captchaUrl: 'url/123.jpg' }, { answer: '5' }]] : []),
      ...(length === 3 ? [[{ securityQuestion: 'Which team?' }, { answer: 'Peccy' }]] : []),
    ];
    const [shown, kept] = asked[0] ?? [];
    if (!shown) return event;
    const response = {
      ...event.response,
      ...{ publicChallengeParameters: shown, privateChallengeParameters: kept },
    };
    return { ...event, response };
  }),
  verify: changed(event => {
    const answerCorrect = event.request.privateChallengeParameters?.answer === event.request.challengeAnswer;
    return { ...event, response: { answerCorrect } };
  }),
};
