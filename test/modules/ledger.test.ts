import { expect } from 'chai';
import { ITEM_KINDS, itemId } from '../../functions/ledger/items.ts';
import { dataSources, resources, statementsOf } from './synthesized.ts';

const ledger = () => resources('aws_dynamodb_table').ledger ?? expect.fail('no ledger');

describe('the ledger', () => {
  it('is a table by id, paid by the request', () => {
    expect(ledger()).to.deep.include({
      hash_key: 'id',
      attribute: [{ name: 'id', type: 'S' }],
      billing_mode: 'PAY_PER_REQUEST',
    });
  });

  it('forgets what is over', () => {
    expect(ledger().ttl).to.deep.equal({ attribute_name: 'expiresAt', enabled: true });
  });

  it('is written by who asks, judges, delivers and unblocks, and by nobody else', () => {
    const writers = Object.entries(dataSources('aws_iam_policy_document'))
      .filter(([, document]) => statementsOf(document).sometimes.some(({ sid }) => sid === 'Count'))
      .map(([name]) => name);

    expect(writers).to.have.members([
      'create_auth_challenge',
      'verify_auth_challenge_response',
      'deliver_challenge',
      'support',
    ]);
  });

  it('is only ever updated: no function reads it, scans it or deletes from it', () => {
    const actions = Object.values(dataSources('aws_iam_policy_document'))
      .flatMap(document => statementsOf(document).sometimes)
      .flatMap(statement => statement.actions)
      .filter(action => action.startsWith('dynamodb:'));

    expect([...new Set(actions)]).to.deep.equal(['dynamodb:UpdateItem']);
  });

  it('is touched by each function in items of its own part only', () => {
    const kinds = Object.entries(dataSources('aws_iam_policy_document')).flatMap(([name, document]) =>
      statementsOf(document)
        .sometimes.filter(({ sid }) => sid === 'Count')
        .map(({ condition }) => [name, condition]),
    );
    const keys = (...values: string[]) => [
      { test: 'ForAllValues:StringLike', variable: 'dynamodb:LeadingKeys', values },
    ];

    expect(Object.fromEntries(kinds)).to.deep.equal({
      create_auth_challenge: keys('question *', 'user *', 'guesses *'),
      verify_auth_challenge_response: keys('question *', 'user *', 'guesses *'),
      deliver_challenge: keys('destination *'),
      // Not the answers: what was answered stays answered, and a link that was used stays used.
      support: keys('user *', 'guesses *', 'destination *', 'unblocks *'),
    });
  });

  it('has kinds of which none begins like another, since a condition looks at the beginning', () => {
    const kinds = Object.keys(ITEM_KINDS);
    const ids = (Object.keys(ITEM_KINDS) as (keyof typeof ITEM_KINDS)[]).map(kind => itemId(kind, 'x'));

    for (const id of ids) expect(kinds.filter(kind => id.startsWith(`${kind} `))).to.have.length(1);
  });
});
