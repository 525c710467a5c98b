import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import type { Context } from '../iam/policy.ts';
import type { Request } from '../iam/request.ts';
import { arnIn, type Place } from './arn.ts';

export interface SesAccount {
  /**
   * A new account may send to verified recipients only, and then needs the permission for their identities too
   * (aws-sdk-js#3641, cloudposse/terraform-aws-ses#40). Here all are verified. @default true
   */
  readonly sandbox?: boolean;
  /** Addresses and domains that are verified. @default the domain of each sender, and the address of each recipient */
  readonly identities?: readonly string[];
  /** Why SES takes nothing at this moment, asked at each message. @default it takes what IAM allows */
  readonly refusal?: () => SesRefusal | undefined;
}

/**
 * What SES answers whatever the message is, with HTTP's 400.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
export interface SesRefusal {
  readonly code:
    | 'AccountSuspendedException'
    | 'SendingPausedException'
    | 'MailFromDomainNotVerifiedException'
    | 'MessageRejected';
  readonly message: string;
}

export interface EmailParties {
  readonly apiVersion: '1' | '2';
  /** Plain addresses. */
  readonly from: string;
  readonly recipients: readonly string[];
  readonly displayName: string;
}

/**
 * What SES authorises for a `SendEmail`: the sender's identity, the configuration set, the recipients' identities in
 * the sandbox, and an override of tracking, which no identity covers.
 * https://docs.aws.amazon.com/ses/latest/dg/configuration-overrides.html#tracking-overrides-permissions
 */
export function sendEmailRequests(
  input: JsonObject,
  { apiVersion, from, recipients, displayName }: EmailParties,
  place: Place,
  { sandbox = true, identities = [] }: SesAccount,
): Request[] {
  const context = {
    'ses:ApiVersion': apiVersion,
    'ses:FromAddress': from,
    'ses:Recipients': recipients,
    ...given('ses:FromDisplayName', displayName),
    ...given('ses:FeedbackAddress', input.FeedbackForwardingEmailAddress),
    ...given('ses:MultiRegionEndpointId', input.EndpointId),
    ...given('ses:TenantName', input.TenantName),
  };
  const arn = (type: string, name: string) => arnIn(place, 'ses', `${type}/${name}`);
  const { FromEmailAddressIdentityArn: identityArn, ConfigurationSetName: configurationSet } = input;
  const sender =
    typeof identityArn === 'string' ? identityArn : arn('identity', identityOf(from, identities));
  const resources = [
    sender,
    ...(typeof configurationSet === 'string' ? [arn('configuration-set', configurationSet)] : []),
    ...(sandbox ? recipients.map(address => arn('identity', verified(address, identities) ?? address)) : []),
  ];
  return [
    ...resources.map(resource => ({ action: 'ses:SendEmail', resource, context })),
    ...trackingOverride(input.ConfigurationOverrides),
  ];
}

/** Only what the request says of tracking is in its context. */
function trackingOverride(overrides: Json | undefined): Request[] {
  const tracking = isObject(overrides) ? overrides.Tracking : undefined;
  if (!isObject(tracking)) return [];
  const context = {
    ...given('ses:OpenTrackingEnabled', tracking.OpenTrackingEnabled),
    ...given('ses:ClickTrackingEnabled', tracking.ClickTrackingEnabled),
  };
  return [{ action: 'ses:ApplyTrackingConfigurationOverrides', resource: '*', context }];
}

/** The address, or its domain, or one above, whichever is verified first; domains are kept in small letters. */
function verified(address: string, identities: readonly string[]): string | undefined {
  const labels = domainOf(address).split('.');
  const names = [address, ...labels.map((_, index) => labels.slice(index).join('.'))];
  return names.find(name => identities.includes(name));
}

const identityOf = (address: string, identities: readonly string[]) =>
  verified(address, identities) ?? domainOf(address);

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const given = (key: string, value: Json | undefined): Context =>
  typeof value === 'string' && value !== '' ? { [key]: value } : {};
