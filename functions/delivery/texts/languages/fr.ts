import type { Words } from './words.ts';

export const fr: Words = {
  email_otp: {
    subject: 'Votre code de connexion à {app}',
    preheader: '{code} est votre code. Il est valable {minutes}.',
    title: 'Votre code de connexion',
    lead: 'Saisissez ce code pour vous connecter à {app}\u00a0:',
    validity: 'Il est valable {minutes}, pour cette connexion uniquement.',
    caution:
      'Vous ne cherchez pas à vous connecter\u00a0? Ignorez ce message. Ne donnez ce code à personne\u00a0: {app} ne vous le demandera jamais par téléphone ni par SMS.',
  },
  magic_link: {
    subject: 'Votre lien de connexion à {app}',
    preheader: 'Le lien est valable {minutes}.',
    title: 'Se connecter à {app}',
    lead: 'Ouvrez ce lien pour vous connecter\u00a0:',
    button: 'Se connecter',
    validity: 'Il est valable {minutes}, une seule fois.',
    codeLead:
      'Vous lisez ceci sur un autre appareil\u00a0? Saisissez ce code là où vous vous connectez\u00a0:',
    fallback: 'Si le bouton ne fonctionne pas, copiez ce lien dans votre navigateur\u00a0:',
    caution:
      'Vous ne cherchez pas à vous connecter\u00a0? Ignorez ce message. Ne donnez ni le lien ni le code à personne.',
  },
  sms_otp: '{code} est votre code de connexion à {app}. Il est valable {minutes}. Ne le donnez à personne.',
};
