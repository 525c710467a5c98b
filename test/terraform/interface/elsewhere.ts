import {
  attached,
  BUS,
  delivery,
  email,
  external,
  FUNCTION,
  flow,
  humanCheck,
  type Inputs,
  image,
  letters,
  NUMBER,
  PARAMETER,
  pool,
  SECRET,
  SIGNING,
  sms,
  TOPIC,
  USER_POOL,
  WEB_ACL,
} from './values.ts';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11';
const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:failures';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';
const CALLER = 'arn:aws:iam::111122223333:role/sms';
const IDENTITY = 'arn:aws:ses:eu-central-1:111122223333:identity/example.com';

const inIreland = (arn: string) => arn.replaceAll('eu-central-1', 'eu-west-1');
const inChina = (arn: string) => arn.replace('arn:aws:', 'arn:aws-cn:');

/** Inputs that cannot work where the functions are (eu-central-1), by what Terraform says of them. */
export const elsewhere: Readonly<Record<string, readonly Inputs[]>> = {
  'kms_key_arn is in another region': [{ kms_key_arn: inIreland(KEY) }],
  'user_pool_arn is in another region': [{ ...attached(inIreland(USER_POOL)) }],
  'code_signing_config_arn is in another region': [{ code_signing_config_arn: inIreland(SIGNING) }],
  'delivery.failure_destination_arn is in another region': [
    delivery({ failure_destination_arn: inIreland(QUEUE) }),
  ],
  'waf.web_acl_arn is in another region': [{ waf: { web_acl_arn: inIreland(WEB_ACL) } }],
  'dead_letter_target_arns names a queue or topic in another region': [letters(inIreland(QUEUE))],
  'alarms.topic_arn is in another region': [{ alarms: { topic_arn: inIreland(TOPIC) } }],
  'triggers names a function in another region': [
    { triggers: { pre_sign_up: { arn: inIreland(FUNCTION) } } },
  ],
  'triggers: kms_key_arn is in another region': [
    { triggers: { custom_email_sender: { arn: FUNCTION, kms_key_arn: inIreland(KEY) } } },
  ],
  'function_packages: an image_uri is in another region': [
    { function_packages: { create_auth_challenge: { image_uri: inIreland(image.image_uri) } } },
  ],
  'An ARN among the inputs is of another partition': [
    { triggers: { pre_sign_up: { arn: inChina(FUNCTION) } } },
    { triggers: { custom_email_sender: { arn: FUNCTION, kms_key_arn: inChina(KEY) } } },
    pool({ email_configuration: { source_arn: inChina(IDENTITY), from_email_address: 'a@example.com' } }),
    pool({ sms_configuration: { external_id: 'x', sns_caller_arn: inChina(CALLER) } }),
    { kms_key_arn: inChina(KEY) },
    external({ function_arn: inChina(FUNCTION) }),
    external({ verify_function_arn: inChina(FUNCTION) }),
    { permissions_boundary_arn: inChina(BOUNDARY) },
    { alarms: { topic_arn: inChina(TOPIC) } },
    humanCheck({ secret_arn: inChina(SECRET) }),
    email({ identity_arn: inChina(IDENTITY) }),
    sms({ origination_identity: inChina(NUMBER) }),
    delivery({ sender_function_arn: inChina(FUNCTION) }),
    { events: { bus_arn: inChina(BUS) } },
    { waf: { web_acl_arn: inChina(WEB_ACL) } },
    letters(inChina(QUEUE)),
    delivery({ texts: { de: PARAMETER, fr: inChina(PARAMETER) } }),
  ],
};

/** Of another region, and taken: the functions sign a call for the region of its ARN. A boundary has none. */
export const takenFromElsewhere: Inputs = {
  flow: [
    ...flow({ challenge: 'human_check' }).flow,
    { any_of: ['email_otp', 'sms_otp'], name: 'code' },
    { challenge: 'external', function_arn: inIreland(FUNCTION), proof: true, attempts: 1 },
  ],
  ...humanCheck({ secret_arn: inIreland(SECRET) }),
  ...email({ identity_arn: inIreland(IDENTITY) }),
  ...sms({ origination_identity: inIreland(NUMBER) }),
  ...delivery({ texts: { de: inIreland(PARAMETER) }, failure_destination_arn: QUEUE }),
  kms_key_arn: KEY,
  events: { bus_arn: inIreland(BUS) },
  triggers: { custom_sms_sender: { arn: FUNCTION, kms_key_arn: KEY } },
  code_signing_config_arn: SIGNING,
  waf: { web_acl_arn: WEB_ACL },
  ...letters(QUEUE),
  permissions_boundary_arn: BOUNDARY,
};
