import { expect } from 'chai';
import fc from 'fast-check';
import type { Message } from '../../../functions/challenges/challenge.ts';
import { destinationOf } from '../../../functions/delivery/destination.ts';
import { pseudonyms } from '../../../functions/question/stable-key.ts';
import { KEY_ID } from '../../support/settings.ts';
import { ATTRIBUTES, cognitoEvent, parsed, type Request, unknownUser } from '../../support/trigger-events.ts';
import { fakeMac } from '../../support/worlds.ts';

const values = async () => ({});
const EMAIL: Message = { medium: 'EMAIL', attribute: 'email', values };
const SMS: Message = { medium: 'SMS', attribute: 'phone_number', values };

const EMAIL_MASK = /^[a-z]\*{3}@[a-z]\*{3}$/;
const NUMBER_MASK = /^\+\*{7}\d{4}$/;

const pseudonym = pseudonyms(KEY_ID, fakeMac);
const user = (userAttributes: object = ATTRIBUTES, envelope: Request = {}) =>
  parsed(cognitoEvent('create', { userAttributes }, envelope));
const stranger = (userName: string) => parsed({ ...unknownUser(cognitoEvent('create')), userName });
const to = (message: Message, event = user(), verifiedOnly = true) =>
  destinationOf(message, event, { verifiedOnly, hiddenMedia: [], isProven: true }, pseudonym);

