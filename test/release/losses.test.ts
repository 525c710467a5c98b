import { expect } from 'chai';
import { unannouncedLosses } from './losses.ts';

const change = (action: string, address: string) => ({ action, address });

describe('what an upgrade loses without saying so', () => {
  it('is what would be deleted or replaced', () => {
    const lost = [
      change('delete', 'module.sign_in.aws_kms_key.answers'),
      change('replace', 'module.sign_in.aws_dynamodb_table.ledger[0]'),
    ];
    const kept = [
      change('create', 'module.sign_in.aws_sns_topic.new'),
      change('update', 'module.sign_in.aws_lambda_function.define_auth_challenge'),
      change('move', 'module.sign_in.aws_iam_role.create_auth_challenge'),
    ];

    expect(unannouncedLosses([...kept, ...lost], '')).to.deep.equal(lost);
  });

  it('is nothing that the notes name, wherever the caller has it', () => {
    const notes = '- The table `aws_dynamodb_table.ledger` is replaced.';

    expect(
      unannouncedLosses(
        [
          change('replace', 'module.sign_in.aws_dynamodb_table.ledger[0]'),
          change('replace', 'module.tenant["a"].module.sign_in.aws_dynamodb_table.ledger[0]'),
        ],
        notes,
      ),
    ).to.deep.equal([]);
    expect(
      unannouncedLosses([change('delete', 'module.sign_in.aws_dynamodb_table.led')], notes),
    ).to.have.lengthOf(1);
  });
});
