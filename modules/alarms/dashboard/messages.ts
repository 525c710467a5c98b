import { ofFunction } from '../metric.ts';
import { graph, line, question, type Row, search } from '../widgets.ts';
import { lines } from './lines.ts';

const messages = 'local.sends_messages';
export const messagesArrive: readonly Row[] = [
  question(
    'Do messages arrive?',
    'Sent is what the provider took; whether it came, only the provider knows. Refused and failed are counted at each of three tries: refused is a no of the provider, failed any other error. Uncertain: no response, so it may have been sent. Lost: given up for good.',
    messages,
  ),
  {
    height: 6,
    when: messages,
    widgets: [
      graph({
        title: 'What became of messages',
        width: 12,
        lines: lines({
          MessageSent: 'sent',
          MessageRefused: 'refused by the provider',
          MessageFailed: 'failed, and tried again',
          MessageUncertain: 'uncertain: no response',
          MessageExpired: 'expired: came too late to be sent',
          MessageUndeliverable: 'without an address',
          MessageSentBefore: 'not sent again: the one before is valid',
          MessageDecoy: 'to nobody: no such user',
        }),
      }),
      graph({
        title: 'Sent, by challenge',
        width: 6,
        isStacked: true,
        lines: [search('MessageSent', 'Challenge')],
      }),
      graph({
        title: 'Lost by Lambda',
        width: 6,
        lines: [
          line(ofFunction('AsyncEventsDropped', 'deliver-challenge'), 'given up after all tries'),
          line(ofFunction('DestinationDeliveryFailures', 'deliver-challenge'), 'destination not told'),
          line(ofFunction('DeadLetterErrors', 'deliver-challenge'), 'dead letter not kept'),
        ],
      }),
    ],
  },
];
