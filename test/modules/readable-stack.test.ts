import { App, TerraformResource, Testing } from 'cdktf';
import { expect } from 'chai';
import { Construct } from 'constructs';
import { ReadableStack } from '../../modules/readable-stack.ts';

/** Adds a resource without arguments. */
function resource(scope: Construct, id: string, type = 'terraform_data'): TerraformResource {
  return new TerraformResource(scope, id, { terraformResourceType: type });
}

/** Another class, as the bindings have one for each type of resource. */
class Key extends TerraformResource {}

const synthesized = (stack: ReadableStack) => JSON.parse(Testing.synth(stack)).resource;

describe('a readable stack', () => {
  let stack: ReadableStack;

  beforeEach(() => {
    stack = new ReadableStack(new App({ skipValidation: true }), 'stack');
  });

  it('names a resource that stands in the stack by its own id', () => {
    resource(stack, 'client');

    expect(synthesized(stack).terraform_data).to.have.all.keys('client');
  });

  it('names a resource in a construct by the construct', () => {
    resource(new Construct(stack, 'create_auth_challenge'), 'role');

    expect(synthesized(stack).terraform_data).to.have.all.keys('create_auth_challenge');
  });

  it('names a resource in a construct in a construct by both', () => {
    resource(new Construct(new Construct(stack, 'sign_in'), 'audit'), 'log');

    expect(synthesized(stack).terraform_data).to.have.all.keys('sign_in_audit');
  });

  it('lets resources of different types share a construct’s name', () => {
    const scope = new Construct(stack, 'answers');
    resource(scope, 'log', 'aws_cloudwatch_log_group');
    new Key(scope, 'key', { terraformResourceType: 'aws_kms_key' });

    expect(synthesized(stack)).to.have.all.keys('aws_cloudwatch_log_group', 'aws_kms_key');
  });

  it('refuses two resources with one address, of which Terraform would see one', () => {
    const scope = new Construct(stack, 'answers');
    resource(scope, 'first');
    resource(scope, 'second');

    expect(() => synthesized(stack)).to.throw(
      'stack/answers/first and stack/answers/second would have one address.',
    );
  });
});
