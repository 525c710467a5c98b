/** What must not be in a record: fields by name, and what looks like it wherever it stands. */

/** Fields whose text is a secret or long: its length is told. */
const LENGTH_TOLD = `
  Session AccessToken IdToken RefreshToken REFRESH_TOKEN SECRET_BLOCK PASSWORD_CLAIM_SECRET_BLOCK
  PASSWORD_CLAIM_SIGNATURE SRP_A SRP_B SALT PASSWORD Password TemporaryPassword NEW_PASSWORD SECRET_HASH
  SecretCode UserCode SOFTWARE_TOKEN_MFA_CODE DeviceGroupKey PasswordVerifier Salt captchaUrl prefix question
  ClientSecret code link token
`;

/** Fields that name somebody or something: numbered in the order in which they come, so that it shows who is the same. */
const NUMBERED = `
  USERNAME USER_ID_FOR_SRP Username username userName Sub sub email phone_number UserPoolId userPoolId ClientId
  clientId DEVICE_KEY DeviceKey Id
`;

/** Fields that differ from call to call and tell nothing. */
const TIMES =
  'at TIMESTAMP expiresAt resendAfter CreationDate LastModifiedDate UserCreateDate UserLastModifiedDate';

const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const fields = { lengthTold: names(LENGTH_TOLD), numbered: names(NUMBERED), times: names(TIMES) };

/** Patterns with what stands instead, tried in this order. The first capture is kept. */
export const patterns: readonly (readonly [RegExp, string])[] = [
  [/data:[\w/+-]+;base64,[\w+/=]+/g, '<picture>'],
  [/eyJ[\w-]+\.[\w-]+\.[\w-]*(?:\.[\w-]*)*/g, '<token>'],
  [/arn:[\w-]+:([\w-]*):[^\s"',]*/g, '<ARN of $1>'],
  [/\b(?:AKIA|ASIA|AROA|AIDA|ANPA)[A-Z0-9]{12,}/g, '<key id>'],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '<e-mail>'],
  [/https?:\/\/[^\s"'<>]+/g, '<URL>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, '<UUID>'],
  [/\b[a-z]{2}(?:-[a-z]+)+-\d_[\w-]+/g, '<pool or device>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '<address>'],
  [/(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi, '<address>'],
  [/\+\d{7,15}\b/g, '<number>'],
  [/[A-Za-z0-9+/_=-]{40,}/g, '<text>'],
  [/\d{6,}/g, '<digits>'],
];
