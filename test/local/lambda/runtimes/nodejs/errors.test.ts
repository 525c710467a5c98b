import { expect } from 'chai';
import type { Files } from '../../../../support/zip-of.ts';
import { useLambda } from '../../deploy.ts';

const handler = (code: string): Files => ({ 'index.js': `exports.handler = ${code};` });

describe('the Node.js runtime: a handler that fails', function () {
  this.timeout(30_000);
  const { deploy } = useLambda();

  describe('reports', () => {
    for (const [title, code, errorType, errorMessage] of [
      ['an error that is thrown', "async () => { throw new TypeError('no'); }", 'TypeError', 'no'],
      ['an error that is thrown at once', "() => { throw new TypeError('no'); }", 'TypeError', 'no'],
      ['a rejected promise', "() => Promise.reject(new TypeError('no'))", 'TypeError', 'no'],
      ['an error for the callback', "(_e, _c, callback) => callback(new TypeError('no'))", 'TypeError', 'no'],
      ['context.fail', "(_event, context) => context.fail(new TypeError('no'))", 'TypeError', 'no'],
      [
        'context.done with an error',
        "(_event, context) => context.done(new TypeError('no'))",
        'TypeError',
        'no',
      ],
      [
        'an error of one’s own',
        "async () => { const error = new Error('no'); error.name = 'PasswordTooOld'; throw error; }",
        'PasswordTooOld',
        'no',
      ],
      ['a string', "async () => { throw 'no'; }", 'string', 'no'],
      ['a number', 'async () => { throw 7; }', 'number', '7'],
      ['nothing', 'async () => { throw undefined; }', 'string', 'handled'],
      [
        'what cannot be read',
        'async () => { throw { toString: null }; }',
        'handled',
        'The thrown value cannot be read.',
      ],
      ['an answer that is no JSON', 'async () => 1n', 'Error', 'Unable to stringify response body'],
    ] as const) {
      it(`${title}, and serves the next invocation`, async () => {
        const { invoke } = await deploy(handler(code));
        const { result, functionError } = await invoke();

        expect(functionError).to.equal('Unhandled');
        expect(result).to.include({ errorType, errorMessage }).and.have.property('trace').that.is.an('array');
        expect((await invoke()).coldStart).to.equal(false);
      });
    }

    it('a promise that is never settled, when nothing is left to do', async () => {
      const { invoke } = await deploy(handler('async () => new Promise(() => {})'));

      expect((await invoke()).result).to.have.property('errorType', 'Runtime.NodeJsExit');
      expect((await invoke()).coldStart).to.equal(false);
    });
  });
});
