import type { FaultName, Protocol } from './faults.ts';

/** What the functions call. */
export const dependencies = {
  KMS: { variable: 'AWS_ENDPOINT_URL_KMS', protocol: 'json' },
  DynamoDB: { variable: 'AWS_ENDPOINT_URL_DYNAMODB', protocol: 'json' },
  'Lambda (deliver)': { variable: 'AWS_ENDPOINT_URL_LAMBDA', protocol: 'rest' },
  'Lambda (external)': { variable: 'AWS_ENDPOINT_URL_LAMBDA', protocol: 'rest' },
  'Lambda (own sender)': { variable: 'AWS_ENDPOINT_URL_LAMBDA', protocol: 'rest' },
  SES: { variable: 'AWS_ENDPOINT_URL_SESV2', protocol: 'rest' },
  'End User Messaging': { variable: 'AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2', protocol: 'json' },
  SNS: { variable: 'AWS_ENDPOINT_URL_SNS', protocol: 'query' },
  'Secrets Manager': { variable: 'AWS_ENDPOINT_URL_SECRETS_MANAGER', protocol: 'json' },
  'Parameter Store': { variable: 'AWS_ENDPOINT_URL_SSM', protocol: 'json' },
  'site-verify': { variable: 'HUMAN_CHECK_ENDPOINT', protocol: 'form' },
} as const satisfies Record<string, { variable: string; protocol: Protocol }>;

export type Dependency = keyof typeof dependencies;

/** Which requests of a cell meet a fault. */
export interface Plan {
  readonly dependency: Dependency | 'everything';
  readonly fault: FaultName;
  /** How many may. */
  readonly most: number;
  /** How many did. */
  met: number;
}

/** A request that a function sent. */
export interface Sent {
  readonly path: string;
  /** `TrentService.GenerateMac` */
  readonly target: string;
  readonly body: string;
}

/** Whom a request is for; undefined for nobody that there is. */
export function dependencyOf({ path, target, body }: Sent): Dependency | undefined {
  if (target) return byTarget[target.split('.')[0] ?? ''];
  if (path.startsWith('/2015-03-31/functions/')) return lambdaOf(path);
  if (path.startsWith('/v2/email/')) return 'SES';
  if (path.startsWith('/siteverify/')) return 'site-verify';
  return body.startsWith('Action=Publish&') ? 'SNS' : undefined;
}

const byTarget: Readonly<Record<string, Dependency>> = {
  TrentService: 'KMS',
  DynamoDB_20120810: 'DynamoDB',
  secretsmanager: 'Secrets Manager',
  AmazonSSM: 'Parameter Store',
  PinpointSMSVoiceV2: 'End User Messaging',
};

function lambdaOf(path: string): Dependency {
  if (path.includes('-deliver/')) return 'Lambda (deliver)';
  return path.includes('-external/') ? 'Lambda (external)' : 'Lambda (own sender)';
}
