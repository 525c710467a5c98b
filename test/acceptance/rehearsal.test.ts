import { expect } from 'chai';
import { type Record, toRecord } from '../../acceptance/record/record.ts';
import { PACE_HERE, type Rehearsal, rehearse } from '../../acceptance/rehearse.ts';
import { scenarios } from '../../acceptance/scenarios.ts';
import { scenariosNamed, silent, usePrepared } from './rehearsals.ts';

/** A part of all that `npm run acceptance -- --rehearse` tries: each configuration, each way to ask. */
const TRIED = `
  captcha-shipped password-captcha invited-user mfa-totp existing-pool-remembered-device aws-example-create
  email-otp sms-otp magic-link start-with-custom-challenge resend unknown-user
  proof-of-work external external-pair ses-mailbox-simulator
  arns-before-functions rounds client-metadata new-password-define-says-new-password
  new-password-with-email new-password-with-phone_number reset-required password-late
  token-guard session-twice unknown-user-app plain-user-names made-up-name made-up-plain-name mfa-entries mfa-used-code devices
`
  .trim()
  .split(/\s+/);

/**
 * What the local AWS, or the module, does not do yet. Whoever makes one of them work takes it out here.
 */
const NOT_YET: Readonly<{ [name: string]: RegExp }> = {
  'arns-before-functions': /does not have CreateUserPool/,
};

describe('the rehearsal of the acceptance', function () {
  this.timeout('3m');
  const prepared = usePrepared();
  let rehearsal: Rehearsal;
  let record: Record;

  before(async () => {
    rehearsal = await rehearse(prepared(), {
      scenarios: scenariosNamed(TRIED),
      pace: PACE_HERE,
      progress: silent,
      signal: new AbortController().signal,
    });
    const about = { source: 'rehearsal', date: '2026-11-27', region: 'us-east-1', pace: PACE_HERE } as const;
    record = toRecord(about, rehearsal.results, rehearsal.identity);
  });

  const result = (name: string) => rehearsal.results.find(each => each.name === name);
  for (const name of TRIED.filter(each => !NOT_YET[each])) {
    it(`gets an answer: ${name}`, () => {
      expect(result(name)).to.include({ outcome: 'answered' });
    });
  }

  for (const [name, why] of Object.entries(NOT_YET)) {
    it(`says why there is no answer yet: ${name}`, () => {
      expect(result(name)?.why).to.match(why);
    });
  }

  it('tells which trigger gets which ClientMetadata', () => {
    expect(result('client-metadata')?.answer).to.deep.equal([
      { triggerSource: 'DefineAuthChallenge_Authentication', clientMetadata: null },
      { triggerSource: 'DefineAuthChallenge_Authentication', clientMetadata: 'PASSWORD_VERIFIER' },
      { triggerSource: 'CreateAuthChallenge_Authentication', clientMetadata: 'PASSWORD_VERIFIER' },
      { triggerSource: 'VerifyAuthChallengeResponse_Authentication', clientMetadata: 'CUSTOM_CHALLENGE' },
      { triggerSource: 'DefineAuthChallenge_Authentication', clientMetadata: 'CUSTOM_CHALLENGE' },
      { triggerSource: 'TokenGeneration_Authentication', clientMetadata: 'CUSTOM_CHALLENGE' },
    ]);
  });

  it('has an address that an invited user gives count as unverified, in the next event and afterwards', () => {
    for (const attribute of ['email', 'phone_number']) {
      const taken = { address: 'the new one', verified: 'false' };
      const before = { address: 'the old one', verified: 'true' };

      expect(result(`new-password-with-${attribute}`)?.answer).to.deep.equal({
        challenges: ['NEW_PASSWORD_REQUIRED', 'CUSTOM_CHALLENGE', 'tokens'],
        refusal: null,
        events: [before, before, taken, taken],
        afterwards: taken,
      });
    }
  });

  it('makes up the same name for the same user, in any letters, of the form that known users have', () => {
    const made = {
      unknown: 'a UUID of version 4',
      again: 'the same',
      inCapitals: 'the same',
      event: 'the same',
    };

    expect(result('made-up-name')?.answer).to.deep.equal({ ...made, known: 'a UUID of version 4' });
    expect(result('made-up-plain-name')?.answer).to.deep.equal({ ...made, known: 'as typed' });
  });

  it('records each call of the API, and each event of a probe', () => {
    const { exchanges = [], events = [] } = result('client-metadata') ?? {};

    expect(exchanges.map(({ call }) => call)).to.deep.equal([
      'AdminCreateUser',
      'AdminSetUserPassword',
      'InitiateAuth',
      'RespondToAuthChallenge',
      'RespondToAuthChallenge',
    ]);
    expect(events).to.have.length(6);
  });

  it('records nobody', () => {
    const written = JSON.stringify(record);
    const calls = rehearsal.results.flatMap(({ exchanges }) => exchanges);
    const secrets = calls.flatMap(({ output }) => sessionsIn(output));

    expect(secrets).to.not.deep.equal([]);
    for (const secret of secrets) expect(written).to.not.include(secret);
    expect(written).to.not.match(/@example\.com|123456789012|us-east-1_\w|eyJ|Aa1-|\+1\d{10}|base64,/);
  });

  it('is marked as what it is', () => {
    expect(record.source).to.equal('rehearsal');
  });
});

describe('the scenarios of the acceptance', () => {
  it('have names of their own', () => {
    const names = scenarios.map(({ name }) => name);

    expect(new Set(names).size).to.equal(names.length);
  });

  it('are known by their names in a record, whatever those look like', () => {
    const about = { source: 'rehearsal', date: '2026-11-27', region: 'us-east-1', pace: PACE_HERE } as const;
    const results = scenarios.map(({ run: _, ...told }) => ({
      ...told,
      ...{ outcome: 'answered', exchanges: [], events: [] },
    })) as Rehearsal['results'];

    expect(toRecord(about, results, {}).results.map(({ name, asks }) => [name, asks])).to.deep.equal(
      scenarios.map(({ name, asks }) => [name, asks]),
    );
  });
});

function sessionsIn(output: unknown): readonly string[] {
  const { Session } = (output ?? {}) as { Session?: string };
  return Session === undefined ? [] : [Session];
}
