import { expect } from 'chai';
import { dataSources, resources, type Statement, statementsOf } from './synthesized.ts';

describe('the key that answers are derived from', () => {
  let manage: Statement;
  let use: Statement;

  before(() => {
    const document = dataSources('aws_iam_policy_document').answers ?? expect.fail('no key policy');
    const [first, second, ...more] = statementsOf(document).always;
    if (!first || !second || more.length > 0) expect.fail('the key policy has two statements');
    [manage, use] = [first, second];
  });

  it('computes HMACs, and does nothing else', () => {
    expect(resources('aws_kms_key').answers).to.include({
      key_usage: 'GENERATE_VERIFY_MAC',
      customer_master_key_spec: 'HMAC_256',
      policy: '${data.aws_iam_policy_document.answers.json}',
    });
  });

  it('derives for the functions that may, and for nobody else', () => {
    const [principal, ...others] = use.principals ?? [];

    expect(use.actions).to.deep.equal(['kms:GenerateMac']);
    expect(others).to.deep.equal([]);
    // The function that delivers is there with some flows only, the one for support cases if somebody wants it.
    expect(principal).to.deep.equal({
      type: 'AWS',
      identifiers:
        '${concat([aws_iam_role.create_auth_challenge.arn, aws_iam_role.verify_auth_challenge_response.arn], aws_iam_role.deliver_challenge[*].arn, aws_iam_role.support[*].arn)}',
    });
  });

  it('is enough by its own policy: no other says that somebody may derive', () => {
    const others = Object.entries(dataSources('aws_iam_policy_document'))
      .filter(([name]) => name !== 'answers')
      .flatMap(([, document]) => Object.values(statementsOf(document)).flat())
      .flatMap(({ actions }) => actions);

    expect(others).to.not.be.empty;
    expect(others.filter(action => /Mac|kms:\*/.test(action))).to.deep.equal([]);
  });

  it('is managed by the account, which a wildcard elsewhere does not let derive', () => {
    const [account] = manage.principals?.[0]?.identifiers ?? [];

    expect(account).to.match(/^\$\{join\(.*\["root"\]\)\)\}$/);
    expect(manage.actions).to.include('kms:PutKeyPolicy').and.include('kms:ScheduleKeyDeletion');
    expect(manage.actions.filter(action => /Mac|kms:\*|Grant|Encrypt|Sign/.test(action))).to.deep.equal([]);
  });

  it('can be called back for 30 days after somebody deletes it', () => {
    expect(resources('aws_kms_key').answers?.deletion_window_in_days).to.equal(30);
  });
});
