import { expect } from 'chai';
import { need } from '../../../support/need.ts';
import type { Files } from '../../../support/zip-of.ts';
import { useLambda } from '../deploy.ts';

describe('the Python runtime', function () {
  this.timeout(30_000);
  before(need('python3'));
  const { deploy } = useLambda();

  const deployPython = (files: Files, handler = 'app.handler', environment: Record<string, string> = {}) =>
    deploy(files, { runtime: 'python3.12', handler, environment });

  it('runs a handler, one invocation after the other in the same process', async () => {
    const { invoke } = await deployPython({
      'app.py':
        'calls = 0\ndef handler(event, context):\n  global calls\n  calls += 1\n  return {"event": event, "calls": calls}',
    });

    expect(await invoke({ name: 'zoë 😀' })).to.deep.include({
      payload: '{"event": {"name": "zoë 😀"}, "calls": 1}',
      coldStart: true,
    });
    expect(await invoke(null)).to.deep.include({ result: { event: null, calls: 2 }, coldStart: false });
  });

  for (const [name, file] of [
    ['src/app.handler', 'src/app.py'],
    ['src.app.handler', 'src/app.py'],
  ] as const) {
    it(`finds ${name}`, async () => {
      const { invoke } = await deployPython({ [file]: "def handler(event, context): return 'found'" }, name);

      expect((await invoke()).result).to.equal('found');
    });
  }

  it('imports modules of the package, and none of the runtime', async () => {
    const { invoke } = await deployPython({
      'app.py': 'import lib, sys\ndef handler(event, context): return [lib.FOUND, sys.path[0]]',
      'lib.py': "FOUND = 'found'",
    });
    const { result } = await invoke();

    expect(result).to.have.property('0', 'found');
    expect(result)
      .to.have.property('1')
      .that.matches(/\/task$/);
  });

  it('gives the handler its context', async () => {
    const { invoke, fn } = await deployPython({
      'app.py': `
def handler(event, context):
  return {**{name: value for name, value in vars(context).items() if name[0] != "_"},
    "remaining": context.get_remaining_time_in_millis(), "client": context.client_context, "identity": context.identity}`,
    });
    const { aws_request_id, log_stream_name, remaining, ...others } = (await invoke()).result as Record<
      string,
      unknown
    >;

    expect(aws_request_id).to.match(/^[0-9a-f-]{36}$/);
    expect(log_stream_name).to.match(/\[\$LATEST\]/);
    expect(remaining).to.be.within(1, 10_000);
    expect(others).to.deep.equal({
      client: null,
      function_name: fn.name,
      function_version: '$LATEST',
      identity: null,
      invoked_function_arn: fn.arn,
      log_group_name: `/aws/lambda/${fn.name}`,
      memory_limit_in_mb: '256',
    });
  });

  it('reports an exception with its type, message and stack, and serves the next invocation', async () => {
    const { invoke, logs } = await deployPython({
      'app.py': "class NoSuchUser(Exception): pass\ndef handler(event, context):\n  raise NoSuchUser('zoë')",
    });
    const { result, functionError } = await invoke();

    expect(functionError).to.equal('Unhandled');
    expect(result).to.include({ errorType: 'NoSuchUser', errorMessage: 'zoë' });
    expect((result as { stackTrace: string[] }).stackTrace).to.have.length(1);
    expect((result as { stackTrace: string[] }).stackTrace[0]).to.match(
      /File ".*\/task\/app\.py", line 3, in handler/,
    );
    expect(logs.join('\n')).to.match(/^\[ERROR\] NoSuchUser: zoë\n.*app\.py/);
    expect((await invoke()).coldStart).to.equal(false);
  });

  for (const [title, code, errorType, errorMessage] of [
    ['what JSON cannot hold', 'return object()', 'Runtime.MarshalError', /^Unable to marshal response: /],
  ] as const) {
    it(`reports ${title}`, async () => {
      const { invoke } = await deployPython({ 'app.py': `def handler(event, context):\n  ${code}` });
      const { result } = await invoke();

      expect(result).to.have.property('errorType', errorType);
      expect(result).to.have.property('errorMessage').that.matches(errorMessage);
    });
  }

  it('returns the numbers of DynamoDB', async () => {
    const { invoke } = await deployPython({
      'app.py': "from decimal import Decimal\ndef handler(event, context): return Decimal('1.5')",
    });

    expect((await invoke()).result).to.equal(1.5);
  });

  for (const [title, files, handler, errorType, errorMessage] of [
    [
      'without the module',
      {},
      'app.handler',
      'Runtime.ImportModuleError',
      /^Unable to import module 'app': No module named 'app'$/,
    ],
    [
      'without the function',
      { 'app.py': '' },
      'app.handler',
      'Runtime.HandlerNotFound',
      /^Handler 'handler' missing on module 'app'$/,
    ],
    ['with a handler name without a dot', {}, 'app', 'Runtime.MalformedHandlerName', /^Bad handler 'app'/],
    [
      'with a syntax error',
      { 'app.py': 'def handler(' },
      'app.handler',
      'Runtime.UserCodeSyntaxError',
      /^Syntax error in module 'app'/,
    ],
    ['when the module raises', { 'app.py': "raise KeyError('no')" }, 'app.handler', 'KeyError', /^'no'$/],
  ] as const) {
    it(`fails to start ${title}`, async () => {
      const { invoke, logs } = await deployPython(files, handler);
      const { result, functionError } = await invoke();

      expect(functionError).to.equal('Unhandled');
      expect(result).to.have.property('errorType', errorType);
      expect(result).to.have.property('errorMessage').that.matches(errorMessage);
      expect(logs.join('\n')).to.contain(errorType);
    });
  }

  it('ends with the process when the handler exits', async () => {
    const { invoke } = await deployPython({
      'app.py': 'import sys\ndef handler(event, context): sys.exit(3)',
    });

    expect((await invoke()).result)
      .to.have.property('errorMessage')
      .that.matches(/Runtime exited with error: exit status 3$/);
  });

  describe('logs', () => {
    const files = {
      'app.py': `
import logging
def handler(event, context):
  print("printed")
  logging.warning("one %s", "two\\nthree")
  logging.info("not by default")`,
    };

    it('as text', async () => {
      const { invoke, logs } = await deployPython(files);
      await invoke();

      expect(logs[0]).to.equal('printed');
      expect(logs[1]).to.match(/^\[WARNING\]\t[\d-]{10}T[\d:.]{12}Z\t[0-9a-f-]{36}\tone two\nthree$/);
      expect(logs).to.have.length(2);
    });

    it('as JSON, from the level of the function on', async () => {
      const { invoke, logs } = await deployPython(files, 'app.handler', {
        AWS_LAMBDA_LOG_FORMAT: 'JSON',
        AWS_LAMBDA_LOG_LEVEL: 'INFO',
      });
      await invoke();
      const [warning, info] = logs.slice(1).map(line => JSON.parse(line));

      expect(warning).to.include({ level: 'WARNING', message: 'one two\nthree', logger: 'root' });
      expect(warning.requestId).to.match(/^[0-9a-f-]{36}$/);
      expect(warning.timestamp).to.match(/^[\d-]{10}T[\d:.]{12}Z$/);
      expect(info).to.include({ level: 'INFO', message: 'not by default' });
    });
  });
});
