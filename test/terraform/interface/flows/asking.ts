import {
  delivery,
  email,
  external,
  FUNCTION,
  flow,
  humanCheck,
  links,
  PARAMETER,
  SECRET,
  sms,
  when,
} from '../values.ts';
import { asking, CALL, CALL_OTHER, COUNT_ANSWERS, type Flow, OTHER_FUNCTION, OWN_KEY } from './flow.ts';

const withoutLedger = { create: [], verify: [], settings: [], challenges: ['captcha'] };

/** Flows that send nothing. */
export const askingFlows: Readonly<Record<string, Flow>> = {
  'the default': { inputs: {}, ...asking, challenges: ['captcha'] },
  'a password alone': { inputs: flow(), ...asking, challenges: [] },
  'no ledger': { inputs: { ledger_enabled: false }, ...withoutLedger },
  'a key of one’s own, and no ledger to encrypt': {
    inputs: { kms_key_arn: OWN_KEY, ledger_enabled: false },
    ...withoutLedger,
  },
  'a step of some clients': {
    inputs: { ...when({ clients: ['web', 'app'] }), clients: { app: {}, web: {}, server: {} } },
    ...asking,
    settings: [...asking.settings, 'clients'],
    challenges: ['captcha'],
  },
  'a step of some users': {
    inputs: when({ attribute: 'custom:role', values: ['admin', 'audit'] }),
    ...asking,
    challenges: ['captcha'],
  },
  'human_check with a secret of Secrets Manager': {
    inputs: { ...flow({ challenge: 'human_check' }), ...humanCheck() },
    ...asking,
    verify: [COUNT_ANSWERS, `secretsmanager:GetSecretValue on ${SECRET}`],
    challenges: ['human_check'],
  },
  'human_check with a parameter of SSM': {
    inputs: {
      ...flow({ challenge: 'human_check' }),
      ...humanCheck({ secret_arn: PARAMETER, action: 'sign-in' }),
    },
    ...asking,
    verify: [COUNT_ANSWERS, `ssm:GetParameter on ${PARAMETER}`],
    challenges: ['human_check'],
  },
  proof_of_work: {
    inputs: { ...flow({ challenge: 'proof_of_work' }), proof_of_work: { difficulty: 20 } },
    ...asking,
    challenges: ['proof_of_work'],
  },
  'external, three times': {
    inputs: {
      flow: [
        ...external({ attempts: 1 }).flow,
        { challenge: 'external', name: 'again', function_arn: FUNCTION, proof: false, attempts: 1 },
        { challenge: 'external', name: 'quiz', function_arn: OTHER_FUNCTION, proof: true, attempts: 1 },
      ],
    },
    create: [...asking.create, CALL, CALL_OTHER],
    verify: [...asking.verify, CALL, CALL_OTHER],
    settings: asking.settings,
    challenges: [],
  },
  'external, by a pair of functions': {
    inputs: external({ verify_function_arn: OTHER_FUNCTION }),
    create: [...asking.create, CALL],
    verify: [...asking.verify, CALL_OTHER],
    settings: asking.settings,
    challenges: [],
  },
  'settings of all that is not in the flow': {
    inputs: {
      ...email(),
      ...sms(),
      ...links('https://app.example.com/sign-in'),
      ...humanCheck(),
      ...delivery({
        failure_destination_arn: FUNCTION,
        sender_function_arn: FUNCTION,
        texts: { de: PARAMETER },
      }),
    },
    ...asking,
    challenges: ['captcha'],
  },
};
