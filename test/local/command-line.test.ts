import { expect } from 'chai';
import { type CommandOptions, nearest, readCommandLine } from '../../local/command-line.ts';

const options = {
  once: { type: 'boolean', default: false },
  port: { type: 'string' },
  'var-file': { type: 'string' },
  external: { type: 'string', multiple: true, default: [] },
  'external-env': { type: 'string', multiple: true, default: [] },
  help: { type: 'boolean', short: 'h', default: false },
} satisfies CommandOptions;
const read = (...args: string[]) => readCommandLine('npm start', options, args);

describe('a command line', () => {
  it('is read as parseArgs reads it', () => {
    expect(read('--once', '--port=1', '--external', 'a', '--external', 'b')).to.deep.include({
      once: true,
      port: '1',
      external: ['a', 'b'],
    });
    expect(read('-h').help).to.equal(true);
  });

  for (const [args, words] of [
    [['--prot', '9400'], 'Unknown option --prot: did you mean --port?'],
    [['--varfile=a.json'], 'Unknown option --varfile: did you mean --var-file?'],
    [['-x'], 'Unknown option -x.'],
    [['--quiet'], 'Unknown option --quiet.'],
    [['once'], 'once belongs to no option: did you mean --once?'],
    [['--once', '9400'], '9400 belongs to no option.'],
    [['--port'], "Option '--port <value>' argument missing."],
    [['--once=yes'], "Option '--once' does not take an argument."],
  ] as const) {
    it(`that is wrong names the cure: ${args.join(' ')}`, () => {
      expect(() => read(...args)).to.throw(`${words} npm start -- --help lists the options.`);
    });
  }

  it('takes the nearest of similar names', () => {
    const names = Object.keys(options);
    expect(nearest('external-en', names)).to.equal('external-env');
    expect(nearest('extrenal', names)).to.equal('external');
  });
});
