import { expect } from 'chai';
import { AwsError, type JsonObject } from '../../../local/aws-service.ts';
import {
  readChallenge,
  readDecision,
  readResponse,
  readVerdict,
  triggerEvent,
} from '../../../local/cognito/trigger-events.ts';

const caller = {
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_Abc123xyz',
  userName: 'alice',
  clientId: 'client',
};

describe('triggerEvent', () => {
  it('has every common field, and a response whose fields are there and null', () => {
    expect(triggerEvent('CreateAuthChallenge', caller, { session: [] })).to.deep.equal({
      version: '1',
      triggerSource: 'CreateAuthChallenge_Authentication',
      region: 'eu-central-1',
      userPoolId: 'eu-central-1_Abc123xyz',
      userName: 'alice',
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client' },
      request: { session: [] },
      response: {
        publicChallengeParameters: null,
        privateChallengeParameters: null,
        challengeMetadata: null,
      },
    });
    expect(triggerEvent('DefineAuthChallenge', caller, {}).response).to.deep.equal({
      challengeName: null,
      issueTokens: null,
      failAuthentication: null,
    });
    expect(triggerEvent('VerifyAuthChallengeResponse', caller, {}).response).to.deep.equal({
      answerCorrect: null,
    });
  });
});

describe('readResponse', () => {
  const event: JsonObject = {
    ...triggerEvent('DefineAuthChallenge', caller, {}),
    response: { issueTokens: true },
  };
  const read = (output: unknown) => () =>
    readResponse(typeof output === 'string' ? output : JSON.stringify(output));

  it('gives the response of a returned event', () => {
    expect(read(event)()).to.deep.equal({ issueTokens: true });
  });

  it('does not mind fields that it does not know', () => {
    expect(read({ ...event, extra: 1 })()).to.deep.equal({ issueTokens: true });
  });

  for (const output of ['', 'not json', 'null']) {
    it(`refuses ${JSON.stringify(output)} as no JSON`, () => {
      expect(read(output)).to.throw(AwsError, 'Invalid lambda function output : Invalid JSON');
    });
  }

  const { response: _response, ...silent } = event;
  const { callerContext: _context, ...anonymous } = event;
  const outputs: [string, unknown][] = [
    ['a text', '"ok"'],
    ['a number', 5],
    ['an array', [event]],
    ['an event without a response', silent],
    ['an event whose response is no object', { ...event, response: 'yes' }],
    ['an event whose response is null', { ...event, response: null }],
    ['an event without the common fields', anonymous],
    ['a response alone', { response: event.response }],
  ];
  for (const [name, output] of outputs) {
    it(`refuses ${name}`, () => {
      expect(read(output))
        .to.throw(AwsError, 'Unrecognizable lambda output')
        .with.property('code', 'InvalidLambdaResponseException');
    });
  }
});

describe('what the triggers say', () => {
  it('is read as it is', () => {
    const response = { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: true };
    expect(readDecision(response)).to.deep.equal(response);
    expect(
      readChallenge({
        publicChallengeParameters: { captchaUrl: 'url/123.jpg' },
        privateChallengeParameters: { answer: '5' },
        challengeMetadata: 'CAPTCHA_CHALLENGE',
      }),
    ).to.deep.equal({
      publicParameters: { captchaUrl: 'url/123.jpg' },
      privateParameters: { answer: '5' },
      metadata: 'CAPTCHA_CHALLENGE',
    });
    expect(readVerdict({ answerCorrect: false })).to.equal(false);
  });

  it('may leave out what it does not set', () => {
    const silence = { challengeName: null, issueTokens: false, failAuthentication: false };
    expect(readDecision({})).to.deep.equal(silence);
    expect(readDecision({ challengeName: null, issueTokens: null, failAuthentication: null })).to.deep.equal(
      silence,
    );
    expect(readChallenge({})).to.deep.equal({ publicParameters: {}, privateParameters: {}, metadata: null });
  });

  const malformed: [string, (response: JsonObject) => unknown, JsonObject][] = [
    ['issueTokens that is a text', readDecision, { issueTokens: 'true' }],
    ['failAuthentication that is a number', readDecision, { failAuthentication: 1 }],
    ['challengeName that is no text', readDecision, { challengeName: 5 }],
    ['public parameters that are a list', readChallenge, { publicChallengeParameters: ['x'] }],
    ['a public parameter that is a number', readChallenge, { publicChallengeParameters: { attempts: 3 } }],
    ['a private parameter that is an object', readChallenge, { privateChallengeParameters: { answer: {} } }],
    ['metadata that is no text', readChallenge, { challengeMetadata: { step: 1 } }],
    ['answerCorrect that is null', readVerdict, { answerCorrect: null }],
    ['answerCorrect that is missing', readVerdict, {}],
    ['answerCorrect that is a text', readVerdict, { answerCorrect: 'true' }],
  ];
  for (const [name, read, response] of malformed) {
    it(`is refused with ${name}`, () => {
      expect(() => read(response)).to.throw(AwsError, 'Unrecognizable lambda output');
    });
  }
});
