/** The operations of cognito-idp that are not here, so that a client learns it in plain words. */

import { AwsError, type Service } from '../../aws-service.ts';

const names = `
  AddCustomAttributes AddUserPoolClientSecret AdminAddUserToGroup AdminDeleteSoftwareToken
  AdminDeleteUserAttributes AdminDisableProviderForUser AdminGetUserAuthFactors AdminLinkProviderForUser
  AdminListGroupsForUser AdminListUserAuthEvents AdminListUserSessions AdminRemoveUserFromGroup
  AdminResetUserPassword AdminRevokeUserSession AdminSetUserSettings AdminUpdateAuthEventFeedback
  ChangePassword CompleteWebAuthnRegistration ConfirmForgotPassword CreateGroup CreateIdentityProvider
  CreateManagedLoginBranding CreateResourceServer CreateTerms CreateUserImportJob CreateUserPool
  CreateUserPoolClient CreateUserPoolDomain CreateUserPoolReplica DeleteGroup DeleteIdentityProvider
  DeleteManagedLoginBranding DeleteResourceServer DeleteTerms DeleteUser DeleteUserAttributes
  DeleteUserPool DeleteUserPoolClient DeleteUserPoolClientSecret DeleteUserPoolDomain
  DeleteUserPoolReplica DeleteWebAuthnCredential DescribeIdentityProvider DescribeManagedLoginBranding
  DescribeManagedLoginBrandingByClient DescribeResourceServer DescribeRiskConfiguration DescribeTerms
  DescribeTermsByClient DescribeUserImportJob DescribeUserPoolDomain ForgotPassword GetCSVHeader
  GetClientToken GetGroup GetIdentityProviderByIdentifier GetLogDeliveryConfiguration GetProvisionedLimit
  GetSigningCertificate GetUICustomization GetUserAttributeVerificationCode GetUserAuthFactors
  GetUserPoolClientSessionConfiguration GetUserPoolSessionConfiguration ListGroups ListIdentityProviders
  ListResourceServers ListTagsForResource ListTerms ListUserImportJobs ListUserPoolClientSecrets
  ListUserPoolClients ListUserPoolReplicas ListUserPools ListUserSessions ListUsersInGroup
  ListWebAuthnCredentials RevokeUserSession SetLogDeliveryConfiguration SetRiskConfiguration
  SetUICustomization SetUserPoolClientSessionConfiguration SetUserPoolMfaConfig
  SetUserPoolSessionConfiguration SetUserSettings StartUserImportJob StartWebAuthnRegistration
  StopUserImportJob TagResource UntagResource UpdateAuthEventFeedback UpdateGroup UpdateIdentityProvider
  UpdateManagedLoginBranding UpdateProvisionedLimit UpdateResourceServer UpdateTerms UpdateUserAttributes
  UpdateUserPool UpdateUserPoolClient UpdateUserPoolDomain UpdateUserPoolReplica VerifyUserAttribute
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
