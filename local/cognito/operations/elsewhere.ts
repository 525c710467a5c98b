/** The operations of cognito-idp that are not here, so that a client learns it in plain words. */

import { AwsError, type Service } from '../../aws-service.ts';

const names = `
  AddCustomAttributes AddUserPoolClientSecret AdminAddUserToGroup AdminDeleteSoftwareToken
  AdminDisableProviderForUser AdminGetUserAuthFactors AdminLinkProviderForUser AdminListGroupsForUser
  AdminListUserAuthEvents AdminListUserSessions AdminRemoveUserFromGroup AdminRevokeUserSession
  AdminSetUserSettings AdminUpdateAuthEventFeedback CompleteWebAuthnRegistration CreateGroup
  CreateIdentityProvider CreateManagedLoginBranding CreateResourceServer CreateTerms CreateUserImportJob
  CreateUserPool CreateUserPoolClient CreateUserPoolDomain CreateUserPoolReplica DeleteGroup
  DeleteIdentityProvider DeleteManagedLoginBranding DeleteResourceServer DeleteTerms DeleteUserPool
  DeleteUserPoolClient DeleteUserPoolClientSecret DeleteUserPoolDomain DeleteUserPoolReplica
  DeleteWebAuthnCredential DescribeIdentityProvider DescribeManagedLoginBranding
  DescribeManagedLoginBrandingByClient DescribeResourceServer DescribeRiskConfiguration DescribeTerms
  DescribeTermsByClient DescribeUserImportJob DescribeUserPoolDomain GetCSVHeader GetClientToken GetGroup
  GetIdentityProviderByIdentifier GetLogDeliveryConfiguration GetProvisionedLimit GetSigningCertificate
  GetUICustomization GetUserAuthFactors GetUserPoolClientSessionConfiguration
  GetUserPoolSessionConfiguration ListGroups ListIdentityProviders ListResourceServers ListTagsForResource
  ListTerms ListUserImportJobs ListUserPoolClientSecrets ListUserPoolReplicas ListUserSessions
  ListUsersInGroup ListWebAuthnCredentials RevokeUserSession SetLogDeliveryConfiguration
  SetRiskConfiguration SetUICustomization SetUserPoolClientSessionConfiguration SetUserPoolMfaConfig
  SetUserPoolSessionConfiguration SetUserSettings StartUserImportJob StartWebAuthnRegistration
  StopUserImportJob TagResource UntagResource UpdateAuthEventFeedback UpdateGroup UpdateIdentityProvider
  UpdateManagedLoginBranding UpdateProvisionedLimit UpdateResourceServer UpdateTerms UpdateUserPool
  UpdateUserPoolClient UpdateUserPoolDomain UpdateUserPoolReplica
`;

export const operationsElsewhere: Service = Object.fromEntries(
  names
    .trim()
    .split(/\s+/)
    .map(name => [
      name,
      () => {
        const message = `This local Cognito does not have ${name}. It has what signing in by custom challenges needs.`;
        throw new AwsError('UnsupportedOperationException', message);
      },
    ]),
);
