import { expect } from 'chai';
import type { ExternalFunction } from '../../local/external-functions.ts';
import { type Loop, packageOf, withLoop } from '../support/loop.ts';
import { need } from '../support/need.ts';
import { sdkUser } from '../support/sdk-client.ts';
import { expectTokens, rejection } from '../support/tokens.ts';
import { program } from '../support/zip-of.ts';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:riddle';

// Each takes Cognito's own events, asks for a word backwards, which only the private parameters tell, and shows the
// metadata of its rounds before.
const NODE = `exports.handler = async event => {
  const { request, response } = event;
  if (event.triggerSource.startsWith('Create')) {
    const seen = request.session.map(entry => entry.challengeMetadata).join();
    response.publicChallengeParameters = { word: 'stressed', seen };
    response.privateChallengeParameters = { answer: 'desserts' };
    response.challengeMetadata = 'RIDDLE ' + (request.session.length + 1);
  } else response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.answer;
  return event;
};`;

const PYTHON = `
def handler(event, context):
    request, response = event["request"], event["response"]
    if event["triggerSource"].startswith("Create"):
        seen = ",".join(entry["challengeMetadata"] for entry in request["session"])
        response["publicChallengeParameters"] = {"word": "stressed", "seen": seen}
        response["privateChallengeParameters"] = {"answer": "desserts"}
        response["challengeMetadata"] = "RIDDLE " + str(len(request["session"]) + 1)
    else:
        response["answerCorrect"] = request["challengeAnswer"] == request["privateChallengeParameters"]["answer"]
    return event
`;

/** A runtime of its own, around the same function. */
const BOOTSTRAP = `#!/usr/bin/env node
${NODE.replace('exports.handler =', 'const handler =')}
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
(async () => {
  for (;;) {
    const next = await fetch(api + 'next');
    const id = next.headers.get('lambda-runtime-aws-request-id');
    const body = JSON.stringify(await handler(await next.json()));
    await fetch(api + id + '/response', { method: 'POST', body });
  }
})();`;

const withRiddle = (fn: ExternalFunction, use: (loop: Loop) => Promise<void>, step = {}) =>
  withLoop(
    {
      inputs: { flow: [{ challenge: 'external', name: 'riddle', function_arn: ARN, proof: true, ...step }] },
      externalFunctions: { [ARN]: fn },
    },
    use,
  );

describe('A function of somebody’s own, as a challenge', function () {
  this.timeout(60_000);

  const signsIn = (packagePath: () => string, runtime: string, handler: string) => () =>
    withRiddle({ packagePath: packagePath(), runtime, handler }, async loop => {
      const user = sdkUser(loop);
      const asked = await user.begin();
      const given = { challenge: 'external', step: '1', attemptsRemaining: '3' };
      expect(asked.ChallengeParameters).to.include({
        ...given,
        'riddle.word': 'stressed',
        'riddle.seen': '',
      });
      expect(JSON.stringify(asked)).to.not.include('desserts');

      const again = await user.answer(asked, 'deserts');
      expect(again.ChallengeParameters).to.include({ error: 'WRONG_ANSWER', 'riddle.seen': 'RIDDLE 1' });
      const { AuthenticationResult: tokens } = await user.answer(again, 'desserts');
      await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken);
    });

  it(
    'runs in Node.js',
    signsIn(() => packageOf(NODE), 'nodejs22.x', 'index.handler'),
  );
  it(
    'runs in a runtime of its own',
    signsIn(() => packageOf(program(BOOTSTRAP)), 'provided.al2023', 'bootstrap'),
  );

  describe('in Python', () => {
    before(need('python3'));
    it(
      'runs',
      signsIn(() => packageOf({ 'riddle.py': PYTHON }), 'python3.13', 'riddle.handler'),
    );
  });

  const node = (source: string) => ({
    packagePath: packageOf(source),
    runtime: 'nodejs22.x',
    handler: 'index.handler',
  });

  it('ends after the last attempt', () =>
    withRiddle(
      node(NODE),
      async loop => {
        const user = sdkUser(loop);
        const asked = await user.begin();
        const error = await rejection(user.answer(asked, 'deserts'));
        expect(error.name).to.equal('NotAuthorizedException');
        expect((await rejection(user.answer(asked, 'desserts'))).name).to.equal('NotAuthorizedException');
      },
      { attempts: 1 },
    ));

  it('fails the sign-in when it fails, and tells nobody but the operator why', () =>
    withRiddle(node('exports.handler = async () => { throw new Error("s3cret"); }'), async loop => {
      const error = await rejection(sdkUser(loop).begin());
      expect(error.name).to.equal('UserLambdaValidationException');
      expect(error.message).to.not.include('s3cret');
      expect(loop.logs.join('\n')).to.include('The external function of step riddle');
    }));

  it('cannot be called without the permission', () =>
    withLoop(
      {
        inputs: { flow: [{ challenge: 'external', function_arn: ARN, proof: true }] },
        externalFunctions: { [ARN]: node(NODE) },
        edit: ({ data }) => {
          const document = data.aws_iam_policy_document.create_auth_challenge;
          if (document) document.dynamic.statement = [];
        },
      },
      async loop => {
        expect((await rejection(sdkUser(loop).begin())).name).to.equal('UserLambdaValidationException');
        expect(loop.logs.join('\n')).to.include('AccessDeniedException');
      },
    ));
});

describe('A sender of somebody’s own', function () {
  this.timeout(60_000);
  const sender = 'arn:aws:lambda:us-east-1:123456789012:function:sender';

  it('gets what is to be sent, and sends instead of AWS', () =>
    withLoop(
      {
        inputs: { flow: [{ challenge: 'email_otp' }], delivery: { sender_function_arn: sender } },
        externalFunctions: {
          [sender]: {
            packagePath: packageOf(
              'exports.handler = async event => console.log(JSON.stringify({ sender: event }));',
            ),
            runtime: 'nodejs22.x',
            handler: 'index.handler',
          },
        },
      },
      async loop => {
        const user = sdkUser(loop);
        const asked = await user.begin();
        expect(await loop.deliveries(1)).to.deep.equal(['sent']);
        const line = loop.logs.find(text => text.includes('"sender":')) ?? '';
        const { sender: event } = JSON.parse(line.slice(line.indexOf('{')));
        expect(event).to.include({
          channel: 'EMAIL',
          destination: 'demo@example.com',
          challenge: 'email_otp',
        });
        expect(loop.outbox).to.deep.equal([]);
        const { AuthenticationResult: tokens } = await user.answer(asked, event.values.code);
        await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken);
      },
    ));
});
