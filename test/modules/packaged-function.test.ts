import { expect } from 'chai';
import { functionNames, optionalNames, toId } from '../../modules/packages.ts';
import { type Block, dataSources, resources, statementsOf } from './synthesized.ts';

/** The one resource of a type that belongs to a function. */
const of = (type: string, id: string): Block => resources(type)[id] ?? expect.fail(`no ${type}.${id}`);

describe('packaged functions', () => {
  it('are what the sources are', () => {
    expect(Object.keys(resources('aws_lambda_function')).sort()).to.deep.equal(
      functionNames.map(toId).sort(),
    );
  });

  for (const name of functionNames) {
    const id = toId(name);
    const index = optionalNames.map(toId).includes(id) ? '[0]' : '';

    describe(id, () => {
      it('is named for the sign-in and its sources', () => {
        expect(of('aws_lambda_function', id).function_name).to.equal(`\${var.name}-${name}`);
      });

      it('has a role of its own, which Lambda alone may assume', () => {
        const document = dataSources('aws_iam_policy_document').assume_role ?? expect.fail('no trust policy');
        const [trust, ...more] = statementsOf(document).always;

        expect(of('aws_lambda_function', id).role).to.equal(`\${aws_iam_role.${id}${index}.arn}`);
        expect(of('aws_iam_role', id).assume_role_policy).to.equal(
          '${data.aws_iam_policy_document.assume_role.json}',
        );
        expect(more).to.deep.equal([]);
        expect(trust?.principals).to.deep.equal([{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }]);
      });

      it('has a role whose name fits, and is kept', () => {
        const { name, lifecycle } = of('aws_iam_role', id);
        const longest = String(name)
          .replace('${var.name}', 'a'.repeat(32))
          .replace('${local.region}', 'ap-southeast-1');

        expect(longest).to.match(/^a{32}-[a-z]+-ap-southeast-1$/);
        expect(longest.length).to.be.at.most(64);
        expect(lifecycle).to.deep.equal({
          ignore_changes: ['name'],
          replace_triggered_by: [`aws_cloudwatch_log_group.${id}${index}.name`],
        });
      });

      it('has its policy before its first call', () => {
        expect(of('aws_iam_role_policy', id)).to.include({
          role: `\${aws_iam_role.${id}${index}.name}`,
          policy: `\${data.aws_iam_policy_document.${id}${index}.json}`,
        });
        expect(of('aws_lambda_function', id).depends_on).to.deep.equal([`aws_iam_role_policy.${id}`]);
      });

      it('writes JSON to a log group of its own, which Terraform makes', () => {
        expect(of('aws_lambda_function', id).logging_config).to.include({
          log_format: 'JSON',
          // Lambda's reports, and cold starts with them, are INFO.
          system_log_level: 'INFO',
          log_group: `\${aws_cloudwatch_log_group.${id}${index}.name}`,
        });
        expect(of('aws_cloudwatch_log_group', id)).to.include({
          name: `/aws/lambda/${of('aws_lambda_function', id).function_name}`,
          retention_in_days: '${var.log_retention_days}',
          skip_destroy: '${var.log_groups_kept_enabled}',
        });
      });

      it('has the settings of the module, whatever environment its package brings', () => {
        // Those that are not of the sign-in have settings of their own.
        const own: Readonly<Record<string, string>> = {
          publish_events: 'local.event_settings',
          support: 'local.support_settings',
        };
        const settings = own[id] ?? 'local.settings';
        expect(of('aws_lambda_function', id).environment).to.deep.equal({
          variables: `\${merge(local.packages.${id}.environment, { CHALLENGE_SETTINGS = ${settings}, MODULE_NAME = var.name })}`,
        });
      });

      it('comes and goes with all that belongs to it', () => {
        const types = ['aws_cloudwatch_log_group', 'aws_iam_role', 'aws_iam_role_policy'];
        const { count } = of('aws_lambda_function', id);

        for (const type of types) expect(of(type, id).count, type).to.equal(count);
        expect(dataSources('aws_iam_policy_document')[id]?.count).to.equal(count);
      });
    });
  }
});
