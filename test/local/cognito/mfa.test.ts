import { expect } from 'chai';
import { AwsError } from '../../../local/aws-service.ts';
import { type Demand, demandedMfa, type Factor, type UserMfa } from '../../../local/cognito/mfa.ts';
import type { User } from '../../../local/cognito/users.ts';
import type { Mfa } from '../../../local/deployment.ts';

const token = { secret: 'A', friendlyName: '', lastStep: 0 };
type Factors = Exclude<keyof Mfa, 'configuration'>[];
const pool = (configuration: Mfa['configuration'], ...factors: Factors): Mfa => ({
  configuration,
  softwareToken: factors.includes('softwareToken'),
  sms: factors.includes('sms'),
  email: factors.includes('email'),
});
const user = (attributes: Record<string, string>, mfa?: UserMfa) =>
  ({ attributes, ...(mfa && { mfa }) }) as unknown as User;

const everybody = { email: 'a@example.com', phone_number: '+15555550100' };
const all = ['sms', 'email', 'softwareToken'] as const;
const demands: [string, Mfa, User, Demand | undefined][] = [
  ['nothing where MFA is off', pool('OFF', ...all), user(everybody, { enabled: ['SMS_MFA'] }), undefined],
  [
    'nothing where it is optional and nothing is enabled',
    pool('OPTIONAL', ...all),
    user(everybody),
    undefined,
  ],
  [
    'nothing where a token is registered and not enabled',
    pool('OPTIONAL', ...all),
    user(everybody, { enabled: [], token }),
    undefined,
  ],
  [
    'the only factor that is enabled',
    pool('OPTIONAL', ...all),
    user(everybody, { enabled: ['EMAIL_OTP'] }),
    { ask: 'EMAIL_OTP' },
  ],
  [
    'the preferred one of several',
    pool('OPTIONAL', ...all),
    user(everybody, { enabled: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], preferred: 'SOFTWARE_TOKEN_MFA', token }),
    { ask: 'SOFTWARE_TOKEN_MFA' },
  ],
  [
    'the choice where none is preferred',
    pool('OPTIONAL', ...all),
    user(everybody, { enabled: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], token }),
    { choose: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] },
  ],
  [
    'another factor where the address of the preferred one is gone',
    pool('OPTIONAL', ...all),
    user({ email: 'a@example.com' }, { enabled: ['SMS_MFA', 'EMAIL_OTP'], preferred: 'SMS_MFA' }),
    { ask: 'EMAIL_OTP' },
  ],
  [
    'the address of a user who has one',
    pool('ON', ...all),
    user({ email: 'a@example.com' }),
    { ask: 'EMAIL_OTP' },
  ],
  ['the choice of addresses', pool('ON', ...all), user(everybody), { choose: ['SMS_MFA', 'EMAIL_OTP'] }],
  ['a factor that the pool has', pool('ON', 'sms', 'softwareToken'), user(everybody), { ask: 'SMS_MFA' }],
  ['the set-up of a token', pool('ON', 'softwareToken'), user(everybody), { setUp: ['SOFTWARE_TOKEN_MFA'] }],
  [
    'the set-up of what a user without addresses can set up',
    pool('ON', ...all),
    user({}),
    { setUp: ['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'] },
  ],
];

describe('MFA asks', () => {
  for (const [name, mfa, subject, expected] of demands)
    it(`for ${name}`, () => {
      expect(demandedMfa({ mfa }, subject)).to.deep.equal(expected);
    });

  it('in vain where it is required, and the user can neither meet it nor set it up', () => {
    expect(() => demandedMfa({ mfa: pool('ON', 'sms') }, user({})))
      .to.throw(AwsError)
      .with.property('code', 'MFAMethodNotFoundException');
  });

  it('for each factor by its own address', () => {
    const asked = (attributes: Record<string, string>, factor: Factor) =>
      demandedMfa({ mfa: pool('OPTIONAL', ...all) }, user(attributes, { enabled: [factor] }));
    expect(asked({ phone_number: '+15555550100' }, 'EMAIL_OTP')).to.equal(undefined);
    expect(asked({ email: 'a@example.com' }, 'SMS_MFA')).to.equal(undefined);
    expect(asked(everybody, 'SOFTWARE_TOKEN_MFA')).to.equal(undefined);
  });

  describe('where it is required, by the address that recovers no account', () => {
    const recovering = (first: 'verified_email' | 'verified_phone_number', ...factors: Factors) => ({
      mfa: pool('ON', ...factors),
      accountRecovery: [first],
    });

    it('of two', () => {
      expect(demandedMfa(recovering('verified_email', 'sms', 'email'), user(everybody))).to.deep.equal({
        ask: 'SMS_MFA',
      });
      expect(demandedMfa(recovering('verified_phone_number', ...all), user(everybody))).to.deep.equal({
        ask: 'EMAIL_OTP',
      });
    });

    it('unless the user prefers it', () => {
      const mfa = { enabled: ['EMAIL_OTP'], preferred: 'EMAIL_OTP' } as const;
      expect(demandedMfa(recovering('verified_email', 'sms', 'email'), user(everybody, mfa))).to.deep.equal({
        ask: 'EMAIL_OTP',
      });
    });

    it('and by none where it is the only one', () => {
      const only = user({ email: 'a@example.com' });
      expect(() => demandedMfa(recovering('verified_email', 'email'), only)).to.throw(AwsError);
      expect(demandedMfa(recovering('verified_email', 'email', 'softwareToken'), only)).to.deep.equal({
        setUp: ['SOFTWARE_TOKEN_MFA'],
      });
    });
  });
});
