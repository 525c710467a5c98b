import { expect } from 'chai';
import { evaluateConfiguration } from '../../local/terraform/configuration.ts';
import { ConfigurationError } from '../../local/terraform/errors.ts';
import { placeRules } from '../../modules/place.ts';
import { elsewhere, takenFromElsewhere } from '../terraform/interface/elsewhere.ts';
import { rules } from '../terraform/interface/rules.ts';
import type { Inputs } from '../terraform/interface/values.ts';
import { resources } from './synthesized.ts';

describe('where the functions are', () => {
  const precondition = placeRules.map(({ condition, message }) => ({
    condition: `\${${condition}}`,
    error_message: message,
  }));

  /** Holds the rules against inputs, with functions in eu-central-1. */
  function check(inputs: Inputs): void {
    const { variable, locals } = rules();
    const json = {
      variable,
      locals: { ...locals, region: 'eu-central-1', partition: 'aws' },
      output: { held: { value: true, precondition } },
    };
    evaluateConfiguration(json, {
      ...{ variables: { name: 'acme', ...inputs }, modulePath: '.', computed: () => ({}) },
    });
  }

  for (const [message, wrong] of Object.entries(elsewhere)) {
    for (const inputs of wrong) {
      it(`refuses ${JSON.stringify(inputs)}: ${message}`, () => {
        const failed = placeRules.filter(rule => refusal(inputs).includes(rule.message));

        expect(failed.map(rule => rule.message.startsWith(message))).to.deep.equal([true]);
      });
    }
  }

  it('takes from other regions what is called by its ARN', () => {
    expect(() => check(takenFromElsewhere)).not.to.throw();
  });

  it('is asked of a function that is always there, and of nothing that a pool of somebody else’s depends on', () => {
    expect(resources('aws_lambda_function').define_auth_challenge?.lifecycle).to.deep.equal({ precondition });
  });

  function refusal(inputs: Inputs): string {
    try {
      check(inputs);
      return '';
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
      throw error;
    }
  }
});
