import { expect } from 'chai';
import type { Files } from '../../../../support/zip-of.ts';
import { useLambda } from '../../deploy.ts';

const handler = (code: string): Files => ({ 'index.js': `exports.handler = ${code};` });

describe('the Node.js runtime: an invocation', function () {
  this.timeout(30_000);
  const { deploy } = useLambda();

  describe('answers with', () => {
    for (const [title, code, payload] of [
      ['what an async handler returns', 'async event => ({ got: event })', '{"got":{"in":1}}'],
      ['what a returned promise gives', 'event => Promise.resolve([event.in])', '[1]'],
      ['what a thenable gives', 'event => ({ then: resolve => resolve(event.in) })', '1'],
      ['what the callback is given', '(event, _context, callback) => callback(null, event.in)', '1'],
      [
        'what the callback is given later',
        '(event, _context, callback) => { setTimeout(callback, 1, null, event.in); }',
        '1',
      ],
      ['what is given to context.succeed', '(event, context) => context.succeed(event.in)', '1'],
      ['what is given to context.done', '(event, context) => context.done(undefined, event.in)', '1'],
      [
        'the first of several answers',
        '(_event, context, callback) => { callback(null, 1); context.succeed(2); callback(3); }',
        '1',
      ],
      ['null for undefined', 'async () => undefined', 'null'],
      ['null for a function', 'async () => () => 1', 'null'],
      ['null for a callback without a result', '(_event, _context, callback) => callback()', 'null'],
      ['null when a handler just ends', '() => 1', 'null'],
      ['text of any kind', "async () => 'zoë 😀 \\u2028'", '"zoë 😀 \u2028"'],
    ] as const) {
      it(title, async () => {
        const { invoke } = await deploy(handler(code));

        expect(await invoke({ in: 1 }))
          .to.include({ payload })
          .and.not.have.property('functionError');
      });
    }

    it('what AWS’s own example of a challenge answers', async () => {
      const { invoke } = await deploy({
        'index.js': `
          exports.handler = (event, context, callback) => {
            if (event.request.challengeName == 'CUSTOM_CHALLENGE') {
              event.response.publicChallengeParameters = {};
              event.response.publicChallengeParameters.captchaUrl = 'url/123.jpg';
              event.response.privateChallengeParameters = {};
              event.response.privateChallengeParameters.answer = '5';
              event.response.challengeMetadata = 'CAPTCHA_CHALLENGE';
            }
            callback(null, event);
          };`,
      });
      const event = { request: { challengeName: 'CUSTOM_CHALLENGE' }, response: {} };

      expect((await invoke(event)).result).to.deep.equal({
        ...event,
        response: {
          publicChallengeParameters: { captchaUrl: 'url/123.jpg' },
          privateChallengeParameters: { answer: '5' },
          challengeMetadata: 'CAPTCHA_CHALLENGE',
        },
      });
    });
  });

  describe('with a callback', () => {
    const interval = (flag: string) =>
      handler(
        `(_event, context, callback) => { ${flag} setInterval(() => {}, 60_000); callback(null, 'done'); }`,
      );

    it('waits until the event loop is empty, as the context says by default', async () => {
      const { invoke } = await deploy(
        handler(`(_event, context, callback) => {
          const answer = { waits: context.callbackWaitsForEmptyEventLoop };
          setTimeout(() => { answer.later = true; }, 10);
          callback(null, answer);
        }`),
      );

      expect((await invoke()).result).to.deep.equal({ waits: true, later: true });
    });

    it('times out when the event loop is never empty', async () => {
      const { invoke } = await deploy(interval(''), { timeoutSeconds: 0.5 });

      expect((await invoke()).result).to.have.property('errorType', 'Sandbox.Timedout');
    });

    it('does not wait with callbackWaitsForEmptyEventLoop = false', async () => {
      const { invoke } = await deploy(interval('context.callbackWaitsForEmptyEventLoop = false;'));

      expect([(await invoke()).result, (await invoke()).coldStart]).to.deep.equal(['done', false]);
    });

    it('does not wait with an error', async () => {
      const { invoke } = await deploy(
        handler(
          `(_event, _context, callback) => { setInterval(() => {}, 60_000); callback(new Error('no')); }`,
        ),
      );

      expect((await invoke()).result).to.have.property('errorMessage', 'no');
    });

    it('is refused from nodejs24.x on, as on AWS', async () => {
      const { invoke } = await deploy(handler('(event, context, callback) => callback(null, 1)'), {
        runtime: 'nodejs24.x',
      });

      expect((await invoke()).result).to.have.property('errorType', 'Runtime.CallbackHandlerDeprecated');
    });
  });

  describe('from nodejs24.x on', () => {
    for (const [title, code, result] of [
      [
        'answers with what the handler returns, a promise or not',
        '(event, context) => [event, typeof context.done]',
        [1, 'undefined'],
      ],
      ['waits for a promise', 'async event => event', 1],
    ] as const) {
      it(title, async () => {
        const { invoke } = await deploy(handler(code), { runtime: 'nodejs24.x' });

        expect((await invoke(1)).result).to.deep.equal(result);
      });
    }

    it('reports what is thrown at once', async () => {
      const { invoke } = await deploy(handler("() => { throw new TypeError('no'); }"), {
        runtime: 'nodejs24.x',
      });

      expect((await invoke()).result).to.include({ errorType: 'TypeError', errorMessage: 'no' });
    });
  });
});
