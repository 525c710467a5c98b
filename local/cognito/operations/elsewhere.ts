/** The operations of cognito-idp that are not here, so that a client learns it in plain words. */

import { AwsError, type Service } from '../../aws-service.ts';

const names = `
  AddCustomAttributes AddUserPoolClientSecret AdminAddUserToGroup AdminDeleteSoftwareToken
  AdminDeleteUserAttributes AdminDisableProviderForUser AdminForgetDevice AdminGetDevice
  AdminGetUserAuthFactors AdminLinkProviderForUser AdminListDevices AdminListGroupsForUser
  AdminListUserAuthEvents AdminListUserSessions AdminRemoveUserFromGroup AdminResetUserPassword
  AdminRevokeUserSession AdminSetUserMFAPreference AdminSetUserSettings AdminUpdateAuthEventFeedback
  AdminUpdateDeviceStatus AssociateSoftwareToken ChangePassword CompleteWebAuthnRegistration
  ConfirmDevice ConfirmForgotPassword CreateGroup CreateIdentityProvider CreateManagedLoginBranding
  CreateResourceServer CreateTerms CreateUserImportJob CreateUserPool CreateUserPoolClient
  CreateUserPoolDomain CreateUserPoolReplica DeleteGroup DeleteIdentityProvider
  DeleteManagedLoginBranding DeleteResourceServer DeleteTerms DeleteUser DeleteUserAttributes
  DeleteUserPool DeleteUserPoolClient DeleteUserPoolClientSecret DeleteUserPoolDomain
  DeleteUserPoolReplica DeleteWebAuthnCredential DescribeIdentityProvider DescribeManagedLoginBranding
  DescribeManagedLoginBrandingByClient DescribeResourceServer DescribeRiskConfiguration DescribeTerms
  DescribeTermsByClient DescribeUserImportJob DescribeUserPoolDomain ForgetDevice ForgotPassword
  GetCSVHeader GetClientToken GetDevice GetGroup GetIdentityProviderByIdentifier
  GetLogDeliveryConfiguration GetProvisionedLimit GetSigningCertificate GetUICustomization
  GetUserAttributeVerificationCode GetUserAuthFactors GetUserPoolClientSessionConfiguration
  GetUserPoolMfaConfig GetUserPoolSessionConfiguration ListDevices ListGroups ListIdentityProviders
  ListResourceServers ListTagsForResource ListTerms ListUserImportJobs ListUserPoolClientSecrets
  ListUserPoolClients ListUserPoolReplicas ListUserPools ListUserSessions ListUsersInGroup
  ListWebAuthnCredentials RevokeUserSession SetLogDeliveryConfiguration SetRiskConfiguration
  SetUICustomization SetUserMFAPreference SetUserPoolClientSessionConfiguration SetUserPoolMfaConfig
  SetUserPoolSessionConfiguration SetUserSettings StartUserImportJob StartWebAuthnRegistration
  StopUserImportJob TagResource UntagResource UpdateAuthEventFeedback UpdateDeviceStatus UpdateGroup
  UpdateIdentityProvider UpdateManagedLoginBranding UpdateProvisionedLimit UpdateResourceServer
  UpdateTerms UpdateUserAttributes UpdateUserPool UpdateUserPoolClient UpdateUserPoolDomain
  UpdateUserPoolReplica VerifySoftwareToken VerifyUserAttribute
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
