/**
 * Which condition keys can be judged here. A key that AWS would fill in, and this machine has nothing to fill it with,
 * must not count as absent: a negated condition on it would then hold.
 */

import { isLike } from './pattern.ts';
import type { Policy, Statement } from './policy.ts';
import { PolicyError } from './policy-error.ts';

interface Keys {
  /** With the value that AWS would give them, or absent where AWS would leave them out. */
  readonly known: readonly string[];
  /** Of those, what may have several values. */
  readonly multivalued?: readonly string[];
}

/** Those of every service. */
const GLOBAL: Keys = {
  known: [
    ...['aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalType', 'aws:ResourceAccount'],
    ...['aws:PrincipalIsAWSService', 'aws:PrincipalServiceName', 'aws:SourceArn', 'aws:SourceAccount'],
    ...[
      'aws:CurrentTime',
      'aws:EpochTime',
      'aws:RequestedRegion',
      'aws:SecureTransport',
      'aws:ViaAWSService',
    ],
    // A function's session is not a user's: it has no name, no second factor and nobody behind it.
    ...['aws:username', 'aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge', 'aws:SourceIdentity'],
    'aws:CalledVia',
    // In whatever a function's code calls.
    'lambda:SourceFunctionArn',
  ],
  multivalued: ['aws:CalledVia'],
};

/** By action, what the local services authorise. */
export const AUTHORISED: Readonly<Record<string, Keys>> = {
  'dynamodb:UpdateItem': dynamodb('LeadingKeys', 'Attributes'),
  'dynamodb:PutItem': dynamodb('LeadingKeys', 'Attributes'),
  'dynamodb:DeleteItem': dynamodb('LeadingKeys', 'Attributes'),
  'dynamodb:GetItem': dynamodb('LeadingKeys', 'Attributes', 'Select'),
  'dynamodb:Query': dynamodb('LeadingKeys', 'Attributes', 'Select'),
  'dynamodb:Scan': dynamodb('Attributes', 'Select'),
  'dynamodb:DescribeTable': { known: [] },
  'events:PutEvents': { known: [] },
  'kms:Decrypt': kms('kms:EncryptionAlgorithm', 'kms:EncryptionContextKeys'),
  'kms:GenerateMac': kms('kms:MacAlgorithm'),
  'lambda:InvokeFunction': {
    known: ['lambda:EventSourceToken', 'lambda:FunctionUrlAuthType', 'lambda:InvokedViaFunctionUrl'],
  },
  'lambda:ListFunctions': { known: [] },
  'secretsmanager:GetSecretValue': {
    known: ['secretsmanager:SecretId', 'secretsmanager:VersionId', 'secretsmanager:VersionStage'],
  },
  'ses:ApplyTrackingConfigurationOverrides': {
    known: ['ses:OpenTrackingEnabled', 'ses:ClickTrackingEnabled'],
  },
  'ses:SendEmail': {
    known: [
      ...[
        'ses:ApiVersion',
        'ses:FeedbackAddress',
        'ses:FromAddress',
        'ses:FromDisplayName',
        'ses:Recipients',
      ],
      ...['ses:MultiRegionEndpointId', 'ses:TenantName'],
    ],
    multivalued: ['ses:Recipients'],
  },
  'sms-voice:SendTextMessage': { known: [] },
  'sns:Publish': { known: [] },
  'sqs:SendMessage': { known: [] },
  'ssm:GetParameter': { known: [] },
};

function dynamodb(...names: string[]): Keys {
  const known = [...names, 'EnclosingOperation', 'ReturnConsumedCapacity', 'ReturnValues'];
  return {
    known: known.map(name => `dynamodb:${name}`),
    multivalued: ['dynamodb:LeadingKeys', 'dynamodb:Attributes'],
  };
}

function kms(...known: string[]): Keys {
  return {
    known: [...known, 'kms:CallerAccount', 'kms:RequestAlias', 'kms:ViaService'],
    multivalued: ['kms:EncryptionContextKeys'],
  };
}

const has = (keys: readonly string[] | undefined, key: string): boolean =>
  keys?.some(each => each.toLowerCase() === key.toLowerCase()) ?? false;

/** Whether a call for an action can be judged by a key; a key of another service is never in such a call. */
export function isKnownKey(action: string, key: string): boolean {
  const prefix = (name: string) => name.toLowerCase().split(':')[0];
  if (prefix(key) === 'aws' || prefix(key) === prefix(action)) {
    // What encrypts gives its own pairs, and no others.
    if (/^kms:EncryptionContext:/i.test(key)) return true;
    return has(GLOBAL.known, key) || has(AUTHORISED[action]?.known, key);
  }
  return true;
}

/** @throws PolicyError for a statement about something that is authorised here, on a condition that cannot be judged */
export function requireKnownKeys({ statements }: Policy): void {
  for (const { action, conditions } of statements) {
    for (const name of Object.keys(AUTHORISED).filter(each => mayBe(action, each))) {
      for (const { key, set } of conditions) {
        if (!isKnownKey(name, key)) {
          throw new PolicyError(
            `a condition on ${key} cannot be judged here for ${name}: leave it out to run here`,
          );
        }
        const several = [...(GLOBAL.multivalued ?? []), ...(AUTHORISED[name]?.multivalued ?? [])];
        if (has(several, key) && set === undefined) {
          throw new PolicyError(
            `${key} may have several values: put ForAllValues: or ForAnyValue: before the operator`,
          );
        }
      }
    }
  }
}

function mayBe({ not, patterns }: Statement['action'], action: string): boolean {
  const none = { version: '2008-10-17', context: {} } as const;
  return patterns.some(pattern => isLike(action.toLowerCase(), pattern.toLowerCase(), none)) !== not;
}
