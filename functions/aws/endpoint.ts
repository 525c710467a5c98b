/** Where a call goes: the region that it is signed for, and the host. */

/**
 * The region of what a call names by its ARN: AWS answers for its own region only, and to a signature for it.
 * Undefined for an id or a name, and for an ARN without a region: what the function's own region has.
 */
export function regionOf(name: string | undefined): string | undefined {
  return /^arn:[^:]+:[^:]+:([a-z]{2,5}(?:-[a-z]+)+-\d+):/.exec(name ?? '')?.[1];
}

/** What AWS's SDKs call a service, if that differs from its name in signatures. */
const sdkNames: Readonly<Record<string, string>> = {
  events: 'EVENTBRIDGE',
  secretsmanager: 'SECRETS_MANAGER',
  ses: 'SESV2',
  'sms-voice': 'PINPOINT_SMS_VOICE_V2',
};

/** The ends of host names outside of AWS's largest partition, as its SDKs have them (botocore, `partitions.json`). */
const suffixes: readonly (readonly [regions: RegExp, suffix: string])[] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^eusc-/, 'amazonaws.eu'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
];

/**
 * `AWS_ENDPOINT_URL_KMS`, then `AWS_ENDPOINT_URL`, as in AWS's own SDKs; otherwise the region's.
 *
 * @param host the first part of the host's name
 */
export function endpoint(service: string, host: string, region: string): URL {
  const variable = `AWS_ENDPOINT_URL_${sdkNames[service] ?? service.toUpperCase()}`;
  const given = process.env[variable] || process.env.AWS_ENDPOINT_URL;
  const suffix = suffixes.find(([regions]) => regions.test(region))?.[1] ?? 'amazonaws.com';
  return new URL(given || `https://${host}.${region}.${suffix}`);
}
