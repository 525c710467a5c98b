import { expect } from 'chai';
import { toHandedOver } from '../../../functions/delivery/hand-over.ts';
import { readHandedOver } from '../../../functions/delivery/read-handed-over.ts';
import { handedOver } from '../../support/delivery.ts';
import { cognitoEvent, parsed, unknownUser } from '../../support/trigger-events.ts';

describe('readHandedOver', () => {
  const { question } = handedOver();

  it('takes what create hands over', () => {
    const clientMetadata = { locale: 'de', redirect: 'https://app.acme.example/sign-in' };
    const event = parsed(cognitoEvent('create', { clientMetadata }));
    for (const message of [
      toHandedOver(question, event, { address: 'casey@ember.example' }, 2),
      toHandedOver(question, parsed(unknownUser(cognitoEvent('create'))), {}, 1),
    ]) {
      const wire = JSON.parse(JSON.stringify(message));
      expect(readHandedOver(wire)).to.deep.equal(message);
    }
  });

  it('takes what a version before handed over, which gave sign-ins no trace', () => {
    const { trace: _, ...old } = handedOver();
    expect(readHandedOver(old)).to.deep.equal(old);
  });

  const { address: _, ...withoutAddress } = handedOver();

  for (const withheld of ['unknown_user', 'no_address', 'not_verified', 'limit', 'wait']) {
    it(`takes ${withheld} in place of an address`, () => {
      const message = { ...withoutAddress, withheld };
      expect(readHandedOver(message)).to.deep.equal(message);
    });
  }

  const odd: unknown[] = [
    { ...handedOver(), withheld: 'not_verified' },
    { ...withoutAddress, withheld: 'casey@ember.example' },
    { ...withoutAddress, withheld: null },
    undefined,
    null,
    'text',
    [],
    {},
    cognitoEvent('create'),
    { ...handedOver(), question: undefined },
    { ...handedOver(), question: { ...question, nonce: 7 } },
    // Whoever may invoke it would write into the log, and have a metric for each text.
    { ...handedOver(), question: { ...question, challenge: 'casey@ember.example' } },
    { ...handedOver(), question: { ...question, challenge: 'captcha' } },
    { ...handedOver(), question: { ...question, issuedAt: '1763750000' } },
    { ...handedOver(), question: { ...question, issuedAt: Number.NaN } },
    { ...handedOver(), userPoolId: '' },
    { ...handedOver(), address: ['casey@ember.example'] },
    { ...handedOver(), address: null },
    { ...handedOver(), locale: {} },
    { ...handedOver(), name: 7 },
    { ...handedOver(), redirect: [] },
    { ...handedOver(), send: 0 },
    { ...handedOver(), send: '1' },
    { ...handedOver(), send: 1.5 },
    { ...handedOver(), trace: 'casey@ember.exam' },
    { ...handedOver(), trace: 'too-short' },
    { ...handedOver(), trace: null },
  ];
  odd.forEach((event, index) => {
    it(`takes nothing else (${index})`, () => {
      expect(readHandedOver(event)).to.equal(undefined);
    });
  });
});
