import { flag, object, optional, text } from '../../functions/settings/declare.ts';
import { declared } from './from-declaration.ts';

const eventsSetting = object({
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
  bus_arn: optional(
    text(
      'the ARN of an event bus: arn:aws:events:<region>:<account>:event-bus/<name>',
      /^arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:event-bus\/[A-Za-z0-9._-]+$/u,
    ),
  ),
  user_changes_enabled: optional(flag(), false),
});

/** What other systems are told of sign-ins. */
export const eventInputs = {
  events: declared('events', eventsSetting, {
    text: 'Events of sign-ins for EventBridge: passed, ended, a limit reached, a factor changed. `{}` is enough. Default: none.',
    attributes: {
      bus_arn:
        "The bus that they go to, of any account and region; a bus of another account needs a policy that lets the role of `publish_events` put events. Default: the account's own default bus.",
      user_changes_enabled:
        'Whether changes that users make themselves are events, too. CloudTrail does not say of which pool they are: set it where the account has no other pool in the region.',
    },
    default: null,
    example: { bus_arn: 'arn:aws:events:eu-central-1:111122223333:event-bus/identity' },
  }),
};
