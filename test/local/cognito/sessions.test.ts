import { expect } from 'chai';
import { AwsError } from '../../../local/aws-service.ts';
import { type AuthSession, createSessions } from '../../../local/cognito/sessions.ts';

const session: AuthSession = {
  clientId: 'client',
  signInName: 'alice',
  userName: 'alice',
  sub: 'sub',
  results: [],
  challenge: { name: 'CUSTOM_CHALLENGE', privateParameters: { answer: '5' }, metadata: null },
};

function setUp() {
  const clock = { now: 1_000_000 };
  return { clock, sessions: createSessions(() => clock.now) };
}

const minute = 60_000;
const once = 'Invalid session for the user, session can only be used once.';
const expired = 'Invalid session for the user, session is expired.';

describe('sessions', () => {
  it('gives a Session of a length that clients accept, and no two alike', () => {
    const { sessions } = setUp();
    const [one, other] = [sessions.open(session, minute), sessions.open(session, minute)];

    expect(one).to.have.length.within(20, 2048);
    expect(one).not.to.equal(other);
    expect(one).not.to.contain('alice');
  });

  it('gives longer Sessions the more there is in them, as AWS does', () => {
    const { sessions } = setUp();
    const round = {
      challengeName: 'CUSTOM_CHALLENGE',
      challengeResult: false,
      challengeMetadata: 'x'.repeat(100),
    } as const;
    const lengthOf = (rounds: number, kept = 0) =>
      sessions.open(
        {
          ...session,
          results: Array.from({ length: rounds }, () => round),
          challenge: {
            name: 'CUSTOM_CHALLENGE',
            privateParameters: { answer: 'y'.repeat(kept) },
            metadata: null,
          },
        },
        minute,
      ).length;

    const [none, two, twenty, kept] = [lengthOf(0), lengthOf(2), lengthOf(20), lengthOf(0, 1000)];
    // An entry is 80 characters and its metadata, a third more in base64.
    expect(two - none).to.be.within(2 * 180 * 1.3, 2 * 190 * 1.4);
    expect(twenty - none).to.be.within(20 * 180 * 1.3, 20 * 190 * 1.4);
    expect(kept - none).to.be.within(1330, 1340);
  });

  it('gives a session out again that was restored, to one', () => {
    const { sessions } = setUp();
    const id = sessions.open(session, minute);

    sessions.restore(id, sessions.take(id));

    expect(sessions.take(id)).to.equal(session);
    expect(() => sessions.take(id)).to.throw(AwsError, once);
  });

  it('gives a session out once', () => {
    const { sessions } = setUp();
    const id = sessions.open(session, minute);

    expect(sessions.take(id)).to.equal(session);
    expect(() => sessions.take(id))
      .to.throw(AwsError, once)
      .with.property('code', 'NotAuthorizedException');
  });

  it('refuses a string that it never gave', () => {
    expect(() => setUp().sessions.take('x'.repeat(40))).to.throw(
      AwsError,
      /^Invalid session for the user\.$/,
    );
  });

  it('lets a session live as long as it was given, not a millisecond longer', () => {
    const { clock, sessions } = setUp();
    const [early, late] = [sessions.open(session, 3 * minute), sessions.open(session, 3 * minute)];

    clock.now += 3 * minute - 1;
    expect(sessions.take(early)).to.equal(session);
    clock.now += 1;
    expect(() => sessions.take(late)).to.throw(AwsError, expired);
    expect(() => sessions.take(late)).to.throw(AwsError, expired);
  });

  it('forgets old strings', () => {
    const { clock, sessions } = setUp();
    const id = sessions.open(session, minute);

    clock.now += 60 * minute;
    sessions.open(session, minute);

    expect(() => sessions.take(id)).to.throw(AwsError, /^Invalid session for the user\.$/);
  });

  it('keeps no more than ten thousand, the newest', () => {
    const { sessions } = setUp();
    const ids = Array.from({ length: 10_001 }, () => sessions.open(session, minute));

    expect(() => sessions.take(ids[0] ?? '')).to.throw(AwsError, /^Invalid session for the user\.$/);
    expect(sessions.take(ids[10_000] ?? '')).to.equal(session);
  });
});
