/** A user's devices, by the user's access token or by an administrator. */

import { AwsError, type JsonObject, type Service } from '../../aws-service.ts';
import { authorize } from '../auth/tokens.ts';
import type { Context } from '../context.ts';
import { type Device, deviceOf, deviceSummary, requireDevices } from '../devices.ts';
import { invalidParameter } from '../errors.ts';
import { deviceKey, fields } from '../fields.ts';
import { choice, optional, readInput, required, type Shape, structure, text } from '../input.ts';
import type { PasswordVerifier } from '../srp.ts';
import type { User } from '../users.ts';
import { oneUser, userIn } from './admin.ts';

const byToken = { AccessToken: fields.AccessToken };
const oneDevice = { DeviceKey: required(deviceKey) };
const confirmShape = {
  ...byToken,
  ...oneDevice,
  DeviceSecretVerifierConfig: optional(
    structure({ PasswordVerifier: optional(text()), Salt: optional(text()) }),
  ),
  DeviceName: optional(text({ min: 1, max: 1024 })),
};
const statusShape = {
  ...oneDevice,
  DeviceRememberedStatus: optional(choice(['remembered', 'not_remembered'])),
};
const listShape = {
  Limit: fields.Limit,
  PaginationToken: optional(text({ min: 1, pattern: '[\\S]+' })),
};

export const deviceOperations = (context: Context): Service => {
  /** The whole input is read first, as on AWS. */
  const signedIn = (input: JsonObject, shape: Shape) => {
    const { AccessToken } = readInput(input, { ...byToken, ...shape });
    requireDevices(context.deployment);
    return authorize(context, String(AccessToken));
  };
  return {
    ConfirmDevice: input => {
      const { DeviceKey, DeviceName, DeviceSecretVerifierConfig } = readInput(input, confirmShape);
      const { user, grant } = signedIn(input, confirmShape);
      if (user.devices?.some(({ key }) => key === DeviceKey))
        throw new AwsError('DeviceKeyExistsException', 'Device already exists.');
      if (grant.device?.key !== DeviceKey) throw invalidParameter('Invalid device key given.');
      const verifier = readVerifier(DeviceSecretVerifierConfig);
      const now = context.now();
      const UserConfirmationNecessary = Boolean(
        context.deployment.userPool.devices?.onlyRememberedOnUserPrompt,
      );
      const device: Device = {
        ...grant.device,
        name: DeviceName ?? '',
        ...(verifier && { verifier }),
        remembered: !UserConfirmationNecessary,
        createdAt: now,
        modifiedAt: now,
        authenticatedAt: now,
      };
      context.users.update(user, { devices: [...(user.devices ?? []), device] });
      return { UserConfirmationNecessary };
    },
    GetDevice: input => get(signedIn(input, oneDevice).user, input),
    ListDevices: input => page(signedIn(input, listShape).user, input),
    UpdateDeviceStatus: input => update(context, signedIn(input, statusShape).user, input),
    ForgetDevice: input => forget(context, signedIn(input, oneDevice).user, input),
  };
};

export const adminDeviceOperations = (context: Context): Service => {
  const named = (input: JsonObject, shape: Shape) => {
    readInput(input, { ...oneUser, ...shape });
    requireDevices(context.deployment);
    return userIn(context, input);
  };
  return {
    AdminGetDevice: input => get(named(input, oneDevice), input),
    AdminListDevices: input => page(named(input, listShape), input),
    AdminUpdateDeviceStatus: input => update(context, named(input, statusShape), input),
    AdminForgetDevice: input => forget(context, named(input, oneDevice), input),
  };
};

/** Both base64 of big-endian bytes, as Amplify and amazon-cognito-identity-js send them. */
function readVerifier(
  config: { PasswordVerifier?: string; Salt?: string } = {},
): PasswordVerifier | undefined {
  const { PasswordVerifier, Salt } = config;
  if (PasswordVerifier === undefined && Salt === undefined) return undefined;
  const [verifier = '', salt = ''] = [PasswordVerifier, Salt].map(each =>
    Buffer.from(each ?? '', 'base64').toString('hex'),
  );
  if (!verifier || !salt) throw invalidParameter('Invalid device secret verifier config given.');
  return { verifier: BigInt(`0x${verifier}`), salt: BigInt(`0x${salt}`) };
}

const get = (user: User, input: JsonObject): JsonObject => ({
  Device: deviceSummary(deviceOf(user, readInput(input, oneDevice).DeviceKey)),
});

function page(user: User, input: JsonObject): JsonObject {
  const { Limit, PaginationToken } = readInput(input, listShape);
  const start = PaginationToken === undefined ? 0 : Number(PaginationToken);
  if (!Number.isInteger(start)) throw invalidParameter('Invalid pagination token.');
  const devices = user.devices ?? [];
  const end = start + (Limit || 60);
  return {
    Devices: devices.slice(start, end).map(deviceSummary),
    ...(end < devices.length && { PaginationToken: String(end) }),
  };
}

function update(context: Context, user: User, input: JsonObject): JsonObject {
  const { DeviceKey, DeviceRememberedStatus: status } = readInput(input, statusShape);
  const { key } = deviceOf(user, DeviceKey);
  const devices = (user.devices ?? []).map(device =>
    device.key === key
      ? {
          ...device,
          remembered: status ? status === 'remembered' : device.remembered,
          modifiedAt: context.now(),
        }
      : device,
  );
  context.users.update(user, { devices });
  return {};
}

function forget(context: Context, user: User, input: JsonObject): JsonObject {
  const { key } = deviceOf(user, readInput(input, oneDevice).DeviceKey);
  context.users.update(user, { devices: (user.devices ?? []).filter(device => device.key !== key) });
  return {};
}
