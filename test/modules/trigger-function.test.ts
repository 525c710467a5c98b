import { expect } from 'chai';
import { toId, triggerNames } from '../../modules/packages.ts';
import { type Block, moduleJson, resources } from './synthesized.ts';

/** The one resource of a type that belongs to a function. */
const of = (type: string, id: string): Block => resources(type)[id] ?? expect.fail(`no ${type}.${id}`);

describe('trigger functions', () => {
  it('are what Cognito may call', () => {
    const permissions = Object.entries(resources('aws_lambda_permission'));
    const cognitos = permissions.filter(([, { principal }]) => principal === 'cognito-idp.amazonaws.com');
    // And `trigger`, the caller's own at the other triggers.
    expect(cognitos.map(([id]) => id).sort()).to.deep.equal(
      [...triggerNames.map(toId), 'pre_token_generation', 'trigger'].sort(),
    );
  });

  it('are not what the pool depends on: so they may know the ids of its clients, without a cycle', () => {
    const { trigger_arns, arn, alias } = moduleJson().locals;

    expect(JSON.stringify(resources('aws_cognito_user_pool'))).to.not.match(/aws_lambda/);
    expect([trigger_arns, arn, alias].join()).to.not.match(/aws_lambda/);
  });

  for (const id of triggerNames.map(toId)) {
    describe(id, () => {
      it('may be called by Cognito, for the one user pool, in the pool’s account', () => {
        expect(of('aws_lambda_permission', id)).to.include({
          action: 'lambda:InvokeFunction',
          function_name: `\${aws_lambda_function.${id}.function_name}`,
          principal: 'cognito-idp.amazonaws.com',
          source_arn: '${local.user_pool_arn}',
          source_account: '${split(":", local.user_pool_arn)[4]}',
        });
      });

      it('gives the permission to what the user pool calls: the alias, where there is one', () => {
        expect(of('aws_lambda_permission', id).qualifier).to.equal(`\${one(aws_lambda_alias.${id}[*].name)}`);
      });

      it('must be what the pool has written out', () => {
        const { precondition } = of('aws_lambda_permission', id).lifecycle as { precondition: Block[] };

        expect(precondition).to.have.lengthOf(1);
        expect(precondition[0]?.condition).to.include(
          `aws_lambda_function.${id}.arn) == local.trigger_arns.${id}`,
        );
      });

      it('is always there', () => {
        expect(of('aws_lambda_function', id)).to.not.have.property('count');
      });

      it('ends when Cognito stops waiting', () => {
        expect(of('aws_lambda_function', id).timeout).to.equal(5);
      });

      for (const type of [
        'aws_lambda_permission',
        'aws_lambda_alias',
        'aws_lambda_provisioned_concurrency_config',
      ]) {
        it(`makes ${type} anew with the function, since AWS deletes the two together`, () => {
          expect(of(type, id).lifecycle).to.deep.include({
            replace_triggered_by: [`aws_lambda_function.${id}.id`],
          });
        });
      }
    });
  }
});
