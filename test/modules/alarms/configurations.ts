import { alarms, email, flow, humanCheck, sms } from '../../terraform/interface/values.ts';

/** They differ in what can go wrong. */
export const configurations = {
  /** Password and CAPTCHA: nothing is sent. */
  'as it comes': alarms(),
  'codes by e-mail, without a ledger': {
    flow: [{ challenge: 'email_otp' }],
    ...email(),
    ledger_enabled: false,
    ...alarms(),
  },
  'everything, human_check open': {
    ...flow({ any_of: ['email_otp', 'sms_otp'], name: 'code' }, { challenge: 'human_check' }),
    ...email(),
    ...sms(),
    ...humanCheck({ on_failure: 'open' }),
    ...alarms(),
  },
  'events, human_check closed': {
    ...flow({ challenge: 'human_check' }),
    ...humanCheck({ on_failure: 'closed' }),
    events: {},
    ...alarms(),
  },
};
