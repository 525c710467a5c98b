import { expect } from 'chai';
import { packageOf, startLoop, withLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';
import { expectTokens, rejection } from '../support/tokens.ts';

/** A create function of somebody's own, in place of ours. */
const createFunction = (source: string) => ({
  function_packages: {
    create_auth_challenge: { filename: packageOf(source), handler: 'index.handler', runtime: 'nodejs22.x' },
  },
});

describe('The wiring that Terraform describes', () => {
  for (const [trigger, address] of [
    ['DefineAuthChallenge', 'define_auth_challenge'],
    ['CreateAuthChallenge', 'create_auth_challenge'],
    ['VerifyAuthChallengeResponse', 'verify_auth_challenge_response'],
  ] as const) {
    it(`fails the sign-in without the permission for ${trigger}, as AWS does`, () =>
      withLoop({ edit: ({ resource }) => delete resource.aws_lambda_permission?.[address] }, async loop => {
        const user = sdkUser(loop);
        const signIn = async () => user.answer(await user.passPassword(), 'wrong');
        expect(await rejection(signIn())).to.include({
          name: 'UnexpectedLambdaException',
          message: `${trigger} invocation failed due to error AccessDeniedException.`,
        });
      }));
  }

  it('fails safely when the role may not use the key', () =>
    withLoop(
      {
        edit: ({ data }) => {
          const document = data.aws_iam_policy_document.answers ?? expect.fail('The key has no policy.');
          document.statement = document.statement.slice(0, 1);
        },
      },
      async loop => {
        const error = await rejection(sdkUser(loop).passPassword());
        expect(error.name).to.equal('UserLambdaValidationException');
        expect(error.message).to.equal('CreateAuthChallenge failed with error Sign-in is not available.');
        expect(loop.logs.join('\n')).to.include('AccessDeniedException').and.include('kms:GenerateMac');
      },
    ));

  it('keeps a function from the pool that its role may not administer', () =>
    withLoop(
      {
        inputs: createFunction(`exports.handler = async ({ userPoolId: UserPoolId, userName: Username }) => {
          const response = await fetch(process.env.AWS_ENDPOINT_URL, {
            method: 'POST',
            headers: {
              'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser',
              authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID +
                '/20260101/us-east-1/cognito-idp/aws4_request',
            },
            body: JSON.stringify({ UserPoolId, Username }),
          });
          throw new Error((await response.json()).message);
        }`),
      },
      async loop => {
        const { message } = await rejection(sdkUser(loop).passPassword());
        expect(message)
          .to.match(/^CreateAuthChallenge failed with error User: .* is not authorized to perform/)
          .and.include('cognito-idp:AdminGetUser');
      },
    ));

  it("runs AWS's own CAPTCHA example as the create function, callback style and all", () =>
    withLoop(
      {
        inputs: createFunction(`exports.handler = (event, context, callback) => {
          if (event.request.challengeName == 'CUSTOM_CHALLENGE') {
            event.response.publicChallengeParameters = { captchaUrl: 'url/123.jpg' };
            event.response.privateChallengeParameters = { answer: '5' };
            event.response.challengeMetadata = 'CAPTCHA_CHALLENGE';
          }
          callback(null, event);
        }`),
      },
      async loop => {
        const user = sdkUser(loop);
        const asked = await user.passPassword();
        expect(asked.ChallengeParameters).to.include({ captchaUrl: 'url/123.jpg' });
        const again = await user.answer(asked, '6');
        expect(again.ChallengeName).to.equal('CUSTOM_CHALLENGE');
        const { AuthenticationResult: tokens } = await user.answer(again, '5');
        await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken);
        // What it asks is its own; the local server works out our answers only.
        expect((await loop.rounds()).flatMap(({ expectedAnswer }) => expectedAnswer ?? [])).to.deep.equal([]);
      },
    ));

  const faults = [
    [
      'throws',
      'exports.handler = async () => { throw new Error("bad day"); }',
      'UserLambdaValidationException',
      'CreateAuthChallenge failed with error bad day.',
    ],
    [
      'crashes',
      'exports.handler = async () => process.exit(3);',
      'UserLambdaValidationException',
      /^CreateAuthChallenge failed with error .*exit/,
    ],
    [
      'returns a text',
      'exports.handler = async () => "no";',
      'InvalidLambdaResponseException',
      'Unrecognizable lambda output',
    ],
    [
      'returns numbers as parameters',
      'exports.handler = async event => ({ ...event, response: { publicChallengeParameters: { a: 1 }, privateChallengeParameters: { b: "2" } } });',
      'InvalidLambdaResponseException',
      'Unrecognizable lambda output',
    ],
    [
      'leaves the private parameters empty',
      'exports.handler = async event => ({ ...event, response: { publicChallengeParameters: { a: "1" }, privateChallengeParameters: {} } });',
      'NotAuthorizedException',
      'Incorrect username or password.',
    ],
    [
      'does not start',
      'throw new Error("no start");',
      'UserLambdaValidationException',
      /^CreateAuthChallenge failed with error .*no start/,
    ],
  ] as const;
  for (const [fault, source, name, message] of faults) {
    it(`gives AWS's error when the create function ${fault}, and lives on`, () =>
      withLoop({ inputs: createFunction(source) }, async loop => {
        for (let attempt = 0; attempt < 2; attempt++) {
          const error = await rejection(sdkUser(loop).passPassword());
          expect(error.name).to.equal(name);
          expect(error.message).to.match(
            typeof message === 'string' ? new RegExp(`^${message.replace(/\./g, '\\.')}$`) : message,
          );
        }
      }));
  }

  it('calls a trigger that does not answer three times in all, then gives up: the local Cognito’s number, AWS promises none', () =>
    withLoop(
      {
        inputs: createFunction('exports.handler = () => new Promise(() => setInterval(() => {}, 1000));'),
        triggerTimeoutMs: 2000,
      },
      async loop => {
        expect(await rejection(sdkUser(loop).passPassword())).to.include({
          name: 'UnexpectedLambdaException',
          message:
            'CreateAuthChallenge invocation failed due to error Socket timeout while invoking Lambda function.',
        });
        const calls = (await loop.rounds()).filter(({ trigger }) => trigger === 'CreateAuthChallenge');
        expect(calls).to.have.length(3);
      },
    ));

  it('enforces the flow of the inputs', () =>
    withLoop(
      {
        inputs: {
          flow: [
            { challenge: 'password' },
            { challenge: 'captcha', attempts: 1 },
            { challenge: 'captcha', name: 'again' },
          ],
        },
      },
      async loop => {
        const user = sdkUser(loop);
        const first = await user.passPassword();
        expect(first.ChallengeParameters).to.include({ step: '2', steps: '3', attemptsRemaining: '1' });
        const second = await user.answer(first, await loop.rightAnswer());
        expect(second.ChallengeParameters).to.include({ step: '3', attemptsRemaining: '3' });
        const { AuthenticationResult: tokens } = await user.answer(
          second,
          (await loop.rightAnswer()).toLowerCase(),
        );
        await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken);
      },
    ));

  it('refuses a flow without a proof as Terraform would', async () => {
    const error = await rejection(startLoop({ inputs: { flow: [{ challenge: 'captcha' }] } }));
    expect(error.message).to.include('flow needs a step that proves who the user is');
  });
});
