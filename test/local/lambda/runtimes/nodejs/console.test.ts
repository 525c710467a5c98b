import { expect } from 'chai';
import { useLambda } from '../../deploy.ts';

const ID = '[0-9a-f-]{36}';
const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

describe('the Node.js runtime: the console', function () {
  this.timeout(30_000);
  const { deploy } = useLambda();

  /** What a handler with this body logs. */
  async function logsOf(body: string, environment: Record<string, string>) {
    const { invoke, logs } = await deploy(
      { 'index.js': `exports.handler = async () => { ${body} };` },
      { environment },
    );
    await invoke();
    return logs;
  }

  describe('as text', () => {
    const textOf = (body: string, environment = {}) => logsOf(body, environment);

    it('writes time, request and level before the message', async () => {
      const [line] = await textOf("console.log('%s is %d', 'one', 1, { two: 2 });");

      expect(line).to.match(new RegExp(`^${TIME}\t${ID}\tINFO\tone is 1 { two: 2 }$`));
    });

    it('writes every level', async () => {
      const lines = await textOf(
        "for (const method of ['trace', 'debug', 'info', 'log', 'warn', 'error']) console[method](method);",
      );

      expect(lines.map(line => line.split('\t').slice(2))).to.deep.equal([
        ['TRACE', 'trace'],
        ['DEBUG', 'debug'],
        ['INFO', 'info'],
        ['INFO', 'log'],
        ['WARN', 'warn'],
        ['ERROR', 'error'],
      ]);
    });

    it('keeps a record of several lines together', async () => {
      expect((await textOf("console.log('one\\ntwo');")).map(line => line.split('\t')[3])).to.deep.equal([
        'one\ntwo',
      ]);
    });

    it('has the error that ended an invocation', async () => {
      const [line] = await textOf("throw new TypeError('no');");

      expect(line).to.match(new RegExp(`^${TIME}\t${ID}\tERROR\tInvoke Error`));
      expect(line).to.contain('"errorType":"TypeError","errorMessage":"no"').and.contain('index.js:1:');
    });
  });

  describe('as JSON', () => {
    const jsonOf = async (body: string, environment = {}) =>
      (await logsOf(body, { AWS_LAMBDA_LOG_FORMAT: 'JSON', ...environment })).map(line => JSON.parse(line));

    it('writes timestamp, level, requestId and message', async () => {
      const [line] = await jsonOf("console.warn('one', 2);");

      expect(line.timestamp).to.match(new RegExp(`^${TIME}$`));
      expect(line.requestId).to.match(new RegExp(`^${ID}$`));
      expect(line).to.include({ level: 'WARN', message: 'one 2' });
    });

    it('leaves a single object one', async () => {
      const [line] = await jsonOf("console.info({ event: 'asked', step: 1 });");

      expect(line.message).to.deep.equal({ event: 'asked', step: 1 });
    });

    it('writes what JSON cannot hold as text', async () => {
      const [bigint, cycle] = await jsonOf('console.log({ n: 1n }); const a = {}; a.a = a; console.log(a);');

      expect(bigint.message).to.equal('{ n: 1n }');
      expect(cycle.message).to.contain('Circular');
    });

    it('writes errors with their type, message and stack', async () => {
      const [alone, among] = await jsonOf(
        "const error = Object.assign(new TypeError('no'), { code: 7 }); console.error(error); console.error('failed:', error);",
      );

      expect(alone.message).to.include({ errorType: 'TypeError', errorMessage: 'no', code: 7 });
      expect(alone.message.stackTrace[0]).to.equal('TypeError: no');
      expect(among).to.include({ errorType: 'TypeError', errorMessage: 'no' });
      expect(among.message).to.match(/^failed: TypeError: no/);
      expect(among.stackTrace[0]).to.equal('TypeError: no');
    });

    it('has the error that ended an invocation', async () => {
      const [line] = await jsonOf("throw new TypeError('no');");

      expect(line).to.have.property('level', 'ERROR');
      expect(line.message).to.include({ errorType: 'TypeError', errorMessage: 'no' });
    });

    it('leaves out what is below AWS_LAMBDA_LOG_LEVEL', async () => {
      const lines = await jsonOf(
        "console.debug('1'); console.info('2'); console.warn('3'); console.error('4');",
        {
          AWS_LAMBDA_LOG_LEVEL: 'WARN',
        },
      );

      expect(lines.map(({ message }) => message)).to.deep.equal(['3', '4']);
    });
  });

  it('leaves what goes straight to stdout and stderr as it is, embedded metrics for one', async () => {
    const lines = await logsOf(
      "process.stdout.write('{\"_aws\":{}}\\n'); process.stderr.write('plain\\n');",
      { AWS_LAMBDA_LOG_FORMAT: 'JSON' },
    );

    expect(lines).to.have.members(['{"_aws":{}}', 'plain']);
  });

  it('has all that an invocation logged before its answer is there', async () => {
    const lines = await logsOf("for (let line = 0; line < 5000; line++) console.log('line', line);", {});

    expect(lines).to.have.length(5000);
    expect(lines.at(-1)).to.match(/\tline 4999$/);
  });
});
