import { expect } from 'chai';
import type { Files } from '../../../../support/zip-of.ts';
import { useLambda } from '../../deploy.ts';

const handler = (code: string): Files => ({ 'index.js': `exports.handler = ${code};` });

describe('the Node.js runtime: the process', function () {
  this.timeout(30_000);
  const { deploy } = useLambda();

  describe('reports', () => {
    for (const [title, code, errorType, errorMessage] of [
      [
        'an unhandled rejection',
        "() => new Promise(() => { Promise.reject(new Error('nobody cares')); })",
        'Runtime.UnhandledPromiseRejection',
        'Error: nobody cares',
      ],
      [
        'an uncaught exception',
        "() => new Promise(() => setTimeout(() => { throw new RangeError('no'); }))",
        'RangeError',
        'no',
      ],
    ] as const) {
      it(`${title}, and ends`, async () => {
        const { invoke, logs } = await deploy(handler(code));
        const { result, functionError } = await invoke();

        expect(functionError).to.equal('Unhandled');
        expect(result).to.include({ errorType, errorMessage });
        expect(logs.join('\n')).to.contain(errorMessage);
        expect((await invoke()).coldStart).to.equal(true);
      });
    }
  });

  it('answers with an error of Lambda’s to what is too large, and serves the next invocation', async () => {
    const { invoke } = await deploy(
      handler("async large => large ? 'x'.repeat(6_291_555) : 'x'.repeat(6_291_554)"),
    );
    const { result, functionError } = await invoke(true);

    expect(result).to.have.property('errorType', 'Function.ResponseSizeTooLarge');
    expect(functionError).to.equal('Unhandled');
    const next = await invoke(false);
    expect([next.functionError, next.coldStart]).to.deep.equal([undefined, false]);
  });
});
