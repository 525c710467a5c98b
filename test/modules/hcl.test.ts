import { App, TerraformResource, Testing } from 'cdktf';
import { expect } from 'chai';
import { address, hcl } from '../../modules/hcl.ts';
import { ReadableStack } from '../../modules/readable-stack.ts';

describe('hcl', () => {
  for (const [type, write] of Object.entries(hcl)) {
    it(`writes a ${type} as the expression that it is`, () => {
      const stack = new ReadableStack(new App({ skipValidation: true }), 'stack');
      const resource = new TerraformResource(stack, 'it', { terraformResourceType: 'terraform_data' });
      resource.addOverride('input', write('var.flow[*].name == null ? 1 : "a"'));

      expect(JSON.parse(Testing.synth(stack)).resource.terraform_data.it.input).to.equal(
        '${var.flow[*].name == null ? 1 : "a"}',
      );
    });
  }
});

describe('address', () => {
  it('is the resource as an expression names it', () => {
    const stack = new ReadableStack(new App({ skipValidation: true }), 'stack');
    const resource = new TerraformResource(stack, 'it', { terraformResourceType: 'terraform_data' });

    expect(address(resource)).to.equal('terraform_data.it');
  });
});
