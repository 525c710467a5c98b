/** The operations of cognito-idp that are not here, with what to do instead: a client that calls one is told. */

import { AwsError, type Service } from '../../aws-service.ts';

export interface Absent {
  /** What they are for. */
  readonly about: string;
  readonly instead: string;
  readonly names: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

export const absentOperations: readonly Absent[] = [
  {
    about: 'changing the pool and its clients',
    instead: 'The pool is what the module’s inputs make of it: change the inputs.',
    names: words(`
      AddCustomAttributes AddUserPoolClientSecret CreateUserPool CreateUserPoolClient CreateUserPoolReplica
      DeleteUserPool DeleteUserPoolClient DeleteUserPoolClientSecret DeleteUserPoolReplica GetLogDeliveryConfiguration
      GetUserPoolClientSessionConfiguration GetUserPoolSessionConfiguration ListTagsForResource ListUserPoolClientSecrets
      ListUserPoolReplicas SetLogDeliveryConfiguration SetUserPoolClientSessionConfiguration SetUserPoolMfaConfig
      SetUserPoolSessionConfiguration TagResource UntagResource UpdateUserPool UpdateUserPoolClient
      UpdateUserPoolReplica`),
  },
  {
    about: 'managed login, federation and machine-to-machine tokens',
    instead: 'Managed login and federation never call the triggers of a custom sign-in: try them on AWS.',
    names: words(`
      AdminDisableProviderForUser AdminLinkProviderForUser CreateIdentityProvider CreateManagedLoginBranding
      CreateResourceServer CreateTerms CreateUserPoolDomain DeleteIdentityProvider DeleteManagedLoginBranding
      DeleteResourceServer DeleteTerms DeleteUserPoolDomain DescribeIdentityProvider DescribeManagedLoginBranding
      DescribeManagedLoginBrandingByClient DescribeResourceServer DescribeTerms DescribeTermsByClient GetClientToken
      GetIdentityProviderByIdentifier GetSigningCertificate GetUICustomization ListTerms SetUICustomization
      UpdateIdentityProvider UpdateManagedLoginBranding UpdateResourceServer UpdateTerms UpdateUserPoolDomain`),
  },
  {
    about: 'passkeys, and the factors of `USER_AUTH`',
    instead: 'Passkeys belong to sign-ins that go around the flow: let clients use CUSTOM_AUTH.',
    names: words(`
      AdminGetUserAuthFactors CompleteWebAuthnRegistration DeleteWebAuthnCredential GetUserAuthFactors
      ListWebAuthnCredentials StartWebAuthnRegistration`),
  },
  {
    about: 'threat protection',
    instead: 'Every sign-in here is one without a risk: try threat protection on AWS.',
    names: words(`
      AdminListUserAuthEvents AdminUpdateAuthEventFeedback DescribeRiskConfiguration SetRiskConfiguration
      UpdateAuthEventFeedback`),
  },
  {
    about: 'importing users from a file',
    instead: 'Create users with AdminCreateUser and AdminSetUserPassword.',
    names: words(`
      CreateUserImportJob DescribeUserImportJob GetCSVHeader ListUserImportJobs StartUserImportJob StopUserImportJob`),
  },
  {
    about: 'the list of a user’s sign-ins',
    instead:
      'End a sign-in with RevokeToken, and all of a user with GlobalSignOut or AdminUserGlobalSignOut.',
    names: words('AdminListUserSessions AdminRevokeUserSession ListUserSessions RevokeUserSession'),
  },
  {
    about: 'quotas',
    instead: 'There are no quotas to set here.',
    names: words('GetProvisionedLimit UpdateProvisionedLimit'),
  },
];

/** AWS's error for an operation that a service does not have, in words that say what to do. */
export const operationsAbsent: Service = Object.fromEntries(
  absentOperations.flatMap(({ names, instead }) =>
    names.map(name => [
      name,
      () => {
        throw new AwsError(
          'UnknownOperationException',
          `This local Cognito does not have ${name}. ${instead}`,
        );
      },
    ]),
  ),
);
