import type { Words } from './words.ts';

export const de: Words = {
  email_otp: {
    subject: 'Ihr Anmeldecode für {app}',
    preheader: '{code} ist Ihr Code. Er gilt {minutes}.',
    title: 'Ihr Anmeldecode',
    lead: 'Geben Sie diesen Code ein, um sich bei {app} anzumelden:',
    validity: 'Er gilt {minutes} und nur für diese Anmeldung.',
    caution:
      'Sie wollten sich nicht anmelden? Ignorieren Sie diese Nachricht. Geben Sie den Code nicht weiter: {app} fragt Sie nie am Telefon oder per SMS danach.',
  },
  magic_link: {
    subject: 'Ihr Anmeldelink für {app}',
    preheader: 'Der Link gilt {minutes}.',
    title: 'Bei {app} anmelden',
    lead: 'Öffnen Sie diesen Link, um sich anzumelden:',
    button: 'Anmelden',
    validity: 'Er gilt {minutes} und nur einmal.',
    codeLead: 'Sie lesen das auf einem anderen Gerät? Geben Sie diesen Code dort ein, wo Sie sich anmelden:',
    fallback: 'Falls die Schaltfläche nicht funktioniert, kopieren Sie diesen Link in Ihren Browser:',
    caution:
      'Sie wollten sich nicht anmelden? Ignorieren Sie diese Nachricht. Geben Sie Link und Code nicht weiter.',
  },
  sms_otp: '{code} ist Ihr Anmeldecode für {app}. Er gilt {minutes}. Geben Sie ihn nicht weiter.',
};
