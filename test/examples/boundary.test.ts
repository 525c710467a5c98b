import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { dataSources, statementsOf } from '../modules/synthesized.ts';

/** A boundary allows nothing by itself: what it lacks, no role has. */
describe('the permissions boundary of examples/complete', () => {
  const text = readFileSync(new URL('../../examples/complete/security.tf', import.meta.url), 'utf8');
  const [, boundary = ''] = text.split('data "aws_iam_policy_document" "boundary"');
  const allowed = boundary.match(/(?<=")[a-z\d-]+:[A-Z]\w+(?=")/g) ?? [];

  it('lets the functions do all that their policies say, and derive answers by the key’s', () => {
    const said = Object.entries(dataSources('aws_iam_policy_document'))
      .filter(([name]) => name !== 'answers' && name !== 'assume_role')
      .flatMap(([, document]) => Object.values(statementsOf(document)).flat())
      .flatMap(({ actions }) => actions)
      // By End User Messaging; and to a queue, whose action Terraform works out.
      .filter(action => action !== 'sns:Publish' && !action.startsWith('${'));

    expect(new Set(allowed)).to.deep.equal(new Set([...said, 'kms:GenerateMac', 'sqs:SendMessage']));
  });
});
