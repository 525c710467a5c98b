/** How a sign-in by magic link goes, apart from the page. */

/** What the link holds, from the fragment of the address; undefined for an address without. */
export function readLink(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const [username, token] = [fields.get('username'), fields.get('token')];
  return username && token ? { username, token } : undefined;
}

/** Starts a sign-in: the mail is on its way when this ends. Gives the round, as `cognito` does. */
export async function start(username, { cognito, sessions }) {
  return keep(await cognito.initiate(username), sessions);
}

/** Answers with the code of the mail, or asks for the mail again with `{action: 'resend'}`. */
export async function respond(round, answer, { cognito, sessions }, clientMetadata) {
  sessions.forget(round.parameters.question); // a Session is good for one answer
  return keep(await cognito.respond(round, answer, clientMetadata), sessions);
}

/**
 * Gives the token of a link as the answer: in the Session that waits for it, where this browser has it, in this tab or
 * another. Elsewhere (another device, or the Session is over) in that of a new sign-in, in which the token is just as
 * right while it lives; no second mail is sent for it.
 */
export async function redeem({ username, token }, { cognito, sessions }) {
  const [question] = token.split('.');
  const kept = sessions.find(question);
  sessions.forget(question);
  if (kept) {
    try {
      return keep(await cognito.respond(kept, token), sessions);
    } catch (error) {
      if (!error.isSessionOver) throw error;
    }
  }
  const round = await linkRound(await cognito.initiate(username), cognito);
  if (round.parameters?.challenge !== 'magic_link') return round; // another step comes first: the page has to ask it
  return keep(await cognito.respond(round, token), sessions);
}

/** The round that takes a token: where the step asks something else first and has the link as well, that is chosen. */
async function linkRound(round, cognito) {
  const { challenge, alternatives = '' } = round.parameters ?? {};
  const isChoice = challenge !== 'magic_link' && alternatives.split(',').includes('magic_link');
  return isChoice ? cognito.respond(round, 'magic_link', { challenge: 'magic_link' }) : round;
}

function keep(round, sessions) {
  if (round.parameters?.challenge === 'magic_link') sessions.keep(round);
  return round;
}
