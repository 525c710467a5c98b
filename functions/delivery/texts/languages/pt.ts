import type { Words } from './words.ts';

export const pt: Words = {
  email_otp: {
    subject: 'O seu código de acesso a {app}',
    preheader: '{code} é o seu código. É válido durante {minutes}.',
    title: 'O seu código de acesso',
    lead: 'Insira este código para entrar em {app}:',
    validity: 'É válido durante {minutes} e apenas para este acesso.',
    caution:
      'Não tentou entrar? Ignore este e-mail. Não dê o código a ninguém: {app} nunca o pedirá por telefone nem por mensagem.',
  },
  magic_link: {
    subject: 'O seu link de acesso a {app}',
    preheader: 'O link é válido durante {minutes}.',
    title: 'Entrar em {app}',
    lead: 'Abra este link para entrar:',
    button: 'Entrar',
    validity: 'É válido durante {minutes} e uma única vez.',
    codeLead: 'Lê este e-mail em outro dispositivo? Insira este código onde pretende entrar:',
    fallback: 'Se o botão não funcionar, copie este link para o seu navegador:',
    caution: 'Não tentou entrar? Ignore este e-mail. Não dê o link nem o código a ninguém.',
  },
  sms_otp: 'Use {code} para entrar em {app}. Expira em {minutes}. Nunca o envie a ninguém.',
};
