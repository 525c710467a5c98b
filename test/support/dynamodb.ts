import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { sendJson } from '../../functions/aws/send.ts';
import { awsEnvironment, useEnvironment } from './environment.ts';

const require = createRequire(import.meta.url);

type CheckConditional = (data: Checked, item?: object) => (Error & { body: object }) | null | undefined;
interface Checked {
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/**
 * Dynalite knows nothing of ReturnValuesOnConditionCheckFailure, which DynamoDB has since June 2023. This adds it to
 * what UpdateItem takes, and where dynalite checks a condition, which it does under a lock on the item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
const { types }: { types: Record<string, object> } = require('dynalite/validations/updateItem');
types.ReturnValuesOnConditionCheckFailure = { type: 'String', enum: ['ALL_OLD', 'NONE'] };
const db: { checkConditional: CheckConditional } = require('dynalite/db');
const checkConditional = db.checkConditional;
db.checkConditional = (data, item) => {
  const failure = checkConditional(data, item);
  if (failure && item && data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') {
    failure.body = { ...failure.body, Item: item };
  }
  return failure;
};

export const LEDGER_TABLE = 'test-ledger';

/** DynamoDB on this machine, in memory, with an empty ledger table for each test of this suite. */
export function useDynamodb() {
  let server: Server;
  let lost = 0;
  const operations: string[] = [];
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeEach(async () => {
    server = dynalite({ createTableMs: 0 });
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      operations.push(String(request.headers['x-amz-target']).replace(/^.*\./, ''));
      if (lost === 0) return;
      lost--;
      response.end = () => {
        response.socket?.destroy();
        return response;
      };
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  // This machine may be busy, and takes longer then than AWS.
  const { timeout } = AbortSignal;
  before(() => {
    AbortSignal.timeout = () => timeout(15_000);
  });
  after(() => {
    AbortSignal.timeout = timeout;
  });

  useEnvironment(() => ({ ...awsEnvironment('http://127.0.0.1:9'), AWS_ENDPOINT_URL_DYNAMODB: url() }));

  beforeEach(async () => {
    await call('CreateTable', {
      TableName: LEDGER_TABLE,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    const status = async () =>
      Object((await call('DescribeTable', { TableName: LEDGER_TABLE })).Table).TableStatus;
    while ((await status()) !== 'ACTIVE');
    operations.length = 0;
    lost = 0;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  return {
    url,
    /** The operations since the test began. */
    operations,
    /** The next answers do not arrive, though what was asked for is done. */
    loseAnswers: (count: number) => {
      lost = count;
    },
    /** All that the table holds. */
    items: async () => (await call('Scan', { TableName: LEDGER_TABLE })).Items as Record<string, object>[],
  };
}

const call = (operation: string, input: object) =>
  sendJson('dynamodb', `DynamoDB_20120810.${operation}`, input, { version: '1.0' });
