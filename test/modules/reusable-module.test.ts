import { expect } from 'chai';
import { requiredAwsProvider, requiredTerraform } from '../../modules/versions.ts';
import { moduleJson } from './synthesized.ts';

describe('the reusable module', () => {
  it('leaves provider and backend to its caller', () => {
    expect(moduleJson()).to.have.all.keys(
      'terraform',
      'locals',
      'variable',
      'data',
      'resource',
      'check',
      'output',
    );
    expect(moduleJson().terraform).to.deep.equal({
      required_version: requiredTerraform,
      required_providers: { aws: { source: 'hashicorp/aws', version: requiredAwsProvider } },
    });
  });

  it('has none of CDKTF’s metadata', () => {
    expect(keysOf(moduleJson())).to.not.include('//');
  });

  it('has its keys in alphabetical order', () => {
    visit(moduleJson().resource, value => {
      expect(Object.keys(value)).to.deep.equal(Object.keys(value).sort());
    });
  });

  // Each of these is what CDKTF writes, without a word, for a value that it could not.
  for (const trace of ['undefined', 'TfToken', 'Token[', '$${', '[object Object]', 'e+308', '.*.', '//']) {
    it(`has no ${JSON.stringify(trace)} in an expression`, () => {
      const { locals, data, resource, output } = moduleJson();
      const values = Object.values(output).map(({ value }) => value);

      const text = JSON.stringify({ locals, data, resource, values })
        .replaceAll('https://', '')
        // A dynamic label of CloudWatch's, which is no template of Terraform's.
        .replaceAll('$${PROP(', '');

      expect(text).to.not.include(trace);
    });
  }
});

function keysOf(value: unknown): string[] {
  const keys: string[] = [];
  visit(value, object => keys.push(...Object.keys(object)));
  return keys;
}

/** Calls back with every object in the value; lists are passed through. */
function visit(value: unknown, callback: (object: object) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) callback(value);
  for (const inner of Object.values(value)) visit(inner, callback);
}
