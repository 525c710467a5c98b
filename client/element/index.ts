import { CognitoChallenge } from './cognito-challenge.ts';

export { CognitoChallenge };

declare global {
  interface HTMLElementTagNameMap {
    'cognito-challenge': CognitoChallenge;
  }
}

if (!customElements.get('cognito-challenge')) customElements.define('cognito-challenge', CognitoChallenge);
