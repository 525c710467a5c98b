/**
 * The attributes that users of every pool may have, except those that Cognito itself maintains (`sub`, `…_verified`).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export const standardAttributes: readonly string[] = `
  address birthdate email family_name gender given_name locale middle_name name nickname phone_number picture
  preferred_username profile updated_at website zoneinfo
`
  .trim()
  .split(/\s+/);
