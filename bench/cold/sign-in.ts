import type { FunctionName } from '../../modules/packages.ts';
import type { Figure } from '../figure.ts';
import { median, quietSamples } from '../measure.ts';
import { type AwsStub, withAwsStub } from './aws-stub.ts';
import { settingsFor } from './cases.ts';
import { type CpuShare, cpuShare } from './cpu-share.ts';
import { startEnvironment } from './environment.ts';
import { AFTER_PASSWORD, AFTER_SRP_A, cognitoEvent, createEvent } from './events.ts';
import { DELAY_MS, MEMORY_MB } from './first-events.ts';
import { type Setting, variablesFor } from './setting.ts';
import type { VariantName } from './variants.ts';

const ROUNDS = 8;

interface Wait {
  /** Of functions: each one's init and event. */
  readonly functionsMs: number;
  /** With Node's own start in each init. */
  readonly wholeMs: number;
}

/**
 * A user's wait for a whole sign-in by password and magic link in which every function is cold, the message's way through
 * SES apart: define, define, create, deliver, verify, define. The link is read from what SES was given.
 */
export function signIn(setting: Setting, scratch: string): Promise<Figure[]> {
  return withAwsStub(DELAY_MS, async stub => {
    const share = cpuShare(MEMORY_MB);
    const measured = (variant: VariantName) => () => coldSignIn(setting, variant, stub, share, scratch);
    try {
      const waits = await quietSamples(
        { ours: measured('ours'), off: measured('warm-up off'), sdk: measured('AWS SDK v3') },
        ({ wholeMs }) => wholeMs,
        setting.rounds(ROUNDS),
      );
      const line = (
        what: string,
        of: (wait: Wait) => number,
        floor: 'off' | 'sdk',
        ratio?: number,
      ): Figure => ({
        name: `cold magic-link sign-in at ${MEMORY_MB} MB, ${what}`,
        unit: 'ms',
        figure: median(waits.ours.map(of)),
        floor: {
          name: floor === 'off' ? 'warm-up off' : 'the same with AWS SDK v3',
          figure: median(waits[floor].map(of)),
        },
        ...(ratio !== undefined && { target: { ratio } }),
      });
      return [
        line('init and events', ({ functionsMs }) => functionsMs, 'off', 0.75),
        line('init and events', ({ functionsMs }) => functionsMs, 'sdk', 0.4),
        line("with Node's start", ({ wholeMs }) => wholeMs, 'off'),
        line("with Node's start", ({ wholeMs }) => wholeMs, 'sdk'),
      ];
    } finally {
      share.close();
    }
  });
}

async function coldSignIn(
  { node, folder }: Setting,
  variant: VariantName,
  stub: AwsStub,
  share: CpuShare,
  scratch: string,
): Promise<Wait> {
  const variables = variablesFor(stub, scratch, settingsFor('magic_link'));
  let [functionsMs, wholeMs] = [0, 0];
  const inFresh = async (fn: FunctionName, event: object): Promise<Record<string, unknown>> => {
    const environment = await startEnvironment({ node, folder: folder(variant)(fn), variables, share });
    const { init, call, close } = environment;
    const { wallMs, response } = await call(event);
    await close();
    functionsMs += init.wallMs + wallMs;
    wholeMs += init.startMs + init.wallMs + wallMs;
    return Object(response && (response as { response?: unknown }).response);
  };
  const define = async (session: readonly object[]) =>
    inFresh('define-auth-challenge', cognitoEvent('define', { session }));

  stub.take();
  await define(AFTER_SRP_A);
  await define(AFTER_PASSWORD);
  const { privateChallengeParameters, challengeMetadata } = await inFresh(
    'create-auth-challenge',
    createEvent(),
  );
  await inFresh('deliver-challenge', JSON.parse(bodyTo(stub, 'lambda')));
  const [, challengeAnswer] = /token=([\w.-]+)/.exec(bodyTo(stub, 'ses')) ?? [];
  const answered = cognitoEvent('verify', { privateChallengeParameters, challengeAnswer });
  const { answerCorrect } = await inFresh('verify-auth-challenge-response', answered);
  const round = { challengeName: 'CUSTOM_CHALLENGE', challengeResult: answerCorrect, challengeMetadata };
  const { issueTokens } = await define([...AFTER_PASSWORD, round]);
  if (issueTokens !== true) throw new Error(`The sign-in of ${variant} ended without tokens.`);
  return { functionsMs, wholeMs };
}

/** What a service was sent since somebody last looked. */
function bodyTo(stub: AwsStub, service: string): string {
  const { received } = stub.take();
  const request = received.find(each => each.service === service);
  if (!request) throw new Error(`Nothing was sent to ${service}.`);
  return request.body;
}
