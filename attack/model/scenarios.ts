import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import type { Move, Scenario } from './state.ts';

const CODE = { name: 'code', challenges: ['email_otp'], attempts: 2 };
const EITHER = { name: 'code', challenges: ['email_otp', 'sms_otp'], attempts: 2 };
const LINK = { name: 'link', challenges: ['magic_link'], attempts: 2, lifetimeSeconds: 600 };
const ANSWERS: readonly Move[] = ['right', 'wrong'];
const ANY: readonly Move[] = [...ANSWERS, 'resend'];
const web = { client: 'web' };
const app = { client: 'app' };

/** What is looked at in seconds. */
export const short: readonly Scenario[] = [
  {
    ...scenario(
      'two tries',
      'a sign-in of which each call is made twice, and either try may be the slow one',
    ),
    signIns: [{ ...web, moves: [ANSWERS, ['right']] }],
    tries: 2,
  },
  {
    ...scenario('two sign-ins', 'two sign-ins of a user at once'),
    signIns: [
      { ...web, moves: [ANSWERS] },
      { ...web, moves: [ANSWERS] },
    ],
  },
  {
    ...scenario('storm', 'three answers at once to a question that takes one'),
    flow: [{ ...CODE, attempts: 1 }],
    signIns: [{ ...web, moves: [], storm: ['wrong', 'wrong', 'right'] }],
  },
  {
    ...scenario('resends', 'messages asked for again, too soon, in time and too late'),
    delivery: { messagesPerHour: 3 },
    signIns: [{ ...web, moves: [ANY, ['resend']] }],
    ticks: [20, 31, 150],
    may: { ticks: 2 },
  },
  {
    ...scenario('a dead question', 'a code that wrong answers used up, and a new sign-in right then'),
    signIns: [
      { ...web, moves: [], storm: ['wrong', 'wrong'] },
      { ...web, moves: [['right', 'resend']], after: 0 },
    ],
  },
  {
    ...scenario('a link elsewhere', 'a link that is opened in another sign-in than the one that sent it'),
    flow: [LINK],
    signIns: [
      { ...web, moves: [['right']] },
      { ...web, moves: [['link 0', 'wrong']] },
    ],
  },
  {
    ...scenario('a late try', 'a second try at a right answer, when the code is past its time'),
    flow: [{ ...CODE, lifetimeSeconds: 30 }],
    signIns: [{ ...web, moves: [['right']] }],
    tries: 2,
    ticks: [4, 24],
    may: { ticks: 2 },
  },
  {
    ...scenario('the newest message', 'a message asked for again, after another sign-in got one of its own'),
    flow: [{ ...CODE, lifetimeSeconds: 900 }],
    signIns: [
      { ...web, moves: [['resend'], ['right']] },
      { ...web, moves: [] },
    ],
    ticks: [31],
    may: { ticks: 2 },
  },
  {
    ...scenario(
      'a try in the next hour',
      'calls around the end of an hour, of messages and of the key, each made twice',
    ),
    flow: [{ ...CODE, lifetimeSeconds: 900 }],
    delivery: { messagesPerHour: 2 },
    signIns: [{ ...web, moves: [['resend'], ['right']] }],
    tries: 2,
    beginsAt: 0,
    ticks: [3597],
    may: { ticks: 1 },
  },
  {
    ...scenario('an hour', 'messages before and after the end of the hour'),
    flow: [{ ...CODE, lifetimeSeconds: 900 }],
    delivery: { messagesPerHour: 2 },
    signIns: [
      { ...web, moves: [['resend']] },
      { ...web, moves: [] },
    ],
    ticks: [31, 3580],
    may: { ticks: 2 },
  },
  {
    ...scenario('guesses', 'two clients, when a user has two guesses left in the week'),
    signIns: [
      { ...web, moves: [ANSWERS, ANSWERS] },
      { ...app, moves: [ANSWERS] },
    ],
    guessed: 4,
  },
  {
    ...scenario('alternatives', 'a code by text message in place of one by e-mail'),
    flow: [EITHER],
    signIns: [{ ...web, moves: [['other', 'wrong'], ['other', 'right'], ['right']] }],
  },
  {
    ...scenario('lost answers', 'writes that are done, though DynamoDB’s answer does not arrive'),
    signIns: [
      { ...web, moves: [ANSWERS] },
      { ...web, moves: [['right']] },
    ],
    may: { lost: 1 },
  },
  {
    ...scenario('deliver', 'two messages: Lambda calls twice, the provider refuses, or does not answer'),
    ...{ delivers: true, signIns: [], messages: [1, 2].map(message) },
    may: { doubles: 1, refused: 1, uncertain: 1 },
  },
  {
    ...scenario(
      'deliver, with lost answers',
      'two messages at once, of which a claim is made without an answer',
    ),
    ...{ delivers: true, signIns: [], messages: [1, 2].map(message) },
    may: { doubles: 1, lost: 1 },
  },
  {
    ...scenario('all together', 'from the first call to the last message'),
    ...{ delivers: true, signIns: [{ ...web, moves: [['right']] }], tries: 2 },
  },
];

