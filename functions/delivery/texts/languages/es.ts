import type { Words } from './words.ts';

export const es: Words = {
  email_otp: {
    subject: 'Tu código de acceso a {app}',
    preheader: '{code} es tu código. Es válido durante {minutes}.',
    title: 'Tu código de acceso',
    lead: 'Introduce este código para entrar en {app}:',
    validity: 'Es válido durante {minutes} y solo para este acceso.',
    caution:
      '¿No intentabas entrar? Ignora este correo. No des el código a nadie: {app} nunca te lo pedirá por teléfono ni por mensaje.',
  },
  magic_link: {
    subject: 'Tu enlace de acceso a {app}',
    preheader: 'El enlace es válido durante {minutes}.',
    title: 'Entrar en {app}',
    lead: 'Abre este enlace para entrar:',
    button: 'Entrar',
    validity: 'Es válido durante {minutes} y una sola vez.',
    codeLead: '¿Lees este correo en otro dispositivo? Introduce este código donde quieres entrar:',
    fallback: 'Si el botón no funciona, copia este enlace en tu navegador:',
    caution: '¿No intentabas entrar? Ignora este correo. No des el enlace ni el código a nadie.',
  },
  sms_otp: '{code} es tu clave para entrar en {app}. Caduca en {minutes}. No se la des a nadie.',
};
