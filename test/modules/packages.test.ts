import { readFileSync } from 'node:fs';
import { builtinModules, SourceMap } from 'node:module';
import { expect } from 'chai';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { MOST_KB } from '../../bench/sizes.ts';
import { METRICS } from '../../functions/metric-definitions.ts';
import {
  bundle,
  bundleAlone,
  functionNames,
  mappedNames,
  type Packages,
  packageFunctions,
  sourceMap,
  zip,
} from '../../modules/packages.ts';

describe('packages', () => {
  let packages: Packages;

  before(async () => {
    packages = await packageFunctions();
  });

  for (const name of functionNames) {
    describe(name, () => {
      const files = () => unzipSync(packages[name]);
      const source = () =>
        strFromU8(files()['index.js'] ?? files()['function.cjs'] ?? expect.fail('no code'));

      it('is one file, and one that waits for its warm-up where it has one', () => {
        const names = mappedNames.includes(name) ? ['function.cjs', 'index.mjs'] : ['index.js'];
        expect(Object.keys(files())).to.deep.equal(names);
      });

      it('needs nothing that is not in it, or in Node', () => {
        const required = [...source().matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) => module);
        const foreign = required.filter(module => !builtinModules.includes(module.replace(/^node:/, '')));

        expect(foreign).to.deep.equal([]);
      });

      it('is no larger than its budget: every byte is read and compiled at a cold start', () => {
        expect(source().length).to.be.at.most(MOST_KB[name] * 1024);
      });

      it('names no folder of the machine that built it', () => {
        expect(source()).to.not.include(process.cwd());
      });

      it('exports a handler', () => {
        // How the exports of a CommonJS bundle are written: the least that Lambda must find.
        expect(source()).to.match(/\bhandler:\(\)=>|\bexports\.handler=/);
      });
    });
  }

  for (const name of mappedNames) {
    it(`has a map of ${name}, from its bundle to the sources`, async () => {
      const { sources, mappings, ...map } = JSON.parse(strFromU8(await sourceMap(name)));
      const found = new SourceMap({ sources, mappings, ...map });
      const code = strFromU8(unzipSync(packages[name])['function.cjs'] ?? expect.fail('no code'));
      const lines = code.split('\n');
      const line = lines.findIndex(each => each.includes('no time was left to call'));
      const place = found.findEntry(line, lines[line]?.indexOf('no time was left to call') ?? 0);
      expect(place).to.include({ originalSource: 'functions/aws/send.ts' });
      const source = readFileSync('functions/aws/send.ts', 'utf8').split('\n');
      expect('originalLine' in place && source[place.originalLine]).to.include('no time was left to call');
      expect(sources.every((each: string) => /^(functions|node_modules)\//.test(each))).to.equal(true);
    });
  }

  it('lets define and the token guard import nothing: they decide by themselves, without a network', async () => {
    const source = strFromU8(await bundleAlone('functions/define-auth-challenge/index.ts'));
    expect(source).to.not.match(/\b(require|import)\b/);

    let error: unknown;
    try {
      await bundleAlone('functions/create-auth-challenge/index.ts');
    } catch (thrown) {
      error = thrown;
    }
    expect(strFromU8(await bundleAlone('functions/pre-token-generation/index.ts'))).to.not.match(
      /\b(require|import)\b/,
    );
    expect(String(error)).to.match(/create-auth-challenge\/index\.ts imports .*node:https.*: it must not/);
  });

  it('has none of what only documents and tests read, nor of what aws4 would keep a thousand keys in', async () => {
    for (const name of functionNames) {
      const files = unzipSync(packages[name]);
      const code = strFromU8(files['index.js'] ?? files['function.cjs'] ?? expect.fail('no code'));
      expect(code, name).to.not.include(METRICS.SignInsStarted.text).and.not.include('moveToFront');
      expect(code, name).to.include('CognitoChallenge');
    }
  });

  it('has no bundle for sources that do not compile', async () => {
    let error: unknown;
    try {
      await bundle('functions/no-such-function/index.ts');
    } catch (thrown) {
      error = thrown;
    }

    expect(String(error)).to.include('Could not resolve "functions/no-such-function/index.ts"');
  });
});

describe('zip', () => {
  /** Fields of the central directory, which is what Lambda's unzip reads. */
  function centralHeader(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const signature = 0x02014b50;
    const at =
      [...bytes.keys()].find(i => i + 4 <= bytes.length && view.getUint32(i, true) === signature) ?? 0;
    return {
      madeOn: view.getUint8(at + 5),
      time: view.getUint16(at + 12, true),
      date: view.getUint16(at + 14, true),
      mode: view.getUint32(at + 38, true) >>> 16,
    };
  }

  it('is a file that everyone may read: Lambda runs it as another user', () => {
    const unix = 3;

    expect(centralHeader(zip('index.js', strToU8('1')))).to.include({ madeOn: unix, mode: 0o100644 });
  });

  it('is dated the first day that a zip knows', () => {
    const january1st1980 = (1 << 5) | 1;

    expect(centralHeader(zip('index.js', strToU8('1')))).to.include({ time: 0, date: january1st1980 });
  });

  it('has what was put in', () => {
    expect(unzipSync(zip('index.js', strToU8('exports.a = 1')))).to.deep.equal({
      'index.js': strToU8('exports.a = 1'),
    });
  });
});
