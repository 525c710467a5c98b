/** Devices that a user has confirmed, and how one is found in a sign-in (Developer Guide, "Working with user devices"). */

import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError, type JsonObject } from '../aws-service.ts';
import type { Deployment } from '../deployment.ts';
import { resourceNotFound } from './errors.ts';
import type { PasswordVerifier } from './srp.ts';
import type { User } from './users.ts';

export interface DeviceId {
  /** `<region>_<UUID>` */
  readonly key: string;
  /** Takes the pool's place in the device's SRP. */
  readonly groupKey: string;
}

export interface Device extends DeviceId {
  readonly name: string;
  /** Of the secret that the device keeps; without one it cannot sign in as a device. */
  readonly verifier?: PasswordVerifier;
  readonly remembered: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly authenticatedAt: number;
}

export const newDevice = ({ region }: Deployment): DeviceId => ({
  key: `${region}_${randomUUID()}`,
  groupKey: `-${randomBytes(6).toString('base64url')}`,
});

/** @throws ResourceNotFoundException, whose text Amplify waits for: it then forgets the device and goes on without */
export function deviceOf(user: User | undefined, key: string): Device {
  const device = user?.devices?.find(candidate => candidate.key === key);
  if (!device) throw resourceNotFound('Device does not exist.');
  return device;
}

/** @throws InvalidUserPoolConfigurationException (the code is documented, the text is not) */
export function requireDevices({ userPool }: Deployment): void {
  if (!userPool.devices)
    throw new AwsError(
      'InvalidUserPoolConfigurationException',
      'Device tracking is not enabled for the user pool.',
    );
}

/** DeviceType; dates are epoch seconds. */
export const deviceSummary = (device: Device): JsonObject => ({
  DeviceKey: device.key,
  DeviceAttributes: [
    { Name: 'device_status', Value: 'valid' },
    { Name: 'device_name', Value: device.name },
    {
      Name: 'dev:device_remembered_status',
      Value: device.remembered ? 'remembered' : 'not_remembered',
    },
  ],
  DeviceCreateDate: device.createdAt / 1000,
  DeviceLastModifiedDate: device.modifiedAt / 1000,
  DeviceLastAuthenticatedDate: device.authenticatedAt / 1000,
});
