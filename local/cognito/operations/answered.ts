/**
 * Every operation that is answered: who calls it, and how it differs from AWS's. A test holds it to the code, and
 * `npm run docs` writes it into docs/local-operations.md.
 */

export interface Answered {
  readonly by: 'anybody' | 'user' | 'administrator';
  readonly title: string;
  /** By name; an empty text where nothing differs that is known. */
  readonly operations: Readonly<Record<string, string>>;
}

const recovery = 'Twenty in an hour for each user, both operations together: AWS allows 5 to 20, by risk.';
const flows =
  '`CUSTOM_AUTH`, `REFRESH_TOKEN_AUTH` and `REFRESH_TOKEN`; any other flow is refused in words that say so.';
const challenges =
  'Those of `CUSTOM_AUTH`. Those of `USER_AUTH` (`SELECT_CHALLENGE`, `PASSWORD`, `WEB_AUTHN`, …) are refused.';
const passkeys = '`WebAuthnMfaSettings` are refused: passkeys are not here.';
const withPassword = 'Every user has a password: passwordless factors are those of `USER_AUTH`.';
const empty = 'Always empty: the pool has none here.';

export const answeredOperations: readonly Answered[] = [
  {
    by: 'anybody',
    title: 'Called with a client id alone',
    operations: {
      SignUp: `${withPassword} A pool that sends a link instead of a code is refused at the start.`,
      ConfirmSignUp: '',
      ResendConfirmationCode: '',
      ForgotPassword: recovery,
      ConfirmForgotPassword: recovery,
      InitiateAuth: flows,
      RespondToAuthChallenge: challenges,
      GetTokensFromRefreshToken: '',
      RevokeToken: '',
    },
  },
  {
    by: 'user',
    title: 'Called with an access token',
    operations: {
      GetUser: '',
      UpdateUserAttributes: '',
      DeleteUserAttributes: '',
      GetUserAttributeVerificationCode: '',
      VerifyUserAttribute: '',
      ChangePassword: '',
      DeleteUser: '',
      GlobalSignOut: '',
      AssociateSoftwareToken: '',
      VerifySoftwareToken: '',
      SetUserMFAPreference: passkeys,
      SetUserSettings: '',
      ConfirmDevice: '',
      GetDevice: '',
      ListDevices: '',
      UpdateDeviceStatus: '',
      ForgetDevice: '',
    },
  },
  {
    by: 'administrator',
    title: 'Called with AWS credentials',
    operations: {
      AdminInitiateAuth: flows,
      AdminRespondToAuthChallenge: challenges,
      AdminCreateUser: withPassword,
      AdminGetUser: '',
      AdminConfirmSignUp: '',
      AdminSetUserPassword: '',
      AdminResetUserPassword: '',
      AdminUpdateUserAttributes: '',
      AdminDeleteUserAttributes: '',
      AdminEnableUser: '',
      AdminDisableUser: '',
      AdminDeleteUser: '',
      AdminUserGlobalSignOut: '',
      AdminSetUserMFAPreference: passkeys,
      AdminSetUserSettings: '',
      AdminDeleteSoftwareToken: '',
      AdminGetDevice: '',
      AdminListDevices: '',
      AdminUpdateDeviceStatus: '',
      AdminForgetDevice: '',
      ListUsers: '',
      CreateGroup: '`RoleArn` is not looked up.',
      GetGroup: '',
      UpdateGroup: '`RoleArn` is not looked up.',
      DeleteGroup: '',
      ListGroups: '',
      AdminAddUserToGroup: '',
      AdminRemoveUserFromGroup: '',
      AdminListGroupsForUser: '',
      ListUsersInGroup: '',
      ListUserPools: 'Lists the one.',
      DescribeUserPool:
        'What the sign-in depends on: no tier, tags, texts of messages or settings of senders.',
      GetUserPoolMfaConfig: 'Says which factors there are, without their texts and senders.',
      ListUserPoolClients: '',
      DescribeUserPoolClient: 'Validities are in seconds, whatever their units. Nothing of managed login.',
      ListIdentityProviders: empty,
      ListResourceServers: empty,
      DescribeUserPoolDomain: empty,
    },
  },
];

/** Of every operation. */
export const general: readonly string[] = [
  'One user pool, the one that the inputs make. Its groups are made by calls alone.',
  'The hourly quotas of codes and passwords for each user hold here. No others do, and nothing is throttled.',
  'Where AWS credentials are needed, a function gets what the policies of its role allow; anybody else’s will do, and signatures are not checked. A call without any is refused as on AWS.',
  '`UserContextData`, `ContextData` and `AnalyticsMetadata` are ignored: there is no threat protection, and no Pinpoint.',
  'The triggers that are called: those of custom authentication, PreSignUp, PostConfirmation, CustomMessage, PreAuthentication, PostAuthentication and PreTokenGeneration. UserMigration, CustomEmailSender and CustomSMSSender are refused at the start.',
  'One key signs both tokens, where AWS has one for ID tokens and one for access tokens: choose the key by the `kid` of the token.',
  'Messages go to the outbox of this server, and nowhere else.',
  'Where AWS’s behaviour or wording is not public, a comment in the code says so.',
];
