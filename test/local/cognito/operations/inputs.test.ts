import { expect } from 'chai';
import type { AwsError, JsonObject } from '../../../../local/aws-service.ts';
import { answeredOperations } from '../../../../local/cognito/operations/answered.ts';
import { toRegExp } from '../../../aws-models/check.ts';
import type { Member, Shape, Shapes } from '../../../aws-models/model.ts';
import { models, needModels } from '../../../aws-models/need-models.ts';
import { admin, publicClient, testPool, userPoolId } from '../pool.ts';

/** What the server does not read: threat protection and Pinpoint are not here. */
const IGNORED = ['UserContextData', 'ContextData', 'AnalyticsMetadata'];
/** Members that go with `USER_AUTH`. */
const OF_USER_AUTH = ['InitiateAuth.Session', 'AdminInitiateAuth.Session', 'ConfirmSignUp.Session'];
/** The API reference has 2048 for a Session; the service takes 8192 (amplify-js#14411). */
const LONGER_ON_AWS = ['SessionType'];

const YOUNGER_THAN_BOTOCORE = ['AdminDeleteSoftwareToken'];

/** A value that passes, where the least one of its type does not. */
const samples: Readonly<Record<string, string>> = {
  UserPoolId: userPoolId,
  ClientId: publicClient.id,
  Username: 'alice',
  AccessToken: 'a.b.c',
  Password: 'Correct-horse-7',
  ProposedPassword: 'Correct-horse-7',
  DeviceKey: 'eu-central-1_0a',
  AttributeName: 'email',
  UserCode: '123456',
  Session: 'a'.repeat(20),
};

function sample(name: string, shape: Shape): JsonObject[string] {
  if (shape.type === 'list') return [];
  if (shape.type === 'integer') return shape.min ?? 1;
  return samples[name] ?? shape.enum?.[0] ?? 'a'.repeat(Math.max(1, shape.min ?? 1));
}

type Wrong = readonly [value: JsonObject[string], why: 'type' | 'limit'];

/** Values that AWS refuses, and why. */
function wrong(shapes: Shapes, shape: Shape): Wrong[] {
  const { type, min = 0, max = Number.POSITIVE_INFINITY, pattern } = shape;
  const inside = (of: Member | undefined) => wrong(shapes, shapes[of?.shape ?? ''] ?? expect.fail(of?.shape));
  switch (type) {
    case 'string': {
      const texts = [
        ...(min > 0 ? [''] : []),
        ...(max < 10_000 ? ['a'.repeat(max + 1)] : []),
        ...(pattern && !toRegExp(pattern).test(' ') ? [' '] : []),
        ...(shape.enum ? ['NONE_OF_THEM'] : []),
      ];
      return [[5, 'type'], ...texts.map((text): Wrong => [text, 'limit'])];
    }
    case 'integer':
      return [
        ['x', 'type'],
        ...[min - 1, max + 1].filter(Number.isFinite).map((value): Wrong => [value, 'limit']),
      ];
    case 'boolean':
      return [['x', 'type']];
    case 'list':
      return [[{}, 'type'], ...inside(shape.member).map(([value, why]): Wrong => [[value], why])];
    case 'map':
      return [
        [[], 'type'],
        [{ key: 5 }, 'type'],
      ];
    case 'structure':
      return [
        [[], 'type'],
        ...(shape.required ?? []).map((): Wrong => [{}, 'limit']),
        ...Object.entries(shape.members ?? {}).flatMap(([name, member]) =>
          inside(member).map(([value, why]): Wrong => [{ [name]: value }, why]),
        ),
      ];
    default:
      return expect.fail(`nobody makes a wrong ${type}`);
  }
}

describe('AWS’s model of an input', () => {
  before(needModels);
  const pool = testPool();
  /** @returns the name of the error, and whether its text names the member */
  async function ask(operation: string, input: JsonObject, member: string): Promise<string> {
    const at = new RegExp(`'${member.charAt(0).toLowerCase()}${member.slice(1)}['.]`);
    try {
      await pool.service[operation]?.(input, admin);
      return 'it was taken';
    } catch (error) {
      const { name, message } = error as AwsError;
      return name === 'SerializationException' ? 'type' : at.test(message) ? 'limit' : `${name}: ${message}`;
    }
  }

  for (const name of answeredOperations.flatMap(({ operations }) => Object.keys(operations))) {
    it(`holds for ${name}: what it requires, and the types and limits of what it takes`, async () => {
      const { shapes, operations } = models()['cognito-idp'];
      const operation = operations[name];
      if (!operation) return void expect(YOUNGER_THAN_BOTOCORE).to.include(name);
      const { members = {}, required = [] } = shapes[operation.input?.shape ?? ''] ?? {};
      const shapeOf = (member: string) => shapes[members[member]?.shape ?? ''] ?? expect.fail(member);
      const valid = Object.fromEntries(required.map(member => [member, sample(member, shapeOf(member))]));
      const faults: string[] = [];
      for (const member of Object.keys(members)) {
        if (IGNORED.includes(member) || OF_USER_AUTH.includes(`${name}.${member}`)) continue;
        if (required.includes(member)) {
          const { [member]: _, ...rest } = valid;
          const found = await ask(name, rest, member);
          if (found !== 'limit') faults.push(`without ${member}: ${found}`);
        }
        for (const [value, expected] of wrong(shapes, shapeOf(member))) {
          const isSession =
            LONGER_ON_AWS.includes(members[member]?.shape ?? '') && String(value).length > 2048;
          const found = isSession ? expected : await ask(name, { ...valid, [member]: value }, member);
          if (found !== expected) faults.push(`${member} ${JSON.stringify(value).slice(0, 40)}: ${found}`);
        }
      }
      expect(faults).to.deep.equal([]);
    });
  }
});
