import { expect } from 'chai';
import { readAction } from '../../../functions/event/action.ts';

describe('readAction', () => {
  const actions: readonly [clientMetadata: unknown, action: object][] = [
    [{ action: 'resend' }, { resend: true }],
    [{ challenge: 'sms_otp' }, { resend: false, challenge: 'sms_otp' }],
    [
      { action: 'resend', challenge: 'sms_otp', locale: 'de' },
      { resend: true, challenge: 'sms_otp' },
    ],
    // Whatever it names, it is no plain answer: a client that asks for an alternative gives none.
    [{ challenge: 'no such' }, { resend: false, challenge: 'no such' }],
    [{ challenge: '' }, { resend: false, challenge: '' }],
    [
      { challenge: 'sms_otp', action: 'verify' },
      { resend: false, challenge: 'sms_otp' },
    ],
  ];
  for (const [clientMetadata, action] of actions) {
    it(`finds one in ${JSON.stringify(clientMetadata)}`, () => {
      expect(readAction(clientMetadata)).to.deep.equal(action);
    });
  }

  const none: unknown[] = [
    ...[undefined, null, {}, '', 'resend', 7, true, [], ['resend']],
    ...[
      { action: '' },
      { action: 'RESEND' },
      { action: 'resend ' },
      { action: ['resend'] },
      { Action: 'resend' },
    ],
    ...[{ challenge: null }, { challenge: ['sms_otp'] }, { challenge: 1 }, { locale: 'de' }],
  ];
  for (const clientMetadata of none) {
    it(`finds none in ${JSON.stringify(clientMetadata)}: that comes with a plain answer`, () => {
      expect(readAction(clientMetadata)).to.equal(undefined);
    });
  }
});
