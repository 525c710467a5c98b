import { AwsCallError } from '../aws/send.ts';
import type { Message, World } from '../challenges/challenge.ts';
import { loadChallenges } from '../challenges/load.ts';
import type { TriggerEvent } from '../event/event.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { logFault } from '../log-fault.ts';
import { epochKeys } from '../question/epoch-key.ts';
import { expiryOf } from '../question/long-code.ts';
import { toQuestion } from '../question/question.ts';
import { pseudonyms } from '../question/stable-key.ts';
import type { Settings } from '../settings/settings.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { toTheEnd } from '../to-the-end.ts';
import type { Withheld } from './destination.ts';
import type { HandedOver } from './hand-over.ts';
import { mayGoTo } from './may-go-to.ts';
import { compose, messageId } from './outgoing.ts';
import { isRefused, Refusal } from './refusal.ts';
import type { Senders } from './senders.ts';
import type { MessageSettings } from './settings.ts';
import { findTemplate } from './texts/find-template.ts';
import { candidates } from './texts/locale.ts';
import { parseOwnTexts } from './texts/own-texts.ts';
import { type MessageName, messageNames, type Templates } from './texts/template.ts';

export interface DeliverWorld extends World {
  readonly ledger: Ledger;
  readonly senders: Senders;
}

/** What became of a message. */
export type Outcome =
  | 'sent'
  | 'sent before'
  | 'uncertain'
  /** Nobody: the same work for an unknown user as for a known one. */
  | 'decoy'
  /** A known user, whose address is missing or not verified. */
  | 'undeliverable'
  | 'expired'
  | 'limit'
  | 'not allowed'
  | 'not a step of the flow';

/** These are handed over too, so that create does the same for everybody. */
const withheldOutcomes: Readonly<Record<Withheld, Outcome>> = {
  unknown_user: 'decoy',
  no_address: 'undeliverable',
  not_verified: 'undeliverable',
  limit: 'limit',
  wait: 'sent before',
};

/**
 * Sends what create handed over, once: Lambda may call twice for one event, and create may hand one message over
 * twice. Where nobody knows whether a message went out, it is not sent again; the user can ask for another.
 *
 * @throws SettingsError at the cold start; for a message of a language whose texts are wrong; Refusal for a message that
 *   may be tried again
 */
export async function deliverChallenge(settings: Settings, rules: MessageSettings, world: DeliverWorld) {
  const epochKey = epochKeys(settings.keyId, world.generateMac);
  const pseudonym = pseudonyms(settings.keyId, world.generateMac);
  const messages = await loadMessages(settings, world);
  const perHour = settings.delivery?.messagesPerHour;
  if (perHour === undefined)
    throw new SettingsError('delivery is not set: it says how many messages may be sent.');

  const ownTexts = async (locale: string): Promise<Templates> => {
    const arn = rules.texts.get(locale);
    return arn === undefined
      ? {}
      : parseOwnTexts(await world.secretText(arn), `delivery.texts.${locale} (${arn})`);
  };
  // Read now to find their faults; read again later in case they changed (`secretText` caches them for a while). A fault
  // concerns the messages of its language, which fail as long as it is there: nobody else's.
  const reportTexts = (locale: string) =>
    ownTexts(locale).catch((error: unknown) =>
      logFault({ message: 'Nothing is sent in this language.', locale, error: String(error) }),
    );
  await Promise.all([...rules.texts.keys()].map(reportTexts));

  return async (handedOver: HandedOver): Promise<Outcome> => {
    const { question: asked, address, locale, withheld = 'unknown_user' } = handedOver;
    if (address === undefined) return withheldOutcomes[withheld];
    const found = messages.get(asked.challenge);
    const question =
      found && toQuestion(settings, asked, eventOf(handedOver, found.message.attribute, address), epochKey);
    if (!question) return 'not a step of the flow';
    const { name, message, send } = found;
    const now = Math.floor(world.now() / 1000);
    const expiresAt = expiryOf(question);
    if (now >= expiresAt) return 'expired';
    if (!mayGoTo(message.medium, address, rules.sms?.prefixes)) return 'not allowed';

    // Whatever can fail before a message is sent should fail before it is counted. Each of these may call AWS.
    // As far as a user's budget reaches: one client, or one alternative, does not use up another's.
    const budget = [handedOver.clientId, asked.step, asked.challenge];
    const [text, values, destination] = await toTheEnd([
      findTemplate(name, candidates(locale, rules.defaultLocale), ownTexts),
      message.values(question, handedOver.redirect),
      pseudonym('destination', message.medium, address.toLowerCase(), ...budget),
    ]);
    const content = { medium: message.medium, values, expiresAt };
    const outgoing = compose({ ...handedOver, address }, text, content, rules);
    const claim = await world.ledger.claimMessage(destination, messageId(handedOver), perHour, now);
    if (claim !== 'send') return claim;
    try {
      await send(outgoing);
      return 'sent';
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      const { code, status } = error;
      const { trace } = handedOver;
      console.warn({ message: 'The message was not taken.', challenge: name, code, status, trace });
      if (!isRefused(error)) return 'uncertain';
      await world.ledger.releaseMessage(destination, messageId(handedOver));
      throw new Refusal(code);
    }
  };
}

/** The messages that challenges of the flow send, and who sends them. @throws SettingsError */
async function loadMessages(settings: Settings, world: DeliverWorld) {
  const challenges = await loadChallenges(settings, world);
  const entries = messageNames.flatMap(name => {
    const message = challenges.get(name)?.message;
    return message ? [[name, { name, message, send: senderOf(name, message, world.senders) }] as const] : [];
  });
  return new Map<string, (typeof entries)[number][1]>(entries);
}

function senderOf(name: MessageName, { medium }: Message, senders: Senders) {
  const send = senders[medium];
  if (send) return send;
  const setting = medium === 'EMAIL' ? 'email' : 'sms';
  throw new SettingsError(`${name} sends messages: set ${setting}, or sender for a function of your own.`);
}

/** The event that the question was asked in, as far as answers are derived from it. */
function eventOf(
  { userPoolId, clientId, userName }: HandedOver,
  attribute: Message['attribute'],
  address: string,
): TriggerEvent {
  const attributes = { [attribute]: address };
  return { userPoolId, clientId, userName, userNotFound: false, attributes, request: {}, original: {} };
}
