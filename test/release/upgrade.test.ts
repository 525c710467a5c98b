import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { withModuleBeside } from './upgrade.ts';

const example = readFileSync(new URL('../../examples/hardened/main.tf', import.meta.url), 'utf8');
const BUILT = 'source = "../../dist/terraform-aws-cognito-challenge"';

describe('the example that is upgraded', () => {
  for (const source of [
    BUILT,
    'source = "git::https://git.example/acme/terraform-aws-cognito-challenge.git?ref=v1.2.3"',
    'source  = "acme/cognito-challenge/aws"\n  version = "1.2.3"',
  ])
    it(`calls the module beside it, whatever a release calls: ${source.split('\n')[0]}`, () => {
      const released = example.replace(BUILT, source);

      expect(withModuleBeside(released)).to.equal(example.replace(BUILT, 'source = "./module"'));
    });
});
