/**
 * Where the local Cognito is known to differ from a record of AWS, by the place that a replay names, with the reason
 * why that is left so. `client-metadata: answer[1].clientMetadata`
 */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {};
