import { expect } from 'chai';
import { readOptions } from '../../acceptance/options.ts';

describe('the options of the acceptance', () => {
  it('name a region, or a rehearsal', () => {
    expect(readOptions(['--region', 'eu-central-1', '--keep'])).to.include({
      region: 'eu-central-1',
      keep: true,
    });
    expect(readOptions(['--rehearse'])).to.include({ region: undefined });
    expect(readOptions(['--help'])).to.equal(undefined);
  });

  for (const [args, cure] of [
    [[], 'Give --region REGION'],
    [['--rehearse', '--region', 'eu-central-1'], 'Give --region REGION'],
    [['--region', 'Frankfurt'], 'such as eu-central-1'],
    [['--rehearse', '--keep'], 'are for AWS'],
    [['--rehearsal'], 'did you mean --rehearse? npm run acceptance -- --help'],
    [['--region', 'eu-central-1', '--email-from', 'Casey <casey@acme.example>'], 'a plain address'],
  ] as const) {
    it(`are refused where they make no sense: ${args.join(' ') || 'none'}`, () => {
      expect(() => readOptions(args)).to.throw(cure);
    });
  }
});
