import { cognitoClient } from './cognito.js';
import { config } from './config.js';
import { sessionStore } from './sessions.js';
import { readLink, redeem, respond, start } from './sign-in.js';

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
  const { tokens, parameters } = round;
  if (tokens) {
    otherTabs.postMessage('signed in');
    // An app keeps them as it keeps tokens; this page only shows whose they are.
    const claims = JSON.parse(new TextDecoder().decode(bytesOf(tokens.IdToken.split('.')[1])));
    part('who').textContent = claims.email ?? claims['cognito:username'];
    show('done');
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

/** Runs what a form is for, and shows what goes wrong. */
function on(id, run) {
  part(id).addEventListener('submit', async event => {
    event.preventDefault();
    const { submitter } = event;
    submitter.disabled = true;
    try {
      next(await run(Object.fromEntries(new FormData(event.target))));
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

otherTabs.addEventListener('message', () => {
  if (round && !round.tokens) show('elsewhere');
});

const link = readLink(location.hash);
if (link) {
  // Out of the address bar and the history, where the token would be seen, copied and synchronized.
  history.replaceState(null, '', location.pathname);
  part('name').textContent = link.username;
  // The token waits for a person: there are mail scanners that open pages and run their scripts.
  on('confirm-link', () => redeem(link, world));
  show('link');
} else {
  show('start');
}

function bytesOf(base64url) {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), each =>
    each.charCodeAt(0),
  );
}
