import { expect } from 'chai';
import { moduleJson, resources } from './synthesized.ts';

const invocations = () =>
  resources('aws_lambda_function_event_invoke_config').deliver_challenge ?? expect.fail('no configuration');

describe('the function that delivers', () => {
  it('is there only if the flow sends messages, with all that belongs to it', () => {
    const { resource } = moduleJson();
    const counts = Object.values(resource).flatMap(({ deliver_challenge: block }) =>
      block ? [block.count] : [],
    );

    expect(counts).to.have.lengthOf(5);
    expect([...new Set(counts)]).to.deep.equal(['${local.sends_messages ? 1 : 0}']);
  });

  it('is not for Cognito to call, and has no alias', () => {
    for (const type of ['aws_lambda_permission', 'aws_lambda_alias'])
      expect(resources(type)).to.not.have.property('deliver_challenge');
    expect(resources('aws_lambda_function').deliver_challenge).to.not.have.property('publish');
  });

  it('has time for three tries of a slow provider', () => {
    expect(resources('aws_lambda_function').deliver_challenge?.timeout).to.be.at.least(30);
  });

  it('is tried again, but not with a message whose code is over', () => {
    expect(invocations()).to.include({
      function_name: '${aws_lambda_function.deliver_challenge[0].function_name}',
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: '${max(60, [for step in var.flow : step.lifetime_seconds]...)}',
    });
  });

  it('keeps its retries when it is replaced, since AWS deletes the two together', () => {
    expect(invocations().lifecycle).to.deep.equal({
      replace_triggered_by: ['aws_lambda_function.deliver_challenge[0].id'],
    });
  });
});
