import { expect } from 'chai';
import { policyDocument } from '../../../local/deployment/policy-document.ts';
import { ConfigurationError, ExpressionError } from '../../../local/terraform/errors.ts';

// the expected texts are what version 5.100.0 of the AWS provider makes of the same arguments
describe('policyDocument', () => {
  const first = {
    statement: [
      {
        sid: 'A',
        actions: ['b:x', 'a:x'],
        resources: ['r2', 'r1'],
        condition: [
          { test: 'StringEquals', variable: 'kms:x', values: ['b', 'a'] },
          { test: 'StringEquals', variable: 'kms:y', values: ['b'] },
        ],
      },
      {
        effect: 'Deny',
        actions: ['c:x'],
        resources: ['*'],
        principals: [{ type: 'AWS', identifiers: ['*'] }],
      },
      {
        not_actions: ['d:x'],
        not_resources: ['q'],
        principals: [
          { type: 'Service', identifiers: ['lambda.amazonaws.com'] },
          { type: 'AWS', identifiers: ['b', 'a'] },
        ],
      },
    ],
  };
  const others =
    '{"Effect":"Deny","Action":"c:x","Resource":"*","Principal":{"AWS":"*"}},{"Effect":"Allow","NotAction":"d:x","NotResource":"q","Principal":{"AWS":["b","a"],"Service":"lambda.amazonaws.com"}}';

  it('writes actions, resources and principals in descending order, one of them alone', () => {
    expect(policyDocument(first).minified_json).to.equal(
      `{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":["b:x","a:x"],"Resource":["r2","r1"],"Condition":{"StringEquals":{"kms:x":["b","a"],"kms:y":"b"}}},${others}]}`,
    );
  });

  it('indents by two blanks', () => {
    expect(policyDocument({}).json).to.equal('{\n  "Version": "2012-10-17"\n}');
  });

  it('writes version, id, and everyone as a principal', () => {
    const args = {
      version: '2008-10-17',
      policy_id: 'pid',
      statement: { actions: [], principals: { type: '*', identifiers: ['*'] } },
    };
    expect(policyDocument(args).minified_json).to.equal(
      '{"Version":"2008-10-17","Id":"pid","Statement":[{"Effect":"Allow","Principal":"*"}]}',
    );
  });

  it('puts an override in the place of the statement with its Sid', () => {
    const args = {
      source_policy_documents: [policyDocument(first).json],
      override_policy_documents: [
        '{"Statement":[{"Sid":"A","Effect":"Allow","Action":"z:z","Resource":"*"}]}',
      ],
      statement: [{ sid: 'X', actions: ['x:x'], resources: ['&{aws:username}'] }],
    };
    expect(policyDocument(args).minified_json).to.equal(
      `{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"z:z","Resource":"*"},${others},{"Sid":"X","Effect":"Allow","Action":"x:x","Resource":"\${aws:username}"}]}`,
    );
  });

  it('refuses documents and blocks that are none', () => {
    expect(() => policyDocument({ source_policy_documents: ['{'] })).to.throw(
      ExpressionError,
      'must be JSON',
    );
    expect(() => policyDocument({ source_policy_documents: ['[]'] })).to.throw(
      ExpressionError,
      'a JSON object',
    );
    expect(() => policyDocument({ statement: ['x'] })).to.throw(
      ConfigurationError,
      'statement: a block must be',
    );
  });
});
