import { expect } from 'chai';
import type { JsonObject } from '../../../local/aws-service.ts';
import type { Table } from '../../../local/deployment.ts';
import { type Dynamodb, startDynamodb } from '../../../local/services/dynamodb.ts';
import { tableRequests } from '../../../local/services/dynamodb-requests.ts';
import { allow, person, place, refusal, roleOf, type Statement } from './caller.ts';

const table: Table = {
  name: 'ledger',
  arn: 'arn:aws:dynamodb:eu-central-1:123456789012:table/ledger',
  hashKey: 'id',
  hashKeyType: 'S',
};

describe('what DynamoDB authorises', () => {
  const update: JsonObject = {
    TableName: 'ledger',
    Key: { id: { S: 'user-1' } },
    UpdateExpression:
      'SET lastWrite = :lastWrite, #count = if_not_exists(attempts, :zero) + :one REMOVE seen',
    ConditionExpression:
      'NOT lastWrite = :lastWrite AND (attribute_not_exists(expiresAt) OR contains(sent, :one))',
    ExpressionAttributeNames: { '#count': 'count' },
    ReturnValues: 'ALL_NEW',
  };
  const may = (Condition: object, tables: readonly Table[] = [table], more: readonly Statement[] = []) => {
    const { iam, caller } = roleOf({ ...allow('dynamodb:UpdateItem', table.arn), Condition }, ...more);
    iam.authorize(caller, ...tableRequests('UpdateItem', update, tables, place));
  };

  const ATTRIBUTES = ['id', 'lastWrite', 'count', 'attempts', 'seen', 'expiresAt', 'sent'];
  const conditions: [title: string, holds: object, doesNot: object][] = [
    [
      'the key',
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'user-*' } },
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'other-*' } },
    ],
    [
      'the attributes, whatever they stand for in an expression',
      { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ATTRIBUTES } },
      { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ATTRIBUTES.slice(1) } },
    ],
    [
      'what is returned',
      { StringEquals: { 'dynamodb:ReturnValues': 'ALL_NEW' } },
      { StringEquals: { 'dynamodb:ReturnValues': 'NONE' } },
    ],
  ];
  for (const [title, holds, doesNot] of conditions) {
    it(`is told to policies: ${title}`, async () => {
      may(holds);
      await refusal(() => may(doesNot));
    });
  }

  it('names every attribute of the expressions', () => {
    for (const left of ATTRIBUTES) {
      const rest = ATTRIBUTES.filter(each => each !== left);
      const condition = { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': rest } };
      expect(() => may(condition), left).to.throw('dynamodb:UpdateItem');
    }
  });

  it('is the opening of the table, too, where that is under a key of the owner’s', async () => {
    const kmsKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/own';
    const encrypted = [{ ...table, kmsKeyArn }];
    const decrypt = (service: string): Statement => ({
      ...allow('kms:Decrypt', kmsKeyArn),
      Condition: {
        StringLike: { 'kms:ViaService': service },
        StringEquals: { 'kms:EncryptionContext:aws:dynamodb:tableName': 'ledger' },
        Bool: { 'aws:ViaAWSService': 'true' },
      },
    });
    may({}, encrypted, [decrypt('dynamodb.*')]);
    may({}, [table]);
    for (const more of [[], [decrypt('s3.*')]]) {
      expect((await refusal(() => may({}, encrypted, more))).message).to.include(
        `kms:Decrypt on resource: ${kmsKeyArn}`,
      );
    }
  });
});

describe('startDynamodb', () => {
  const { iam, caller } = roleOf(allow('dynamodb:UpdateItem', table.arn));
  let dynamodb: Dynamodb;
  before(async () => {
    dynamodb = await startDynamodb([table], place, iam);
  });
  after(() => dynamodb.close());

  const call = async (operation: string, input: JsonObject, as = caller) =>
    dynamodb.service.operations[operation]?.({ TableName: table.name, ...input }, as);

  /** Counts up to a limit. */
  const count = (id: string, max: number) =>
    call('UpdateItem', {
      Key: { id: { S: id } },
      UpdateExpression: 'SET attempts = if_not_exists(attempts, :zero) + :one',
      ConditionExpression: 'attribute_not_exists(attempts) OR attempts < :max',
      ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' }, ':max': { N: String(max) } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });

  it('has the tables of the deployment, and lets people look into them', async () => {
    await count('seen', 1);
    const found = await call('GetItem', { Key: { id: { S: 'seen' } } }, person);
    expect(found).to.deep.include({ Item: { id: { S: 'seen' }, attempts: { N: '1' } } });
  });

  it('tells with a failed condition the item that it failed on', async () => {
    await count('full', 1);
    const error = await refusal(() => count('full', 1));
    expect(error.code).to.equal('ConditionalCheckFailedException');
    expect(error.details).to.deep.equal({
      __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { id: { S: 'full' }, attempts: { N: '1' } },
    });
  });

  it('tells no item where there was none, and where nobody asked for it', async () => {
    const missing = { Key: { id: { S: 'none' } }, UpdateExpression: 'SET a = :a' };
    const condition = {
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeValues: { ':a': { S: 'x' } },
    };
    const asked = { ...missing, ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    expect((await refusal(() => call('UpdateItem', asked))).details).to.not.have.property('Item');

    await count('there', 1);
    const unasked = { ...missing, ...condition, Key: { id: { S: 'there' } }, ConditionExpression: 'a = :a' };
    expect((await refusal(() => call('UpdateItem', unasked))).details).to.not.have.property('Item');
  });

  it('lets no more than the limit through of many at once, and tells each of the others the full item', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        count('many', 3).then(
          () => 'counted',
          (error: { details: JsonObject }) => error.details.Item,
        ),
      ),
    );
    expect(outcomes.filter(outcome => outcome === 'counted')).to.have.length(3);
    for (const item of outcomes.filter(outcome => outcome !== 'counted')) {
      expect(item).to.deep.equal({ id: { S: 'many' }, attempts: { N: '3' } });
    }
  });

  it('refuses what the role does not allow: another operation, another table', async () => {
    const key = { Key: { id: { S: 'x' } } };
    expect(await refusal(() => call('GetItem', key))).to.include({ code: 'AccessDeniedException' });
    const other = { ...key, TableName: 'others' };
    expect((await refusal(() => call('UpdateItem', other))).message).to.include(':table/others');
  });

  it("gives DynamoDB's own errors", async () => {
    const missing = await refusal(() =>
      call('GetItem', { TableName: 'none', Key: { id: { S: 'x' } } }, person),
    );
    expect(missing).to.include({ code: 'ResourceNotFoundException', status: 400 });
    const invalid = await refusal(() => call('UpdateItem', { Key: { other: { S: 'x' } } }));
    expect(invalid.code).to.equal('ValidationException');
  });
});
