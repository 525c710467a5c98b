import { coldStart, type Handler, importAfresh } from '../../test/support/handlers.ts';
import { KEY_ID } from '../../test/support/settings.ts';
import { cognitoEvent } from '../../test/support/trigger-events.ts';
import { written } from '../../test/support/written.ts';
import type { Kind } from './cell.ts';
import type { Dependency } from './services.ts';

export interface Functions {
  readonly create: Handler;
  readonly verify: Handler;
  readonly deliver: Handler;
}

const lambda = (name: string) => `arn:aws:lambda:eu-central-1:111122223333:function:${name}`;

/** What Terraform would have written for a flow of this kind. @param mark stands in all that is called */
function settingsFor(
  kind: Kind,
  dependency: Dependency | 'everything',
  mark: string,
): Record<string, unknown> {
  const challenge = kind.split(',')[0] ?? '';
  const isCheck = ['captcha', 'human_check', 'proof_of_work'].includes(challenge);
  const step = {
    name: 'asked',
    challenges: [challenge],
    ...(challenge === 'external' && { functionArn: lambda(`${mark}-external`), proof: true }),
  };
  const secret =
    dependency === 'Parameter Store'
      ? `arn:aws:ssm:eu-central-1:111122223333:parameter/${mark}`
      : `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${mark}-AbCdEf`;
  return {
    flow: [step, ...(isCheck ? [{ name: 'after', challenges: ['email_otp'] }] : [])],
    keyId: KEY_ID.replace('/0', `/${mark}-0`),
    ledgerTable: mark,
    challenges: {
      magic_link: { urls: ['https://app.example/sign-in'] },
      proof_of_work: { difficulty: 8 },
      human_check: {
        provider: 'turnstile',
        site_key: 'site-key',
        secret_arn: secret,
        hostnames: ['app.example'],
        ...(kind === 'human_check, open' && { on_failure: 'open' }),
      },
    },
    delivery: { functionArn: lambda(`${mark}-deliver`), resendSeconds: 30, messagesPerHour: 100 },
    appName: 'Acme',
    email: { from: `${mark}@acme.example` },
    sms: {
      countryPrefixes: ['+1'],
      ...(dependency === 'SNS'
        ? { provider: 'sns', senderId: mark }
        : { originationIdentity: `arn:aws:sms-voice:eu-central-1:111122223333:pool/${mark}` }),
    },
    ...(dependency === 'Lambda (own sender)' && { sender: { functionArn: lambda(`${mark}-sender`) } }),
    ...(dependency === 'Parameter Store' && {
      texts: { en: `arn:aws:ssm:eu-central-1:111122223333:parameter/${mark}/texts` },
    }),
  };
}

/** The functions of a cell after a cold start, and before their first call. */
export async function startFunctions(
  kind: Kind,
  dependency: Dependency | 'everything',
  mark: string,
  siteVerify: string,
  overrides: object = {},
): Promise<Functions> {
  const settings = { ...settingsFor(kind, dependency, mark), ...overrides };
  process.env.HUMAN_CHECK_ENDPOINT = `${siteVerify}/siteverify/${mark}`;
  const create = await coldStart('create', settings);
  const verify = await coldStart('verify', settings);
  // An event that comes to nothing, and calls nobody, waits for what is built at the cold start, which reads the environment.
  const failed = [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: false }];
  await create(cognitoEvent('create', { session: failed })).catch(() => undefined);
  await verify(cognitoEvent('verify', { privateChallengeParameters: {}, challengeAnswer: '' }));
  let loading: Promise<Handler> | undefined;
  const deliver = async (event: unknown) => {
    loading ??= importAfresh('deliver-challenge');
    const handler = await loading;
    // It reads its settings at its first event, at once.
    process.env.CHALLENGE_SETTINGS = JSON.stringify(written(settings));
    return handler(event);
  };
  return { create, verify, deliver };
}
