import { expect } from 'chai';
import { toId } from '../../modules/locals.ts';
import { functionNames } from '../../modules/packages.ts';
import { type Block, dataSources, resources, statementsOf } from './synthesized.ts';

/** The one resource of a type that belongs to a function. */
const of = (type: string, id: string): Block => resources(type)[id] ?? expect.fail(`no ${type}.${id}`);

describe('trigger functions', () => {
  it('are what the sources are', () => {
    expect(Object.keys(resources('aws_lambda_function')).sort()).to.deep.equal(
      functionNames.map(toId).sort(),
    );
  });

  for (const id of functionNames.map(toId)) {
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

      it('has a role of its own, which Lambda alone may assume', () => {
        const document = dataSources('aws_iam_policy_document').assume_role ?? expect.fail('no trust policy');
        const [trust, ...more] = statementsOf(document).always;

        expect(of('aws_lambda_function', id).role).to.equal(`\${aws_iam_role.${id}.arn}`);
        expect(of('aws_iam_role', id).assume_role_policy).to.equal(
          '${data.aws_iam_policy_document.assume_role.json}',
        );
        expect(more).to.deep.equal([]);
        expect(trust?.principals).to.deep.equal([{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }]);
      });

      it('has its policy before its first call', () => {
        expect(of('aws_iam_role_policy', id)).to.include({
          role: `\${aws_iam_role.${id}.name}`,
          policy: `\${data.aws_iam_policy_document.${id}.json}`,
        });
        expect(of('aws_lambda_function', id).depends_on).to.deep.equal([`aws_iam_role_policy.${id}`]);
      });

      it('writes JSON to a log group of its own, which Terraform makes', () => {
        expect(of('aws_lambda_function', id).logging_config).to.include({
          log_format: 'JSON',
          log_group: `\${aws_cloudwatch_log_group.${id}.name}`,
        });
        expect(of('aws_cloudwatch_log_group', id).name).to.equal(
          `/aws/lambda/${of('aws_lambda_function', id).function_name}`,
        );
      });

      it('has the settings of the module, whatever environment its package brings', () => {
        expect(of('aws_lambda_function', id).environment).to.deep.equal({
          variables: `\${merge(local.packages.${id}.environment, { CHALLENGE_SETTINGS = local.settings })}`,
        });
      });

      it('ends when Cognito stops waiting', () => {
        expect(of('aws_lambda_function', id).timeout).to.equal(5);
      });

      it('knows nothing of the user pool, which would be a cycle', () => {
        expect(JSON.stringify(of('aws_lambda_function', id))).to.not.match(/user_pool/);
      });

      for (const type of [
        'aws_lambda_permission',
        'aws_lambda_alias',
        'aws_lambda_provisioned_concurrency_config',
      ]) {
        it(`makes ${type} anew with the function, since AWS deletes the two together`, () => {
          expect(of(type, id).lifecycle).to.deep.equal({
            replace_triggered_by: [`aws_lambda_function.${id}.id`],
          });
        });
      }
    });
  }
});
