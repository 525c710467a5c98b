import type { Attributes, ResourceChange } from './plan.ts';

/** Says what is wrong with a planned resource, if anything is. `after` is what it would be; null when it goes. */
type Rule = (after: Attributes, change: ResourceChange['change']) => string | undefined;

/** The only flows that lead through the challenges, and the one that renews what they led to. */
const CHALLENGED_FLOWS = ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

const isUnknown = ({ after_unknown }: ResourceChange['change'], name: string) => after_unknown[name] === true;

const strings = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

const noBypass: Rule = ({ explicit_auth_flows }) => {
  const flows = strings(explicit_auth_flows);
  // Where none is set, Cognito allows SRP and passwords.
  if (flows.length === 0) return 'names no explicit_auth_flows: Cognito would allow flows without challenges';
  const bypasses = flows.filter(flow => !CHALLENGED_FLOWS.includes(flow));
  return bypasses.length > 0 ? `allows ${bypasses.join(', ')}: a way around the challenges` : undefined;
};

const noHostedSignIn: Rule = ({ allowed_oauth_flows }) => {
  const flows = strings(allowed_oauth_flows).filter(flow => flow !== 'client_credentials');
  return flows.length > 0
    ? `allows OAuth ${flows.join(', ')}: hosted sign-in never calls the triggers`
    : undefined;
};

const hidesUsers: Rule = ({ prevent_user_existence_errors }) =>
  prevent_user_existence_errors === 'ENABLED'
    ? undefined
    : 'does not set prevent_user_existence_errors to ENABLED: errors would tell who has an account';

const staysProtected: Rule = ({ deletion_protection }) =>
  deletion_protection === 'ACTIVE' ? undefined : 'has no deletion protection';

/** At a first apply the ARN is not known yet, and so is there: something is referred to. */
const namesItsCaller: Rule = ({ source_arn }, change) =>
  source_arn || isUnknown(change, 'source_arn')
    ? undefined
    : 'has no source_arn: any account could call the function';

const never =
  (why: string): Rule =>
  () =>
    why;

/** For resources that the plan creates or changes, or leaves as they are. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  aws_cognito_user_pool: [staysProtected],
  aws_cognito_user_pool_client: [noBypass, noHostedSignIn, hidesUsers],
  aws_cognito_user_pool_domain: [never('is a hosted sign-in, which never calls the triggers')],
  aws_cognito_identity_provider: [never('signs users in without the triggers')],
  aws_lambda_permission: [namesItsCaller],
};

/** What a plan may not delete, nor replace. */
export const keep: Readonly<Record<string, string>> = {
  aws_cognito_user_pool: 'would be deleted, with every user in it',
};
