import { cognitoClient } from './cognito.js';
import { config } from './config.js';
import { sessionStore } from './sessions.js';
import { readLink, redeem, respond, start, typedFor } from './sign-in.js';

const world = { cognito: cognitoClient(config), sessions: sessionStore(localStorage) };
const otherTabs = new BroadcastChannel('magic-link');
const part = id => document.getElementById(id);
const show = (...ids) => {
  for (const section of document.querySelectorAll('section')) section.hidden = !ids.includes(section.id);
};

let round;

/** Shows what a round asks for. */
function next(answered) {
  round = answered;
  const { tokens, typed, parameters } = round;
  if (tokens) {
    // Whose they are, in Cognito's own words: nobody can write that into a link.
    const claims = JSON.parse(new TextDecoder().decode(bytesOf(tokens.IdToken.split('.')[1])));
    // An address that nobody verified is only what the account's owner typed.
    const account = claims.email_verified ? claims.email : claims['cognito:username'];
    for (const id of ['account', 'who']) part(id).textContent = account;
    if (typed === undefined) show('confirm');
    else signedIn();
  } else if (parameters.challenge === 'magic_link') {
    part('destination').textContent = parameters.destination;
    part('error').textContent = parameters.error
      ? `${parameters.error}, ${parameters.attemptsRemaining} left.`
      : '';
    show('waiting');
  } else {
    part('message').textContent = `This page cannot ask for ${parameters.challenge}.`;
    show('problem');
  }
}

/** From here on the tokens count. An app keeps them as it keeps tokens; this page only shows whose they are. */
function signedIn() {
  otherTabs.postMessage('signed in');
  show('done');
}

/** Runs what a form is for, and shows what comes next, or what went wrong. */
function on(id, run, then = next) {
  part(id).addEventListener('submit', async event => {
    event.preventDefault();
    const { submitter } = event;
    submitter.disabled = true;
    try {
      then(await run(Object.fromEntries(new FormData(event.target))));
    } catch (error) {
      part('message').textContent = error.message;
      show('problem', 'start');
    } finally {
      submitter.disabled = false;
    }
  });
}

on('ask-name', ({ username }) => start(username, world));
on('ask-code', ({ code }) => respond(round, code, world));
on('ask-again', () => respond(round, 'resend', world, { action: 'resend' }));
on('mine', async () => undefined, signedIn);
on(
  'not-mine',
  () => world.cognito.revoke(round.tokens),
  () => {
    round = undefined;
    show('start');
  },
);

otherTabs.addEventListener('message', () => {
  if (round && !round.tokens) show('elsewhere');
});

const link = readLink(location.hash);
if (link) {
  // Out of the address bar and the history, where the token would be seen, copied and synchronized.
  history.replaceState(null, '', location.pathname);
  const typed = typedFor(link, world);
  part('typed').textContent = typed;
  // The token waits for a person: there are mail scanners that open pages and run their scripts.
  for (const id of ['link-from-here', 'link-from-elsewhere']) on(id, () => redeem(link, world));
  show(typed === undefined ? 'from-elsewhere' : 'from-here');
} else {
  show('start');
}

function bytesOf(base64url) {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), each =>
    each.charCodeAt(0),
  );
}
