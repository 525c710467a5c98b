import { expect } from 'chai';
import { createEvent, verifyEvent } from '../../../../functions/challenges/external/events.ts';
import { toMetadata } from '../../../../functions/flow/round.ts';
import { questionFrom, settingsFrom } from '../../../support/questions.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  cognitoEvent,
  entry,
  parsed,
  unknownUser,
} from '../../../support/trigger-events.ts';
import { NOW_SECONDS } from '../../../support/worlds.ts';

const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:quiz';
const SETTINGS = settingsFrom([
  { challenges: ['password'] },
  { challenges: ['captcha'] },
  { name: 'first_quiz', challenges: ['external'], functionArn: ARN, proof: true },
  { name: 'quiz', challenges: ['external', 'email_otp'], functionArn: ARN, proof: true },
]);

describe('createEvent', () => {
  const eventOf = (event: ReturnType<typeof cognitoEvent>) =>
    createEvent(questionFrom(SETTINGS, {}, parsed(event)));

  it('is the event that Cognito sends to a create trigger, field by field', () => {
    const event = cognitoEvent('create', { session: AFTER_PASSWORD, clientMetadata: { lang: 'en' } });
    expect(JSON.parse(JSON.stringify(eventOf(event)))).to.deep.equal({
      version: '1',
      triggerSource: 'CreateAuthChallenge_Authentication',
      region: 'eu-central-1',
      userPoolId: event.userPoolId,
      userName: event.userName,
      callerContext: event.callerContext,
      request: {
        userAttributes: ATTRIBUTES,
        challengeName: 'CUSTOM_CHALLENGE',
        session: AFTER_PASSWORD,
        clientMetadata: { lang: 'en' },
      },
      response: {
        publicChallengeParameters: null,
        privateChallengeParameters: null,
        challengeMetadata: null,
      },
    });
  });

  it('tells of an unknown user, as Cognito does', () => {
    const event = unknownUser(cognitoEvent('create', { session: [] }));
    expect(eventOf(event)).to.have.nested.property('request.userNotFound', true);
    expect(eventOf(event)).to.have.nested.property('request.userAttributes').that.deep.equals({});
  });

  it('passes on what Cognito may add one day', () => {
    const event = cognitoEvent('create', { session: [], deviceHint: 'x' }, { traceId: 'y' });
    expect(eventOf(event)).to.have.nested.property('request.deviceHint', 'x');
    expect(eventOf(event)).to.have.property('traceId', 'y');
  });

  it('has the password and the rounds of its own step in the session, with its own metadata', () => {
    const round = (challenge: string, step: string, note?: string) =>
      entry(
        'CUSTOM_CHALLENGE',
        false,
        toMetadata(challenge, {
          ...{ step, issuedAt: NOW_SECONDS, spent: 0 },
          ...(note && { note }),
        }),
      );
    const session = [
      ...AFTER_PASSWORD,
      round('captcha', 'captcha'),
      round('external', 'first_quiz', 'OTHER'),
      round('external', 'quiz', 'CAPTCHA_CHALLENGE'),
      round('email_otp', 'quiz'),
      round('external', 'quiz'),
      entry('CUSTOM_CHALLENGE', true, 'NOT_OURS'),
      entry('CUSTOM_CHALLENGE', false, 'EXTERNAL_CHALLENGE'),
    ];
    expect(eventOf(cognitoEvent('create', { session })))
      .to.have.nested.property('request.session')
      .that.deep.equals([
        ...AFTER_PASSWORD,
        entry('CUSTOM_CHALLENGE', false, 'CAPTCHA_CHALLENGE'),
        entry('CUSTOM_CHALLENGE', false, null),
      ]);
  });

  it('has no metadata for a round that was not written by the module', () => {
    const session = [entry('CUSTOM_CHALLENGE', false, 'EXTERNAL_CHALLENGE quiz 0 ABCDEF')];
    expect(eventOf(cognitoEvent('create', { session })))
      .to.have.nested.property('request.session')
      .that.deep.equals([entry('CUSTOM_CHALLENGE', false, null)]);
  });

  it('has only entries of a session, and none where there is no session', () => {
    const sessionOf = (session: unknown) => {
      const event = cognitoEvent('create', { session: [] });
      return eventOf({ ...event, request: { ...event.request, session } } as typeof event);
    };
    for (const odd of [undefined, null, 'x', {}])
      expect(sessionOf(odd)).to.have.nested.property('request.session').that.deep.equals([]);
    expect(sessionOf([null, 'x', ...AFTER_PASSWORD]))
      .to.have.nested.property('request.session')
      .that.deep.equals(AFTER_PASSWORD);
  });
});

describe('verifyEvent', () => {
  it('is the event that Cognito sends to a verify trigger, with the private parameters as the function left them', () => {
    const event = cognitoEvent('verify', {
      privateChallengeParameters: { question: 'quiz external', '.answer': '5' },
      challengeAnswer: 'given',
    });
    const sent = verifyEvent(questionFrom(SETTINGS, {}, parsed(event)), 'given', { answer: '5' });
    expect(JSON.parse(JSON.stringify(sent))).to.deep.equal({
      ...event,
      request: {
        userAttributes: ATTRIBUTES,
        privateChallengeParameters: { answer: '5' },
        challengeAnswer: 'given',
      },
      response: { answerCorrect: null },
    });
  });
});
