import { expect } from 'chai';
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

  it('is written by who asks, judges and delivers, and by nobody else', () => {
    const writers = Object.entries(dataSources('aws_iam_policy_document'))
      .filter(([, document]) => statementsOf(document).sometimes.some(({ sid }) => sid === 'Count'))
      .map(([name]) => name);

    expect(writers).to.have.members([
      'create_auth_challenge',
      'verify_auth_challenge_response',
      'deliver_challenge',
    ]);
  });

  it('is only ever updated: no function reads it, scans it or deletes from it', () => {
    const actions = Object.values(dataSources('aws_iam_policy_document'))
      .flatMap(document => statementsOf(document).sometimes)
      .flatMap(statement => statement.actions)
      .filter(action => action.startsWith('dynamodb:'));

    expect([...new Set(actions)]).to.deep.equal(['dynamodb:UpdateItem']);
  });
});
