import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startDynamodb } from '../../local/services/dynamodb.ts';
import { createIam } from '../../local/services/iam.ts';
import { KEY_ID } from '../../test/support/settings.ts';
import { fakeMac } from '../../test/support/worlds.ts';
import { type Clock, hold, newClock, over, REQUEST } from './clock.ts';
import { type Answer, type Fault, faults, GAVE_UP } from './faults.ts';
import { type Dependency, dependencies, dependencyOf, type Plan, type Sent } from './services.ts';

/** What one cell's functions did to the world, and what the world does to them. */
export interface CellWorld {
  /** What they called, in order. */
  readonly calls: Dependency[];
  /** Events that Lambda took for the delivering function. */
  readonly handedOver: unknown[];
  /** Texts of messages that went out. */
  readonly messages: string[];
  plan?: Plan | undefined;
  /** The time of its calls. */
  readonly clock: Clock;
}

export const TABLE = 'ledger';
export const WIDGET_SECRET = 'widget-secret-5f1c';
export const EXTERNAL_ANSWER = 'external-answer-77';
const place = { region: 'eu-central-1', accountId: '111122223333' };

export type FaultyAws = Awaited<ReturnType<typeof startFaultyAws>>;

/**
 * One server for all that functions call, and for all cells at once: each cell's settings hold its mark, `cell12`, which
 * is somewhere in every request. The ledger is a DynamoDB that checks conditions; the others do as little as there is.
 */
export async function startFaultyAws() {
  const arn = `arn:aws:dynamodb:${place.region}:${place.accountId}:table/${TABLE}`;
  const iam = createIam({ region: place.region, functions: [], roles: [], permissions: [], now: Date.now });
  const table = { name: TABLE, arn, hashKey: 'id', hashKeyType: 'S' } as const;
  const dynamodb = await startDynamodb([table], place as Parameters<typeof startDynamodb>[1], iam);
  const cells: CellWorld[] = [];

  const update = async (input: object): Promise<Answer> => {
    try {
      const operation = dynamodb.service.operations.UpdateItem;
      const output = await operation?.({ ...input, TableName: TABLE }, { accessKeyId: 'test' });
      return { status: 200, body: JSON.stringify(output) };
    } catch (error) {
      const { code, details, status } = Object(error);
      if (!code) throw error;
      return { status, body: JSON.stringify({ __type: code, ...details }) };
    }
  };

  const work: Readonly<Record<Dependency, (cell: CellWorld, sent: Sent) => Promise<Answer>>> = {
    KMS: async (_cell, { body }) => {
      const mac = await fakeMac(KEY_ID, Buffer.from(JSON.parse(body).Message, 'base64').toString());
      return json({ Mac: Buffer.from(mac).toString('base64') });
    },
    DynamoDB: (_cell, { body }) => update(JSON.parse(body)),
    'Lambda (deliver)': async (cell, { body }) => {
      cell.handedOver.push(JSON.parse(body));
      return { status: 202, body: '' };
    },
    'Lambda (external)': async (_cell, { body }) => {
      const event = JSON.parse(body);
      const asked = { publicChallengeParameters: { hint: 'h' }, privateChallengeParameters: { kept: 'k' } };
      const judged = { answerCorrect: event.request.challengeAnswer === EXTERNAL_ANSWER };
      return json({ ...event, response: event.triggerSource.startsWith('Create') ? asked : judged });
    },
    'Lambda (own sender)': async (cell, { body }) => {
      cell.messages.push(JSON.parse(body).text);
      return json(null);
    },
    SES: async (cell, { body }) => {
      cell.messages.push(JSON.parse(body).Content.Simple.Body.Text.Data);
      return json({ MessageId: 'm' });
    },
    'End User Messaging': async (cell, { body }) => {
      cell.messages.push(JSON.parse(body).MessageBody);
      return json({ MessageId: 'm' });
    },
    SNS: async (cell, { body }) => {
      cell.messages.push(new URLSearchParams(body).get('Message') ?? '');
      return { status: 200, body: '<PublishResponse/>' };
    },
    'Secrets Manager': async () => json({ SecretString: WIDGET_SECRET }),
    'Parameter Store': async (_cell, { body }) =>
      json({ Parameter: { Value: JSON.parse(body).Name.includes('texts') ? '{}' : WIDGET_SECRET } }),
    'site-verify': async () =>
      json({ success: true, hostname: 'app.example', challenge_ts: new Date().toISOString() }),
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const target = String(request.headers['x-amz-target'] ?? '');
    const sent: Sent = {
      path: decodeURIComponent(request.url ?? ''),
      target,
      body: Buffer.concat(chunks).toString(),
    };
    const cell = cells[Number(/cell(\d+)/.exec(sent.path + sent.body)?.[1])];
    const dependency = dependencyOf(sent);
    if (!cell || !dependency) throw new Error(`Nobody is called by ${sent.path} ${target}`);
    cell.calls.push(dependency);
    const done = () => work[dependency](cell, sent);
    const { plan } = cell;
    const isMet = plan && plan.met < plan.most && [dependency, 'everything'].includes(plan.dependency);
    if (isMet) plan.met += 1;
    const fault: Fault = isMet ? faults[plan.fault] : faults.none;
    const number = String(request.headers[REQUEST]);
    const wait = (milliseconds: number) => hold(cell.clock, number, milliseconds);
    const end = await fault(response, done, dependencies[dependency].protocol, wait, plan?.met ?? 0);
    if (end !== GAVE_UP) over(cell.clock, number);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    newCell: (): { mark: string; world: CellWorld } => {
      const world = { calls: [], handedOver: [], messages: [], clock: newClock() };
      return { mark: `cell${cells.push(world) - 1}`, world };
    },
    /** Requests so far. */
    calls: () => cells.reduce((sum, { calls }) => sum + calls.length, 0),
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await dynamodb.close();
    },
  };
}

const json = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });
