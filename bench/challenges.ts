import { createHash } from 'node:crypto';
import { type CustomChallengeName, challengeKinds } from '../functions/challenge-kinds.ts';
import { createChallenge } from '../functions/create-auth-challenge/create-challenge.ts';
import { readEvent } from '../functions/event/event.ts';
import { stateless } from '../functions/ledger/stateless.ts';
import { parseSettings } from '../functions/settings/settings.ts';
import { verifyAnswer } from '../functions/verify-auth-challenge-response/verify-answer.ts';
import { requiredSettings } from '../test/support/challenge-settings.ts';
import { written } from '../test/support/written.ts';
import { type Bench, costFigures } from './figure.ts';
import { MAC } from './kms-stub.ts';
import { type Cost, costOf, inTurns } from './measure.ts';

const CALLS = 40;
const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:quiz';

const { password: _, ...challenges } = challengeKinds;

/** What the services would answer. */
const world = {
  now: Date.now,
  nonce: () => 'n'.repeat(22),
  generateMac: async () => MAC,
  ledger: stateless,
  handOver: async () => {},
  sleep: async () => {},
  invoke: async (_arn: string, event: unknown) => {
    const answered = {
      publicChallengeParameters: { q: '1' },
      privateChallengeParameters: { answer: '1' },
      answerCorrect: false,
    };
    return { ...Object(event), response: answered };
  },
  secretText: async () => 'secret',
  postForm: async () => ({
    success: true,
    hostname: 'app.ember.example',
    challenge_ts: new Date().toISOString(),
  }),
};

/** One warm round of each challenge, create and verify, in this process: what they themselves cost, without a network. */
export const challengeRounds: Bench = async () => {
  const rounds = await Promise.all(
    Object.keys(challenges).map(async name => [name, await round(name as CustomChallengeName)] as const),
  );
  const costs = await inTurns<string>({
    ...Object.fromEntries(rounds),
    hash: () => each(() => createHash('sha256').update('prefix.suffix').digest()),
  });
  const floor = { name: 'one SHA-256', cost: costs.hash ?? { wallMs: Number.NaN, cpuMs: Number.NaN } };
  return rounds.flatMap(([name]) => costFigures(`round of ${name}`, costs[name] ?? floor.cost, floor));
};

async function round(name: CustomChallengeName): Promise<() => Promise<Cost>> {
  const isExternal = name === 'external';
  const settings = parseSettings(
    JSON.stringify(
      written({
        flow: [
          { challenges: ['password'] },
          { challenges: [name], ...(isExternal && { functionArn, proof: false }) },
        ],
        keyId: 'key',
        challenges: { [name]: requiredSettings[name] ?? {} },
        delivery: { functionArn },
      }),
    ),
  );
  const create = await createChallenge(settings, world);
  const verify = await verifyAnswer(settings, world);
  const userAttributes = {
    email: 'a@example.com',
    email_verified: 'true',
    phone_number: '+15555550100',
    phone_number_verified: 'true',
  };
  const session = ['SRP_A', 'PASSWORD_VERIFIER'].map(challengeName => ({
    challengeName,
    challengeResult: true,
  }));
  const event = (trigger: string, request: object) => {
    const caller = {
      userPoolId: 'eu-west-1_Example01',
      userName: 'user',
      callerContext: { clientId: 'client' },
      version: '1',
      region: 'eu-west-1',
    };
    const read = readEvent(
      { ...caller, triggerSource: trigger, request: { userAttributes, ...request }, response: {} },
      trigger,
    );
    if (!read) throw new Error(`Not a ${trigger} event.`);
    return read;
  };
  return () =>
    each(async () => {
      const { privateChallengeParameters } = await create(
        event('CreateAuthChallenge_Authentication', { session }),
      );
      await verify(
        event('VerifyAuthChallengeResponse_Authentication', {
          privateChallengeParameters,
          challengeAnswer: '123456',
        }),
      );
    });
}

/** The cost of one of many calls; what they log is not part of it. */
async function each(work: () => unknown): Promise<Cost> {
  const { info } = console;
  console.info = () => {};
  try {
    const { wallMs, cpuMs } = await costOf(async () => {
      for (let call = 0; call < CALLS; call++) await work();
    });
    return { wallMs: wallMs / CALLS, cpuMs: cpuMs / CALLS };
  } finally {
    console.info = info;
  }
}
