import { format } from '@cdktf/hcl-tools';
import { expect } from 'chai';
import type { JsonObject } from '../../../local/terraform/json.ts';
import { moduleWithOutline } from '../../../modules/build-module.ts';
import { writtenFiles } from '../../../modules/native-syntax/files.ts';
import { withTypedInputs } from '../../../modules/typed-inputs.ts';
import { meaningOfHcl, meaningOfJson } from './meaning.ts';

describe('the module in HCL', function () {
  this.timeout(30_000);

  const { configuration, outline } = moduleWithOutline();
  const { root, inputs } = withTypedInputs(configuration);
  const modules = {
    'the module': { json: root, files: writtenFiles(root as JsonObject, outline) },
    'the module of its inputs': { json: inputs, files: writtenFiles(inputs as JsonObject, outline) },
  };

  for (const [name, { json, files }] of Object.entries(modules)) {
    it(`${name} says what its JSON says`, async () => {
      expect(await meaningOfHcl(files)).to.deep.equal(meaningOfJson(json));
    });

    it(`${name} is as terraform fmt would have it`, async () => {
      for (const [file, text] of Object.entries(files)) expect(await format(text), file).to.equal(text);
    });
  }

  it('has a file for each concern', () => {
    expect(Object.keys(modules['the module'].files)).to.include.members([
      'main.tf',
      'variables.tf',
      'outputs.tf',
      'versions.tf',
      'locals.tf',
      'create-auth-challenge.tf',
    ]);
  });
});
