import { expect } from 'chai';
import type { Outgoing } from '../../../functions/delivery/outgoing.ts';
import { sendersFor } from '../../../functions/delivery/senders.ts';
import { parseMessageSettings } from '../../../functions/delivery/settings.ts';
import { breakOff, reply, useAwsServer } from '../../support/aws-server.ts';
import { ADDRESS, deliverSettings, NONCE, NUMBER } from '../../support/delivery.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const OUTGOING: Outgoing = {
  id: `${NONCE} 1`,
  medium: 'EMAIL',
  address: ADDRESS,
  challenge: 'email_otp',
  locale: 'en',
  subject: 'Your code',
  text: '482915',
  html: '<p>482915</p>',
  values: { code: '482915', minutes: '3', app: 'Acme', name: 'Casey' },
  expiresAt: NOW_SECONDS + 120,
  userPoolId: 'eu-central-1_Ab3dE5gH7',
  clientId: '4h57k1bq0c9f8e2d6a3g5j7l9n',
  userName: 'casey.ember',
};
const { html: _, subject: __, ...plain } = OUTGOING;
const SMS: Outgoing = { ...plain, medium: 'SMS', address: NUMBER, challenge: 'sms_otp' };
const SENDER = 'arn:aws:lambda:eu-central-1:111122223333:function:sender';

const IDENTITY = 'arn:aws:ses:eu-central-1:444455556666:identity/acme.example';
const POOL = 'arn:aws:sms-voice:eu-central-1:111122223333:pool/pool-1';

