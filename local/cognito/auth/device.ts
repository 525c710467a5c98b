/** DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER, which follow define's word that tokens are due. */

import type { JsonObject } from '../../aws-service.ts';
import { type DeviceChallenge, type DevicePasswordChallenge, passed } from '../challenges.ts';
import type { Context } from '../context.ts';
import { type Device, deviceOf } from '../devices.ts';
import { incorrectCredentials, invalidParameter } from '../errors.ts';
import {
  createPasswordChallenge,
  passwordChallengeParameters,
  provesPassword,
  readPasswordClaim,
} from '../password-challenge.ts';
import { newSessionId } from '../sessions.ts';
import { type PasswordVerifier, readPublicValue } from '../srp.ts';
import { after, ask, type Flow, type Judge, type Responses, userOf } from './flow.ts';

/**
 * The flow with the DEVICE_KEY that a client sends along; without device tracking it means nothing. The first one
 * stands: it may have taken the place of MFA.
 * @throws ResourceNotFoundException
 */
export function withDevice({ deployment }: Context, flow: Flow, deviceKey: string | undefined): Flow {
  if (!deployment.userPool.devices || deviceKey === undefined || flow.deviceKey !== undefined) return flow;
  return { ...flow, deviceKey: deviceOf(flow.subject.user, deviceKey).key };
}

/** The device that has to prove itself in this sign-in; one that is only confirmed has not. */
export function rememberedDevice({ deployment }: Context, flow: Flow): Device | undefined {
  if (!deployment.userPool.devices) return undefined;
  const device = flow.subject.user?.devices?.find(({ key }) => key === flow.deviceKey);
  return device?.remembered && device.verifier ? device : undefined;
}

export const devicePassed = ({ results }: Flow): boolean =>
  results.some(({ challengeName }) => challengeName === 'DEVICE_PASSWORD_VERIFIER');

export const askDevice = (context: Context, flow: Flow, { key, groupKey }: Device): JsonObject =>
  ask(context, flow, { name: 'DEVICE_SRP_AUTH', device: { key, groupKey } }, { DEVICE_KEY: key });

export const deviceJudge: Judge<DeviceChallenge> = {
  needs: ['DEVICE_KEY', 'SRP_A'],
  check: ({ SRP_A = '' }) => {
    if (readPublicValue(SRP_A) === undefined) throw invalidParameter('Invalid SRP_A');
  },
  judge: (context, flow, { name, device }, responses) => {
    const verifier = verifierOf(flow, device.key, responses);
    const next = after(context, flow, passed(name));
    const secretBlock = newSessionId(next);
    const { exchange } = createPasswordChallenge(
      readPublicValue(responses.SRP_A ?? '') ?? 0n,
      verifier.verifier,
      secretBlock,
    );
    const { SALT, SECRET_BLOCK, SRP_B, USERNAME } = passwordChallengeParameters(
      { name: 'PASSWORD_VERIFIER', exchange, secretBlock },
      verifier,
      flow.subject.userName,
    );
    return {
      asked: ask(context, next, { name: 'DEVICE_PASSWORD_VERIFIER', device, exchange, secretBlock }, {
        DEVICE_KEY: device.key,
        ...{ SALT, SECRET_BLOCK, SRP_B, USERNAME },
      } as Record<string, string>),
    };
  },
};

export const devicePasswordJudge: Judge<DevicePasswordChallenge> = {
  needs: ['DEVICE_KEY', 'PASSWORD_CLAIM_SECRET_BLOCK', 'PASSWORD_CLAIM_SIGNATURE', 'TIMESTAMP'],
  check: readPasswordClaim,
  judge: (context, flow, { name, device, exchange, secretBlock }, responses) => {
    verifierOf(flow, device.key, responses);
    // The group key and the device key take the places of pool and user in a password's SRP.
    const identity = { poolName: device.groupKey, userId: device.key };
    const proved = provesPassword(
      { name: 'PASSWORD_VERIFIER', exchange, secretBlock },
      readPasswordClaim(responses),
      identity,
    );
    if (!proved) throw incorrectCredentials();
    const user = userOf(flow);
    const now = context.now();
    const devices = user.devices?.map(each =>
      each.key === device.key ? { ...each, authenticatedAt: now } : each,
    );
    context.users.update(user, { ...(devices && { devices }) });
    const next = after(context, flow, passed(name));
    return context.choices.afterDevice === 'define'
      ? { goOn: next }
      : { tokens: next, source: 'AuthenticateDevice' };
  },
};

/** The device may have been forgotten since it was asked. */
function verifierOf(flow: Flow, key: string, { DEVICE_KEY }: Responses): PasswordVerifier {
  const device = deviceOf(flow.subject.user, key);
  if (DEVICE_KEY !== key || !device.remembered || !device.verifier) throw incorrectCredentials();
  return device.verifier;
}