/** What takes longer. */
export const long: readonly Scenario[] = [
  {
    ...scenario('three tries', 'each call of a sign-in made three times'),
    signIns: [{ ...web, moves: [ANSWERS, ['right']] }],
    tries: 3,
  },
  {
    ...scenario('two sign-ins, two tries', 'two sign-ins of a user at once, each call made twice'),
    signIns: [
      { ...web, moves: [ANSWERS] },
      { ...web, moves: [ANSWERS] },
    ],
    tries: 2,
  },
  {
    ...scenario('three sign-ins', 'three sign-ins of a user at once, by two clients'),
    signIns: [
      { ...web, moves: [ANSWERS] },
      { ...web, moves: [ANSWERS] },
      { ...app, moves: [ANSWERS] },
    ],
  },
  {
    ...scenario('a storm', 'four answers at once, and a sign-in beside them'),
    signIns: [
      { ...web, moves: [], storm: ['wrong', 'wrong', 'wrong', 'right'] },
      { ...web, moves: [['resend']] },
    ],
  },
  {
    ...scenario('resends', 'messages asked for again by two sign-ins, too soon, in time and too late'),
    delivery: { messagesPerHour: 3 },
    signIns: [
      { ...web, moves: [ANY, ['resend']] },
      { ...web, moves: [ANY] },
    ],
    ticks: [20, 31],
    may: { ticks: 2 },
  },
  {
    ...scenario('links', 'links and codes of one mail, in three sign-ins'),
    flow: [LINK],
    signIns: [
      { ...web, moves: [['right', 'link 0', 'wrong']] },
      { ...web, moves: [['link 0', 'link 1', 'wrong']] },
      { ...web, moves: [['link 0']] },
    ],
  },
  {
    ...scenario(
      'late tries',
      'repeated calls around the end of a code’s time and of the time for repetitions',
    ),
    flow: [{ ...CODE, lifetimeSeconds: 30 }],
    signIns: [{ ...web, moves: [ANSWERS, ['right']] }],
    tries: 3,
    ticks: [4, 20],
    may: { ticks: 3 },
  },
  {
    ...scenario('an hour', 'messages of two sign-ins around the end of the hour'),
    flow: [{ ...CODE, lifetimeSeconds: 900 }],
    delivery: { messagesPerHour: 2 },
    signIns: [
      { ...web, moves: [['resend'], ['resend']] },
      { ...web, moves: [['resend']] },
    ],
    ticks: [31, 3580],
    may: { ticks: 3 },
  },
  {
    ...scenario('a try in the next hour', 'the same by two sign-ins'),
    flow: [{ ...CODE, lifetimeSeconds: 900 }],
    delivery: { messagesPerHour: 2 },
    signIns: [
      { ...web, moves: [['resend']] },
      { ...web, moves: [['right']] },
    ],
    tries: 2,
    beginsAt: 0,
    ticks: [3597],
    may: { ticks: 1 },
  },
  {
    ...scenario('the newest message', 'messages asked for again by either of two sign-ins, and answered'),
    flow: [{ ...CODE, lifetimeSeconds: 900 }],
    signIns: [
      { ...web, moves: [['resend'], ANSWERS] },
      { ...web, moves: [['right', 'resend']] },
    ],
    ticks: [31],
    may: { ticks: 3 },
  },
  {
    ...scenario('guesses', 'two clients and three sign-ins, when a user has two guesses left in the week'),
    signIns: [
      { ...web, moves: [ANSWERS, ANSWERS] },
      { ...web, moves: [ANSWERS] },
      { ...app, moves: [ANSWERS] },
    ],
    guessed: 4,
  },
  {
    ...scenario('alternatives', 'a code by text message in place of one by e-mail, each call made twice'),
    flow: [EITHER],
    signIns: [{ ...web, moves: [['other', 'wrong'], ['other', 'right'], ['right']] }],
    tries: 2,
  },
  {
    ...scenario('lost answers', 'writes that are done without an answer, each call made twice'),
    signIns: [{ ...web, moves: [[...ANSWERS, 'resend'], ['right']] }],
    tries: 2,
    ticks: [31],
    may: { lost: 2, ticks: 1 },
  },
  {
    ...scenario('deliver', 'three messages: Lambda calls twice, the provider refuses, or does not answer'),
    ...{ delivers: true, signIns: [], messages: [1, 2, 3].map(message) },
    may: { doubles: 1, refused: 1, uncertain: 1 },
  },
];

function scenario(name: string, what: string) {
  return { name, what, flow: [CODE], tries: 1 };
}

function message(send: number): HandedOver {
  return {
    question: {
      step: 'code',
      challenge: 'email_otp',
      nonce: 'AAECAwQFBgcICQoLDA0ODw',
      issuedAt: 1_763_750_000,
    },
    ...{ userPoolId: 'us-east-1_AAAAAAAAA', clientId: 'web', userName: 'casey' },
    ...{ address: 'casey@mail.example', send },
  };
}