describe('sendersFor', () => {
  const aws = useAwsServer(reply(200, {}));
  useEnvironment(() => awsEnvironment(aws.url()));

  const senders = (overrides: object = {}) =>
    sendersFor(parseMessageSettings(JSON.stringify(deliverSettings(overrides))), () => NOW_SECONDS * 1000);
  const body = () => JSON.parse(aws.received[0]?.body ?? '');

  it('has none for what is not set', () => {
    expect(senders({ email: null })).to.have.all.keys('SMS');
    expect(senders({ sms: null })).to.have.all.keys('EMAIL');
  });

  it('sends e-mail by SES, in the name of the app', async () => {
    const email = {
      from: 'sign-in@acme.example',
      replyTo: ['help@acme.example'],
      configurationSet: 'set',
      identityArn: IDENTITY,
    };
    await senders({ email }).EMAIL?.(OUTGOING);
    expect(aws.received[0]?.path).to.equal('/v2/email/outbound-emails');
    expect(body()).to.deep.include({
      FromEmailAddress: '"Acme" <sign-in@acme.example>',
      FromEmailAddressIdentityArn: IDENTITY,
      ConfigurationSetName: 'set',
      ReplyToAddresses: ['help@acme.example'],
      Destination: { ToAddresses: [ADDRESS] },
    });
    expect(body().Content.Simple.Body).to.deep.equal({
      Text: { Data: '482915', Charset: 'UTF-8' },
      Html: { Data: '<p>482915</p>', Charset: 'UTF-8' },
    });
  });

  it('sends text messages by End User Messaging, for as long as the code lives', async () => {
    await senders({
      sms: { countryPrefixes: ['+1'], originationIdentity: POOL, configurationSet: 'set' },
    }).SMS?.(SMS);
    expect(aws.received[0]?.headers['x-amz-target']).to.equal('PinpointSMSVoiceV2.SendTextMessage');
    expect(body()).to.include({
      DestinationPhoneNumber: NUMBER,
      OriginationIdentity: POOL,
      ConfigurationSetName: 'set',
      TimeToLive: 120,
    });
    aws.received.length = 0;
    await senders().SMS?.(SMS);
    expect(body()).not.to.have.any.keys('OriginationIdentity', 'ConfigurationSetName');
  });

  it('sends text messages by SNS, if it is told to', async () => {
    const sms = {
      provider: 'sns',
      countryPrefixes: ['+1'],
      senderId: 'ACME',
      originationIdentity: '+15550100999',
    };
    await senders({ sms }).SMS?.(SMS);
    const form = new URLSearchParams(aws.received[0]?.body);
    expect(Object.fromEntries(form)).to.include({
      Action: 'Publish',
      PhoneNumber: NUMBER,
      Message: '482915',
    });
    expect([...form.values()]).to.include.members(['ACME', '+15550100999']);
  });

  describe('to a country that asks for parameters', () => {
    const destinationParameters = { IN_ENTITY_ID: '1101234567890123456', IN_TEMPLATE_ID: '1107123456789012' };
    const given = { countryPrefixes: ['+1', '+91'], destinationParameters };
    const toIndia: Outgoing = { ...SMS, address: '+919876543210' };

    it('gives them to End User Messaging, there alone', async () => {
      await senders({ sms: given }).SMS?.(toIndia);
      expect(body()).to.deep.include({ DestinationCountryParameters: destinationParameters });
      aws.received.length = 0;
      await senders({ sms: given }).SMS?.(SMS);
      expect(body()).not.to.have.property('DestinationCountryParameters');
    });

    it('gives them to SNS as attributes, by SNS’s names', async () => {
      const sns = {
        provider: 'sns',
        destinationParameters: {
          'AWS.MM.SMS.EntityId': '1101234567890123456',
          'AWS.MM.SMS.TemplateId': '1107123456789012',
        },
      };
      const attributes = () => {
        const form = Object.fromEntries(new URLSearchParams(aws.received[0]?.body));
        return [1, 2, 3, 4].flatMap(index => {
          const entry = `MessageAttributes.entry.${index}`;
          const name = form[`${entry}.Name`];
          return name ? [[name, form[`${entry}.Value.StringValue`]]] : [];
        });
      };
      await senders({ sms: { ...given, ...sns } }).SMS?.(toIndia);
      expect(attributes()).to.deep.equal([
        ['AWS.SNS.SMS.SMSType', 'Transactional'],
        ['AWS.MM.SMS.EntityId', '1101234567890123456'],
        ['AWS.MM.SMS.TemplateId', '1107123456789012'],
      ]);
      aws.received.length = 0;
      await senders({ sms: { ...given, ...sns } }).SMS?.(SMS);
      expect(attributes()).to.deep.equal([['AWS.SNS.SMS.SMSType', 'Transactional']]);
    });
  });

  describe('with a sender of the operator’s own', () => {
    const own = () => senders({ sender: { functionArn: SENDER } });

    it('gives it everything, and waits for its answer', async () => {
      aws.replies(reply(200, 'null'));
      await own().EMAIL?.(OUTGOING);
      const [request] = aws.received;
      expect(request?.path).to.equal(`/2015-03-31/functions/${encodeURIComponent(SENDER)}/invocations`);
      expect(request?.headers['x-amz-invocation-type']).to.equal('RequestResponse');
      expect(body()).to.deep.equal({
        messageId: `${NONCE} 1`,
        channel: 'EMAIL',
        destination: ADDRESS,
        challenge: 'email_otp',
        locale: 'en',
        subject: 'Your code',
        text: '482915',
        html: '<p>482915</p>',
        values: { code: '482915', minutes: '3', app: 'Acme', name: 'Casey' },
        expiresAt: new Date((NOW_SECONDS + 120) * 1000).toISOString(),
        userPoolId: 'eu-central-1_Ab3dE5gH7',
        clientId: '4h57k1bq0c9f8e2d6a3g5j7l9n',
        userName: 'casey.ember',
      });
    });

    it('gives it text messages too', async () => {
      await own().SMS?.(SMS);
      expect(body()).to.include({ channel: 'SMS', destination: NUMBER, text: '482915' });
      expect(body()).not.to.have.any.keys('subject', 'html');
    });

    it('takes an error of it for a no', async () => {
      aws.replies(response => {
        response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
        response.end(JSON.stringify({ errorMessage: `could not send 482915 to ${ADDRESS}` }));
      });
      const error = await rejection(own().EMAIL?.(OUTGOING) ?? Promise.resolve());
      expect(error).to.include({ code: 'FunctionError' });
      expect(error.message).not.to.include(ADDRESS).and.not.to.include('482915');
    });

    it('does not call it twice where no answer came', async () => {
      aws.replies(breakOff);
      expect(await rejection(own().EMAIL?.(OUTGOING) ?? Promise.resolve())).to.include({ status: 0 });
      expect(aws.received).to.have.length(1);
    });
  });
});
