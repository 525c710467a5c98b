import { expect } from 'chai';
import { useLambda } from '../../deploy.ts';

describe('the Node.js runtime: the handler', function () {
  this.timeout(30_000);
  const { deploy } = useLambda();

  describe('finds the handler', () => {
    for (const [title, files, name] of [
      ['in CommonJS', { 'index.js': "exports.handler = async () => 'found';" }, 'index.handler'],
      ['in a .cjs file', { 'index.cjs': "exports.handler = async () => 'found';" }, 'index.handler'],
      ['in a .mjs file', { 'index.mjs': "export const handler = async () => 'found';" }, 'index.handler'],
      [
        'in a package of type module',
        { 'index.js': "export const handler = async () => 'found';", 'package.json': '{"type":"module"}' },
        'index.handler',
      ],
      [
        'in a module that awaits at its top level',
        {
          'index.mjs':
            "const found = await Promise.resolve('found'); export const handler = async () => found;",
        },
        'index.handler',
      ],
      ['in a folder', { 'src/app.js': "exports.run = async () => 'found';" }, 'src/app.run'],
      ['in an object', { 'app.js': "exports.api = { run: async () => 'found' };" }, 'app.api.run'],
      ['in a dependency', { 'node_modules/app/index.js': "exports.run = async () => 'found';" }, 'app.run'],
      [
        'with modules of its own',
        {
          'index.js': "exports.handler = async () => require('./lib.js');",
          'lib.js': "module.exports = 'found';",
        },
        'index.handler',
      ],
    ] as const) {
      it(title, async () => {
        const { invoke } = await deploy(files, { handler: name });

        expect((await invoke()).result).to.equal('found');
      });
    }
  });

  it('takes ES modules where NODE_OPTIONS says so, as on AWS', async () => {
    const { invoke } = await deploy(
      { 'index.js': "export const handler = async () => 'found';" },
      { environment: { NODE_OPTIONS: '--experimental-detect-module --experimental-require-module' } },
    );

    expect((await invoke()).result).to.equal('found');
  });

  describe('fails to start', () => {
    for (const [title, files, name, errorType, errorMessage] of [
      [
        'without the file',
        {},
        'index.handler',
        'Runtime.ImportModuleError',
        /^Error: Cannot find module 'index'/,
      ],
      [
        'without a dependency',
        { 'index.js': "require('not-there');" },
        'index.handler',
        'Runtime.ImportModuleError',
        /^Error: Cannot find module 'not-there'/,
      ],
      [
        'without a dependency of an ES module',
        { 'index.mjs': "import 'not-there';" },
        'index.handler',
        'Runtime.ImportModuleError',
        /Cannot find package 'not-there'/,
      ],
      [
        'without the export',
        { 'index.js': '' },
        'index.handler',
        'Runtime.HandlerNotFound',
        /^index\.handler is undefined or not exported$/,
      ],
      [
        'when the export is no function',
        { 'index.js': 'exports.handler = {};' },
        'index.handler',
        'Runtime.HandlerNotFound',
        /^index\.handler is not a function$/,
      ],
      [
        'with a handler name without a dot',
        {},
        'index',
        'Runtime.MalformedHandlerName',
        /'index' is not a handler name/,
      ],
      [
        'with a handler outside of the package',
        {},
        '../index.handler',
        'Runtime.MalformedHandlerName',
        /'\.\.\/index\.handler' is not a handler name/,
      ],
      [
        'with a syntax error',
        { 'index.js': 'exports.handler = (' },
        'index.handler',
        'Runtime.UserCodeSyntaxError',
        /^SyntaxError: /,
      ],
      // Works with a newer Node.js, but not on AWS.
      [
        'with an ES module that nothing declares as one',
        { 'index.js': 'export const handler = async () => 1;' },
        'index.handler',
        'Runtime.UserCodeSyntaxError',
        /^SyntaxError: Unexpected token 'export'/,
      ],
      [
        'when the module throws',
        { 'index.js': "throw new RangeError('no');" },
        'index.handler',
        'RangeError',
        /^no$/,
      ],
      [
        'when a promise of the module is rejected',
        { 'index.js': "Promise.reject(new Error('no')); exports.handler = async () => 1;" },
        'index.handler',
        'Runtime.UnhandledPromiseRejection',
        /^Error: no$/,
      ],
    ] as const) {
      it(title, async () => {
        const { invoke, logs } = await deploy(files, { handler: name });
        const { result, functionError } = await invoke();

        expect(functionError).to.equal('Unhandled');
        expect(result).to.have.property('errorType', errorType);
        expect(result).to.have.property('errorMessage').that.matches(errorMessage);
        expect(logs.join('\n')).to.contain(errorType);
      });
    }
  });
});
