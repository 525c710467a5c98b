import type { Words } from './words.ts';

export const en: Words = {
  email_otp: {
    subject: 'Your sign-in code for {app}',
    preheader: '{code} is your code. It is valid for {minutes}.',
    title: 'Your sign-in code',
    lead: 'Enter this code to sign in to {app}:',
    validity: 'It is valid for {minutes}, and for this sign-in only.',
    caution:
      'Not signing in? Ignore this e-mail. Do not give the code to anyone: {app} will never ask you for it by phone or message.',
  },
  magic_link: {
    subject: 'Your sign-in link for {app}',
    preheader: 'The link is valid for {minutes}.',
    title: 'Sign in to {app}',
    lead: 'Open this link to sign in:',
    button: 'Sign in',
    validity: 'It is valid for {minutes}, and only once.',
    codeLead: 'Reading this on another device? Enter this code where you are signing in:',
    fallback: 'If the button does not work, copy this link into your browser:',
    caution: 'Not signing in? Ignore this e-mail. Do not give the link or the code to anyone.',
  },
  sms_otp: '{code} is your {app} sign-in code. It is valid for {minutes}. Do not give it to anyone.',
};
