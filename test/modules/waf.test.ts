import { expect } from 'chai';
import { moduleJson } from './synthesized.ts';

interface Rule {
  readonly name: string;
  readonly statement: { readonly rate_based_statement: { readonly scope_down_statement: Scope } };
}

interface Scope {
  readonly or_statement: {
    readonly statement: readonly {
      readonly regex_match_statement: {
        readonly regex_string: string;
        readonly field_to_match: { readonly single_header: { readonly name: string } };
      };
    }[];
  };
}

/** A request as AWS WAF gets it: headers by name. */
type Request = Readonly<Record<string, string>>;

function rules(): readonly Rule[] {
  const acl = moduleJson().resource.aws_wafv2_web_acl?.firewall ?? expect.fail('no web ACL');
  return acl.rule as readonly Rule[];
}

/** The rules that count a request. */
const counting = (request: Request) =>
  rules()
    .filter(({ statement }) =>
      statement.rate_based_statement.scope_down_statement.or_statement.statement.some(
        ({ regex_match_statement: { regex_string, field_to_match } }) =>
          new RegExp(regex_string).test(request[field_to_match.single_header.name] ?? ''),
      ),
    )
    .map(({ name }) => name);

/** By operation of Cognito's API, the rule that counts it. */
const counted: Readonly<Record<string, string | undefined>> = {
  InitiateAuth: 'sign-in',
  RespondToAuthChallenge: 'sign-in',
  ConfirmSignUp: 'sign-in',
  ConfirmForgotPassword: 'sign-in',
  ChangePassword: 'sign-in',
  VerifyUserAttribute: 'sign-in',
  VerifySoftwareToken: 'sign-in',
  SignUp: 'messages',
  ResendConfirmationCode: 'messages',
  ForgotPassword: 'messages',
  UpdateUserAttributes: 'messages',
  GetUserAttributeVerificationCode: 'messages',
  GetUser: undefined,
  GlobalSignOut: undefined,
  GetTokensFromRefreshToken: undefined,
};

describe('the rate rules', () => {
  for (const [operation, rule] of Object.entries(counted))
    it(`count ${operation} ${rule ? `as ${rule}` : 'nowhere'}, whichever header says it`, () => {
      const expected = rule ? [rule] : [];

      expect(counting({ 'x-amzn-cognito-operation-name': operation })).to.deep.equal(expected);
      expect(counting({ 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` })).to.deep.equal(
        expected,
      );
    });

  it('count no request that says it elsewhere, or longer', () => {
    expect(counting({ 'user-agent': 'SignUp' })).to.deep.equal([]);
    expect(counting({ 'x-amz-target': 'Other.SignUp' })).to.deep.equal([]);
    expect(counting({ 'x-amzn-cognito-operation-name': 'SignUpAgain' })).to.deep.equal([]);
  });

  it('have regular expressions that AWS WAF takes: 512 characters at most', () => {
    const texts = rules().flatMap(({ statement }) =>
      statement.rate_based_statement.scope_down_statement.or_statement.statement.map(
        each => each.regex_match_statement.regex_string,
      ),
    );

    expect(texts).to.have.lengthOf(4);
    for (const text of texts) expect(text).to.have.length.at.most(512);
  });
});
