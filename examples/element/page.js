import { fetchTransport } from './cognito-challenge-client/adapters/fetch.js';
import './cognito-challenge-client/element/index.js';
import { createSignIn } from './cognito-challenge-client/index.js';
import { config } from './config.js';

const element = document.querySelector('cognito-challenge');
element.signIn = createSignIn(fetchTransport(config), { locale: navigator.language });
// From here on the tokens count. An app keeps them as it keeps tokens; this page only says that they are there.
element.addEventListener('signed-in', () => {
  document.title = 'Signed in';
});