describe('destinationOf', () => {
  it('gives the user’s address, and masks it as Cognito does', async () => {
    expect(await to(EMAIL)).to.deep.equal({ address: 'casey@ember.example', masked: 'c***@e***' });
    expect(await to(SMS)).to.deep.equal({ address: '+15550100321', masked: '+*******0321' });
  });

  it('shows no letter and no digit of what users sign in with: a known one would match what was typed', async () => {
    for (const [message, hidden] of [
      [EMAIL, '***@***'],
      [SMS, '+*******'],
    ] as const) {
      const rules = { verifiedOnly: true, hiddenMedia: [message.medium], isProven: true };
      for (const event of [user(), stranger('made-up')]) {
        expect((await destinationOf(message, event, rules, pseudonym)).masked).to.equal(hidden);
      }
    }
  });

  it('shows no letter and no digit to who has not proved who they are: no made-up one fits the users that there are', async () => {
    const rules = { verifiedOnly: true, hiddenMedia: [], isProven: false };
    for (const event of [user(), user({}), stranger('made-up')])
      for (const [message, masked] of [
        [EMAIL, '***@***'],
        [SMS, '+*******'],
      ] as const)
        expect(await destinationOf(message, event, rules, pseudonym)).to.include({ masked });
  });

  it('shows nothing of an address but the first letters, and of a number the last four digits', async () => {
    const address = fc.emailAddress();
    await fc.assert(
      fc.asyncProperty(address, async email => {
        const { masked } = await to(EMAIL, user({ email, email_verified: 'true' }));
        const domain = email.slice(email.lastIndexOf('@') + 1);
        expect(masked).to.equal(`${email.charAt(0)}***@${domain.charAt(0)}***`.toLowerCase());
      }),
    );
  });

  it('takes the domain of an address with two @ for what is behind the last', async () => {
    const email = '"a@b"@ember.example';
    expect((await to(EMAIL, user({ email, email_verified: 'true' }))).masked).to.equal('"***@e***');
  });

  const verified = (value: unknown) => ({
    ...ATTRIBUTES,
    email_verified: value,
    phone_number_verified: value,
  });
  const unfit: readonly [title: string, attributes: object, withheld: string][] = [
    ['without an address', {}, 'no_address'],
    ['with an address that was not verified', verified('false'), 'not_verified'],
    [
      'of whose address nobody says that it was verified',
      { email: ATTRIBUTES.email, phone_number: ATTRIBUTES.phone_number },
      'not_verified',
    ],
    ['with an empty address', { ...ATTRIBUTES, email: '', phone_number: '' }, 'no_address'],
    ['with an address that is null', { ...ATTRIBUTES, email: null, phone_number: null }, 'no_address'],
    ['whose verification is another word', verified('1'), 'not_verified'],
    ['whose verification is null', verified(null), 'not_verified'],
    ['whose verification is a boolean that is not true', verified(false), 'not_verified'],
  ];
  for (const [title, attributes, withheld] of unfit) {
    it(`gives nothing for a user ${title}, and a mask of the same form: the client cannot tell`, async () => {
      for (const [message, form] of [
        [EMAIL, EMAIL_MASK],
        [SMS, NUMBER_MASK],
      ] as const) {
        const { masked, ...rest } = await to(message, user(attributes));
        expect(rest).to.deep.equal({ withheld });
        expect(masked).to.match(form);
        expect(await to(message, user(attributes)), 'the same at every try').to.deep.equal({
          ...{ masked, withheld },
        });
      }
    });
  }

  it('takes a verification in any spelling: importers write it in the way of their language', async () => {
    for (const value of ['true', 'True', 'TRUE', true]) {
      expect(await to(EMAIL, user(verified(value))), String(value)).to.include({ address: ATTRIBUTES.email });
      expect(await to(SMS, user(verified(value)))).to.include({ address: ATTRIBUTES.phone_number });
    }
  });

  it('sends to an unverified address where the operator allows it', async () => {
    const attributes = { ...ATTRIBUTES, email_verified: 'false' };
    expect(await to(EMAIL, user(attributes), false)).to.include({ address: ATTRIBUTES.email });
    expect(await to(EMAIL, user({ ...attributes, email: '' }), false)).not.to.have.property('address');
  });

  it('gives an unknown user a mask like anybody’s: the same form, the same each time, and another for another', async () => {
    const masks = new Set<string>();
    for (let n = 0; n < 200; n++) {
      for (const [message, form] of [
        [EMAIL, EMAIL_MASK],
        [SMS, NUMBER_MASK],
      ] as const) {
        const decoy = await to(message, stranger(`user ${n}`));
        expect(decoy).to.have.all.keys('masked', 'withheld').and.include({ withheld: 'unknown_user' });
        expect(decoy.masked).to.match(form);
        expect(await to(message, stranger(`user ${n}`))).to.deep.equal(decoy);
        masks.add(decoy.masked);
      }
    }
    // Letters are not all as frequent, so masks of e-mail repeat.
    expect(masks.size).to.be.above(250);
  });

  it('gives a name in another spelling the same mask, as a known user’s is the same', async () => {
    const spellings = ['Casey.Ember', 'casey.ember', 'CASEY.EMBER', ' casey.ember ', 'ｃasey.ember'];
    for (const message of [EMAIL, SMS]) {
      const masks = await Promise.all(
        spellings.map(async name => (await to(message, stranger(name))).masked),
      );
      expect(new Set(masks).size).to.equal(1);
    }
  });

  it('sends nothing to an unknown user, though Cognito should tell an address', async () => {
    const event = parsed(cognitoEvent('create', { userNotFound: true }));
    expect(await to(EMAIL, event)).not.to.have.property('address');
  });

  it('makes decoys that nobody can work out without the key', async () => {
    const others = pseudonyms('another key', fakeMac);
    const rules = { verifiedOnly: true, hiddenMedia: [], isProven: true };
    let same = 0;
    for (let n = 0; n < 100; n++) {
      const event = stranger(`user ${n}`);
      const [one, other] = [await to(SMS, event), await destinationOf(SMS, event, rules, others)];
      if (one.masked === other.masked) same++;
    }
    expect(same).to.be.below(5);
  });

  it('does the same work for everybody', async () => {
    const asked: string[][] = [];
    const counting = async (...parts: readonly string[]) => {
      asked.push([...parts]);
      return pseudonym(...parts);
    };
    const rules = { verifiedOnly: true, hiddenMedia: [], isProven: true };
    for (const event of [user(), user({}), stranger('somebody')])
      await destinationOf(EMAIL, event, rules, counting);
    expect(asked.map(([name]) => name)).to.deep.equal(['decoy', 'decoy', 'decoy']);
  });
});
