/** Cognito's own MFA in the loop: what is asked after the password, and the judging of codes. */

import { randomInt } from 'node:crypto';
import { AwsError, type JsonObject } from '../../aws-service.ts';
import {
  type MessageChallenge,
  passed,
  type SelectMfaChallenge,
  type SoftwareTokenChallenge,
} from '../challenges.ts';
import type { Context } from '../context.ts';
import { codeDelivery, deliver } from '../delivery.ts';
import { invalidParameter } from '../errors.ts';
import { addressOf, type Demand, demandedMfa, type Factor, factors } from '../mfa.ts';
import { claimAliases } from '../new-user.ts';
import { totpStep } from '../totp.ts';
import { rememberedDevice } from './device.ts';
import { after, ask, type Flow, type Judge, passwordPassed, userOf } from './flow.ts';

/**
 * What has to be asked now: nothing before the password ("with a custom challenge first, MFA is not supported",
 * amplify-js#12887), nothing twice, and nothing of a remembered device where that replaces MFA.
 */
export function dueMfa(context: Context, flow: Flow): Demand | undefined {
  const { devices } = context.deployment.userPool;
  const done: readonly string[] = [...factors, 'MFA_SETUP'];
  if (!passwordPassed(flow) || flow.results.some(({ challengeName }) => done.includes(challengeName)))
    return undefined;
  if (devices?.challengeRequiredOnNewDevice && rememberedDevice(context, flow)) return undefined;
  return demandedMfa(context.deployment.userPool, userOf(flow));
}

export async function askMfa(context: Context, flow: Flow, demand: Demand): Promise<JsonObject> {
  const USER_ID_FOR_SRP = flow.subject.userName;
  if ('ask' in demand) return askFactor(context, flow, demand.ask);
  if ('choose' in demand) {
    // MFAS_CAN_CHOOSE is what clients read; one page of AWS calls it MFAS_CAN_SELECT.
    const MFAS_CAN_CHOOSE = JSON.stringify(demand.choose);
    return ask(
      context,
      flow,
      { name: 'SELECT_MFA_TYPE', choose: demand.choose },
      { USER_ID_FOR_SRP, MFAS_CAN_CHOOSE },
    );
  }
  const MFAS_CAN_SETUP = JSON.stringify(demand.setUp);
  return ask(context, flow, { name: 'MFA_SETUP', setUp: demand.setUp }, { USER_ID_FOR_SRP, MFAS_CAN_SETUP });
}

async function askFactor(context: Context, flow: Flow, factor: Factor): Promise<JsonObject> {
  const { name, attributes, mfa } = userOf(flow);
  if (factor !== 'SOFTWARE_TOKEN_MFA')
    return sendCode(context, flow, factor, attributes[addressOf[factor]] ?? '');
  const FRIENDLY_DEVICE_NAME = mfa?.token?.friendlyName ?? '';
  return ask(context, flow, { name: factor }, { USER_ID_FOR_SRP: name, FRIENDLY_DEVICE_NAME });
}

/** Sends to an address that need not be verified: the code does that. */
export async function sendCode(
  context: Context,
  flow: Flow,
  name: MessageChallenge['name'],
  address: string,
): Promise<JsonObject> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const { client, clientMetadata } = flow;
  const occasion = { source: 'Authentication', clientId: client.id, clientMetadata } as const;
  const attribute = addressOf[name];
  await deliver(context, userOf(flow), attribute, occasion, { code }, address);
  const { DeliveryMedium, Destination } = codeDelivery(attribute, address);
  return ask(
    context,
    flow,
    { name, code, address },
    {
      USER_ID_FOR_SRP: flow.subject.userName,
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
      CODE_DELIVERY_DESTINATION: Destination,
    },
  );
}

/** EMAIL_MFA is what the API reference calls EMAIL_OTP here; clients send either. */
const choices: Readonly<Record<string, Factor>> = {
  SMS_MFA: 'SMS_MFA',
  EMAIL_OTP: 'EMAIL_OTP',
  EMAIL_MFA: 'EMAIL_OTP',
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA',
};

export const selectMfaJudge: Judge<SelectMfaChallenge> = {
  needs: ['ANSWER'],
  judge: async (context, flow, { name, choose }, { ANSWER = '' }) => {
    const factor = Object.hasOwn(choices, ANSWER) ? choices[ANSWER] : undefined;
    if (!factor || !choose.includes(factor)) throw invalidParameter('Invalid MFA type selected.');
    return { asked: await askFactor(context, after(context, flow, passed(name)), factor) };
  },
};

export const messageJudge = (answer: 'SMS_MFA_CODE' | 'EMAIL_OTP_CODE'): Judge<MessageChallenge> => ({
  needs: [answer],
  judge: (context, flow, { name, code, address }, responses) => {
    const user = userOf(flow);
    judgeCode(context, user.sub, responses[answer] === code, 'Invalid code or auth state for the user.');
    // "Amazon Cognito marks the corresponding attribute as verified" (SMS and email message MFA).
    const attribute = addressOf[name];
    const attributes = { ...user.attributes, [attribute]: address, [`${attribute}_verified`]: 'true' };
    claimAliases(context, { ...user, attributes });
    context.users.update(user, { attributes });
    return { goOn: after(context, flow, passed(name)) };
  },
});

export const softwareTokenJudge: Judge<SoftwareTokenChallenge> = {
  needs: ['SOFTWARE_TOKEN_MFA_CODE'],
  judge: (context, flow, { name }, { SOFTWARE_TOKEN_MFA_CODE = '' }) => {
    const user = userOf(flow);
    const token = user.mfa?.token;
    const step = token && totpStep(token.secret, SOFTWARE_TOKEN_MFA_CODE, context.now());
    if (token && step !== undefined && step <= token.lastStep) {
      // It ends no lock-out, since whoever looked over the user's shoulder has it too; nor does it count as a wrong one.
      context.lockouts.requireOpen(user.sub);
      throw new AwsError('ExpiredCodeException', 'Your software token has already been used once.');
    }
    judgeCode(context, user.sub, step !== undefined, 'Invalid code received for user');
    if (user.mfa && token && step !== undefined)
      context.users.update(user, { mfa: { ...user.mfa, token: { ...token, lastStep: step } } });
    return { goOn: after(context, flow, passed(name)) };
  },
};

/** @throws CodeMismatchException, after which the same Session takes another code; NotAuthorizedException */
function judgeCode({ lockouts }: Context, sub: string, right: boolean, message: string): void {
  lockouts.requireOpen(sub);
  if (!right) {
    lockouts.failed(sub);
    throw new AwsError('CodeMismatchException', message);
  }
  lockouts.passed(sub);
}
