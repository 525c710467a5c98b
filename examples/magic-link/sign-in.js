/** How a sign-in by magic link goes, apart from the page. */

/** What the link holds, from the fragment of the address; undefined for an address without. */
export function readLink(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const [username, token] = [fields.get('username'), fields.get('token')];
  return username && token ? { username, token } : undefined;
}

/**
 * What was typed in this browser for the sign-in that a link belongs to; undefined where the link was not asked for here.
 * Then it may be somebody else's, who wants the user to sign in to *their* account (login CSRF), so the account has to be
 * shown before the tokens are used.
 */
export function typedFor({ username, token }, { sessions }) {
  const kept = sessions.find(questionOf(token));
  return kept?.username === username ? kept.typed : undefined;
}

/**
 * Starts a sign-in: the mail is on its way when this ends. Gives the round, as `cognito` does, and in it what was typed;
 * the rounds that follow have that as well.
 */
export async function start(typed, { cognito, sessions }) {
  return keep({ ...(await cognito.initiate(typed)), typed }, sessions);
}

/** Answers with the code of the mail, or asks for the mail again with `{action: 'resend'}`. */
export async function respond(round, answer, { cognito, sessions }, clientMetadata) {
  sessions.forget(round.parameters.question); // a Session is good for one answer
  return keep({ ...(await cognito.respond(round, answer, clientMetadata)), typed: round.typed }, sessions);
}

/**
 * Gives the token of a link as the answer: in the Session that waits for it, where this browser has it, in this tab or
 * another. Elsewhere (another device, or the Session is over) in that of a new sign-in, in which the token is just as
 * right while it lives; no second mail is sent for it.
 */
export async function redeem(link, { cognito, sessions }) {
  const { username, token } = link;
  const typed = typedFor(link, { sessions });
  const kept = sessions.find(questionOf(token));
  sessions.forget(questionOf(token));
  if (kept) {
    try {
      return keep({ ...(await cognito.respond(kept, token)), typed }, sessions);
    } catch (error) {
      if (!error.isSessionOver) throw error;
    }
  }
  const round = await linkRound(await cognito.initiate(username), cognito);
  if (round.parameters?.challenge !== 'magic_link') return round; // another step comes first: the page has to ask it
  return keep({ ...(await cognito.respond(round, token)), typed }, sessions);
}

/** The round that takes a token: where the step asks something else first and has the link as well, that is chosen. */
async function linkRound(round, cognito) {
  const { challenge, alternatives = '' } = round.parameters ?? {};
  const isChoice = challenge !== 'magic_link' && alternatives.split(',').includes('magic_link');
  return isChoice ? cognito.respond(round, 'magic_link', { challenge: 'magic_link' }) : round;
}

const questionOf = token => token.split('.')[0];

function keep(round, sessions) {
  if (round.parameters?.challenge === 'magic_link') sessions.keep(round);
  return round;
}
