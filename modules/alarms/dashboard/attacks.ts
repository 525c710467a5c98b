import { ofFunction, own } from '../metric.ts';
import { graph, line, question, type Row, search } from '../widgets.ts';
import { lines } from './lines.ts';

const messages = 'local.sends_messages';

export const attacks: readonly Row[] = [
  question(
    'Is somebody attacking, or pumping messages?',
    'Guessing: users whose codes are guessed at, and many wrong answers above. Pumping: text messages or messages held back rise, and passed sign-ins do not; each text message costs money. Tokens refused: somebody got around the steps, and was stopped at the tokens.',
  ),
  {
    height: 6,
    widgets: [
      graph({
        title: 'Users whose codes are guessed at',
        width: 6,
        lines: [search('CodesLengthened', 'Challenge')],
        when: messages,
      }),
      graph({
        title: 'Messages held back',
        width: 6,
        when: messages,
        lines: lines({ MessageLimited: 'the limit is used up', MessageNotAllowed: 'not an allowed address' }),
      }),
      graph({
        title: 'Text messages sent: each costs money',
        width: 6,
        when: 'local.sends_sms',
        lines: [line(own('MessageSent', { Challenge: 'sms_otp' }), 'text messages')],
      }),
      graph({
        title: 'Tokens refused by the guard',
        width: 6,
        when: 'local.token_guarded',
        lines: [line(ofFunction('Errors', 'pre-token-generation'), 'refused')],
      }),
    ],
  },
  {
    height: 5,
    when: 'local.human_check_fails != ""',
    widgets: [
      graph({
        title: 'Human checks whose service could not be asked',
        width: 12,
        lines: lines({
          HumanCheckFailedOpen: 'let through unchecked',
          HumanCheckFailedClosed: 'refused unchecked',
        }),
      }),
    ],
  },
];
