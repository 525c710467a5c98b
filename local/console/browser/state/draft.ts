import type { Json, JsonObject } from '../../../aws-service.ts';
import type { Inputs, Server } from '../../../watch/protocol.ts';
import { TEST_KEYS, testSecretArn } from '../../site-verify.ts';

/** A step of the flow as it is edited. */
export interface DraftStep {
  /** One, or several to choose from. */
  readonly challenges: readonly string[];
  /** What else the step has, by its names in Terraform: `attempts`, `when`, … */
  readonly rest: JsonObject;
}

/** The module's inputs as they are edited: the flow as a form, the others as JSON. */
export interface Draft {
  readonly steps: readonly DraftStep[];
  readonly others: string;
}

export const CHALLENGES = [
  'password',
  'captcha',
  'email_otp',
  'sms_otp',
  'magic_link',
  'human_check',
  'proof_of_work',
  'external',
] as const;

export function toDraft({ values }: Inputs, { flow: declared }: Server): Draft {
  const { flow, ...others } = values;
  const steps = Array.isArray(flow)
    ? flow.map(toStep)
    : declared.map(({ challenges }) => ({ challenges, rest: {} }));
  return { steps, others: JSON.stringify(others, null, 2) };
}

function toStep(step: Json): DraftStep {
  const { challenge, any_of, ...rest } = Object(step);
  return { challenges: any_of ?? [challenge], rest };
}

/** @throws SyntaxError if the other inputs are not JSON */
export function toInputs({ steps, others }: Draft, origin: string): JsonObject {
  const flow = steps.map(({ challenges, rest }) => ({
    ...(challenges.length === 1 ? { challenge: challenges[0] ?? '' } : { any_of: [...challenges] }),
    ...rest,
  }));
  const given: JsonObject = JSON.parse(others || '{}');
  const asked = new Set(steps.flatMap(({ challenges }) => challenges));
  const needed = NEEDS.filter(
    ([challenges, input]) => challenges.some(name => asked.has(name)) && !(input in given),
  );
  return { ...given, flow, ...Object.fromEntries(needed.map(([, input, value]) => [input, value(origin)])) };
}

const { turnstile } = TEST_KEYS;

/** Inputs without which a challenge cannot be asked, with values that work on this machine. */
const NEEDS: readonly (readonly [readonly string[], string, (origin: string) => Json])[] = [
  [['email_otp', 'magic_link'], 'email', () => ({ from: 'sign-in@example.com' })],
  [['sms_otp'], 'sms', () => ({ country_prefixes: ['+1'] })],
  // This page takes a link's token. Terraform lets no other name without https in.
  [['magic_link'], 'magic_link', origin => ({ urls: [`http://localhost:${new URL(origin).port}/`] })],
  [
    ['human_check'],
    'human_check',
    () => ({
      provider: 'turnstile',
      site_key: turnstile.siteKey,
      hostnames: [turnstile.hostname],
      secret_arn: testSecretArn('turnstile'),
    }),
  ],
];
