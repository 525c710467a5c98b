import type { Words } from './words.ts';

export const ja: Words = {
  email_otp: {
    subject: '{app} のログインコード',
    preheader: '{code} がログインコードです。有効期間は {minutes} です。',
    title: 'ログインコード',
    lead: '{app} にログインするには、次のコードを入力してください。',
    validity: '有効期間は {minutes} で、今回のログインにのみ使えます。',
    caution:
      'お心当たりがない場合は、このメールを無視してください。コードは誰にも教えないでください。{app} が電話やメッセージでお尋ねすることはありません。',
  },
  magic_link: {
    subject: '{app} のログインリンク',
    preheader: 'リンクの有効期間は {minutes} です。',
    title: '{app} にログイン',
    lead: '次のリンクを開いてログインしてください。',
    button: 'ログイン',
    validity: '有効期間は {minutes} で、一度だけ使えます。',
    codeLead: '別の端末でご覧の場合は、ログインする端末で次のコードを入力してください。',
    fallback: 'ボタンが動作しない場合は、次のリンクをブラウザに貼り付けてください。',
    caution:
      'お心当たりがない場合は、このメールを無視してください。リンクとコードは誰にも教えないでください。',
  },
  sms_otp: '{code} は {app} のログインコードです。有効期間 {minutes}。誰にも教えないでください。',
};
