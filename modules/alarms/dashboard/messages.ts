import { sendsItself } from '../../deliver-function.ts';
import { expression } from '../expression.ts';
import { ofFunction, ofMail } from '../metric.ts';
import { graph, line, question, type Row, search } from '../widgets.ts';
import { lines } from './lines.ts';

const messages = 'local.sends_messages';
const mail = `local.sends_email && ${sendsItself}`;
/** Calls that name an identity go to its region. */
const mailRegion = 'try(split(":", var.email.identity_arn)[3], local.region)';

export const messagesArrive: readonly Row[] = [
  question(
    'Do messages arrive?',
    'Sent is what the provider took. Whether mail came, SES tells in the last graph, of all mail of this account; of text messages only the provider knows. Refused and failed are counted at each of three tries: refused is a no of the provider, failed any other error. Uncertain: no response, so it may have been sent. Lost: given up for good.',
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
  {
    height: 5,
    when: mail,
    widgets: [
      graph({
        title: 'SES, all mail of this account and region',
        width: 12,
        region: expression(mailRegion),
        lines: [
          line(ofMail('Send'), 'accepted'),
          line(ofMail('Delivery'), 'delivered to the mail server of the recipient'),
          line(ofMail('Bounce'), 'bounced'),
          line(ofMail('Complaint'), 'marked as spam'),
          line(ofMail('Reject'), 'rejected for a virus'),
        ],
      }),
    ],
  },
];
