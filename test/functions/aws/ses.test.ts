import { expect } from 'chai';
import { AwsCallError } from '../../../functions/aws/send.ts';
import { type Email, sendEmail } from '../../../functions/aws/ses.ts';
import { breakOff, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';
import { expectedAuthorization } from '../../support/signature-v4.ts';

const EMAIL: Email = {
  fromName: 'Acme',
  from: 'sign-in@acme.example',
  to: 'casey@ember.example',
  replyTo: [],
  subject: 'Ihr Anmeldecode für Acme',
  text: 'Code: 482915',
};

const UNTRACKED = { Tracking: { ClickTrackingEnabled: 'DISABLED', OpenTrackingEnabled: 'DISABLED' } };

describe('sendEmail', () => {
  const aws = useAwsServer(reply(200, { MessageId: '1' }));
  const environment = () => awsEnvironment(aws.url());
  useEnvironment(environment);

  const sent = async (email: Partial<Email> = {}) => {
    await sendEmail({ ...EMAIL, ...email });
    return JSON.parse(aws.received[0]?.body ?? '');
  };

  it('calls SendEmail of SES v2, signed for ses', async () => {
    await sendEmail(EMAIL);
    const [request] = aws.received;
    expect(request).to.include({ method: 'POST', path: '/v2/email/outbound-emails' });
    expect(request?.headers).to.include({ 'content-type': 'application/json' });
    expect(request?.headers.authorization).to.include('/eu-central-1/ses/aws4_request');
    if (!request) throw new Error('nothing came');
    expect(request.headers.authorization).to.equal(
      expectedAuthorization(request, environment().AWS_SECRET_ACCESS_KEY),
    );
  });

  it('sends plain text alone', async () => {
    expect(await sent()).to.deep.equal({
      FromEmailAddress: '"Acme" <sign-in@acme.example>',
      Destination: { ToAddresses: ['casey@ember.example'] },
      ReplyToAddresses: [],
      ConfigurationOverrides: UNTRACKED,
      Content: {
        Simple: {
          Subject: { Data: 'Ihr Anmeldecode für Acme', Charset: 'UTF-8' },
          Body: { Text: { Data: 'Code: 482915', Charset: 'UTF-8' } },
        },
      },
    });
  });

  it('lets no tracker see the links, whatever the configuration set says', async () => {
    expect(await sent({ configurationSet: 'tracked' })).to.deep.include({
      ConfigurationOverrides: UNTRACKED,
    });
  });

  it('sends HTML besides, and what else there is', async () => {
    const identityArn = 'arn:aws:ses:eu-central-1:444455556666:identity/acme.example';
    const more = {
      html: '<p>482915</p>',
      replyTo: ['help@acme.example'],
      configurationSet: 'sign-in',
      identityArn,
    };
    const input = await sent(more);
    expect(input.Content.Simple.Body.Html).to.deep.equal({ Data: '<p>482915</p>', Charset: 'UTF-8' });
    expect(input).to.deep.include({
      FromEmailAddressIdentityArn: identityArn,
      ReplyToAddresses: ['help@acme.example'],
      ConfigurationSetName: 'sign-in',
    });
  });

  const names: readonly [name: string, header: string][] = [
    ['Acme, Inc.', '"Acme, Inc." <sign-in@acme.example>'],
    ['The "Acme" \\o/', '"The \\"Acme\\" \\\\o/" <sign-in@acme.example>'],
    ['Söhne', '=?UTF-8?B?U8O2aG5l?= <sign-in@acme.example>'],
  ];
  for (const [name, header] of names) {
    it(`writes the name ${name} as a header may hold it`, async () => {
      expect((await sent({ fromName: name })).FromEmailAddress).to.equal(header);
    });
  }

  it('writes a long name in several encoded words, none of which ends within a character', async () => {
    const fromName = '株式会社アクメ・サインイン・サービス🔑🔑🔑🔑🔑🔑';
    const { FromEmailAddress } = await sent({ fromName });
    const words = String(FromEmailAddress).replace(' <sign-in@acme.example>', '').split(' ');
    expect(words.length).to.be.above(1);
    for (const word of words) expect(word.length).to.be.at.most(75);
    const decoded = words.map(word => Buffer.from(word.slice(10, -2), 'base64').toString());
    expect(decoded.join('')).to.equal(fromName);
  });

  it('is tried again where SES says that it was too much', async () => {
    aws.replies(reply(429, { message: 'Maximum sending rate exceeded.' }));
    await sendEmail(EMAIL);
    expect(aws.received).to.have.length(2);
  });

  it('is not sent twice where no answer came: it may have been sent', async () => {
    aws.replies(breakOff);
    const error = await rejection(sendEmail(EMAIL));
    expect(error).to.be.instanceOf(AwsCallError).and.include({ status: 0 });
    expect(aws.received).to.have.length(1);
  });

  it('goes over a connection of its own, so that a closed one is never in its way', async () => {
    await sendEmail(EMAIL);
    await sendEmail(EMAIL);
    expect(aws.connections()).to.equal(2);
  });

  it('passes on what SES says no to', async () => {
    aws.replies(response => {
      response.writeHead(400, { 'x-amzn-errortype': 'MessageRejected' });
      response.end(JSON.stringify({ message: 'Email address is not verified.' }));
    });
    expect(await rejection(sendEmail(EMAIL))).to.include({ code: 'MessageRejected', status: 400 });
    expect(aws.received).to.have.length(1);
  });
});
