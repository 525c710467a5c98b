import { expect } from 'chai';
import { readTables } from '../../../local/deployment/tables.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { evaluated } from './evaluated.ts';

const read = (args: Record<string, unknown> = {}) =>
  readTables(
    evaluated({
      aws_dynamodb_table: {
        t: { name: 'ledger', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], ...args },
      },
    }),
  );

describe('readTables', () => {
  it('finds the name, the key and the attribute that items expire by', () => {
    expect(read({ ttl: { attribute_name: 'expiresAt', enabled: true } })).to.deep.equal([
      {
        name: 'ledger',
        arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/ledger',
        hashKey: 'id',
        hashKeyType: 'S',
        ttlAttribute: 'expiresAt',
      },
    ]);
  });

  it('takes a ttl that is not enabled for none', () => {
    expect(read({ ttl: { attribute_name: 'expiresAt', enabled: false } })[0]).to.not.have.property(
      'ttlAttribute',
    );
    expect(read({ ttl: { attribute_name: 'expiresAt' } })[0]).to.not.have.property('ttlAttribute');
  });

  it('leaves out a table whose count is 0', () => {
    expect(read({ count: 0 })).to.deep.equal([]);
  });

  it('finds the type of the key among the attributes', () => {
    const attribute = [
      { name: 'other', type: 'S' },
      { name: 'id', type: 'N' },
    ];
    expect(read({ attribute })[0]?.hashKeyType).to.equal('N');
  });

  it('refuses what cannot run here', () => {
    expect(() => read({ range_key: 'at' })).to.throw(
      ConfigurationError,
      'aws_dynamodb_table.t has a range_key',
    );
    expect(() => read({ attribute: [] })).to.throw(ConfigurationError, 'its hash_key id needs an attribute');
  });
});
