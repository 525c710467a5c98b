import { expect } from 'chai';
import type { Caller, JsonObject } from '../../../local/aws-service.ts';
import { createEndUserMessaging } from '../../../local/services/end-user-messaging.ts';
import type { Iam } from '../../../local/services/iam.ts';
import type { OutgoingMessage } from '../../../local/services/outbox.ts';
import { createSes } from '../../../local/services/ses.ts';
import { createSns } from '../../../local/services/sns.ts';
import { allow, parsed, person, place, refusal, roleOf } from './caller.ts';

const NUMBER = '+15555550100';
const IDENTITIES = 'arn:aws:ses:eu-central-1:123456789012:identity';

describe('what sends messages', () => {
  let sent: OutgoingMessage[];
  beforeEach(() => {
    sent = [];
  });
  const post = (message: OutgoingMessage) => void sent.push(message);

  describe('createSes', () => {
    const message = (changes: JsonObject = {}): JsonObject => ({
      FromEmailAddress: '"Acme" <sign-in@acme.example>',
      Destination: { ToAddresses: ['user@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: 'Your code' },
          Body: { Text: { Data: '123456' }, Html: { Data: '<p>123456</p>' } },
        },
      },
      ...changes,
    });
    const send = async (iam: Iam, caller: Caller, input: JsonObject) => {
      const request = { labels: [], query: new URLSearchParams(), headers: {}, body: JSON.stringify(input) };
      const answer = await createSes(place, iam, post).routes[0]?.operation(request, caller);
      return parsed(answer ?? { body: '{}' });
    };
    const allowed = (...resources: string[]) => roleOf(allow('ses:SendEmail', ...resources));

    it('puts the mail into the outbox', async () => {
      const answer = await send(roleOf().iam, person, message());
      expect(answer.MessageId).to.match(/^[\w-]{36}$/);
      expect(sent).to.deep.equal([
        {
          medium: 'EMAIL',
          to: 'user@example.com',
          subject: 'Your code',
          text: '123456',
          html: '<p>123456</p>',
        },
      ]);
    });

    for (const identity of ['sign-in@acme.example', 'acme.example']) {
      it(`sends with the permission for ${identity}`, async () => {
        const { iam, caller } = allowed(`${IDENTITIES}/${identity}`);
        await send(iam, caller, message());
        expect(sent).to.have.length(1);
      });
    }

    it('wants the permission for the identity that is named, and for the configuration set', async () => {
      const { iam, caller } = allowed(`${IDENTITIES}/*`);
      const FromEmailAddressIdentityArn = 'arn:aws:ses:eu-central-1:999999999999:identity/acme.example';
      const error = await refusal(() => send(iam, caller, message({ FromEmailAddressIdentityArn })));
      expect(error.message).to.include(FromEmailAddressIdentityArn);
      const other = await refusal(() => send(iam, caller, message({ ConfigurationSetName: 'codes' })));
      expect(other.message).to.include(':configuration-set/codes');
      expect(sent).to.deep.equal([]);
    });

    it('refuses a role without the permission', async () => {
      const { iam, caller } = allowed(`${IDENTITIES}/other.example`);
      const error = await refusal(() => send(iam, caller, message()));
      expect(error.message).to.include(`ses:SendEmail on resource: ${IDENTITIES}/sign-in@acme.example`);
    });

    const invalid: [string, JsonObject][] = [
      ['no sender', { FromEmailAddress: 'Acme' }],
      ['no recipient', { Destination: { ToAddresses: [] } }],
      ['several recipients', { Destination: { ToAddresses: ['a@b.example', 'c@d.example'] } }],
      ['no content', { Content: {} }],
      ['no body', { Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } }],
    ];
    for (const [title, changes] of invalid) {
      it(`refuses a mail with ${title}`, async () => {
        const error = await refusal(() => send(roleOf().iam, person, message(changes)));
        expect(error.code).to.equal('BadRequestException');
        expect(sent).to.deep.equal([]);
      });
    }
  });

  describe('createSns', () => {
    const publish = (iam: Iam, caller: Caller, input: JsonObject) =>
      createSns(iam, post).operations.Publish?.(input, caller);

    it('puts a message to a number into the outbox', async () => {
      const { iam, caller } = roleOf(allow('sns:Publish', '*'));
      await publish(iam, caller, { PhoneNumber: NUMBER, Message: 'code 123456' });
      expect(sent).to.deep.equal([{ medium: 'SMS', to: NUMBER, text: 'code 123456' }]);
    });

    it('wants the permission for the number, as policies see it', async () => {
      const { iam, caller } = roleOf(allow('sns:Publish', 'arn:aws:sns:*:*:*'));
      const error = await refusal(() => publish(iam, caller, { PhoneNumber: NUMBER, Message: 'x' }));
      expect(error.message).to.include(`on resource: ${NUMBER} because`);
    });

    for (const [title, input] of [
      ['a number that is none', { PhoneNumber: '555', Message: 'x' }],
      ['an empty message', { PhoneNumber: NUMBER, Message: '' }],
      ['no target', { Message: 'x' }],
    ] as const) {
      it(`refuses ${title}`, async () => {
        expect((await refusal(() => publish(roleOf().iam, person, input))).code).to.equal('InvalidParameter');
        expect(sent).to.deep.equal([]);
      });
    }
  });

  describe('createEndUserMessaging', () => {
    const send = (iam: Iam, caller: Caller, input: JsonObject) =>
      createEndUserMessaging(place, iam, post).operations.SendTextMessage?.(input, caller);
    const message = { DestinationPhoneNumber: NUMBER, MessageBody: 'code 123456' };
    const pool = 'arn:aws:sms-voice:eu-central-1:123456789012:pool/pool-1';

    it('puts a message into the outbox', async () => {
      await send(roleOf().iam, person, message);
      expect(sent).to.deep.equal([{ medium: 'SMS', to: NUMBER, text: 'code 123456' }]);
    });

    it('wants the permission for the identity it sends from', async () => {
      const { iam, caller } = roleOf(allow('sms-voice:SendTextMessage', pool));
      await send(iam, caller, { ...message, OriginationIdentity: pool });
      expect(sent).to.have.length(1);
      const error = await refusal(() => send(iam, caller, message));
      expect(error.message).to.include('arn:aws:sms-voice:eu-central-1:123456789012:phone-number/');
    });

    it('says which field is wrong', async () => {
      for (const [field, value] of [
        ['DestinationPhoneNumber', '555'],
        ['MessageBody', ''],
      ] as const) {
        const error = await refusal(() => send(roleOf().iam, person, { ...message, [field]: value }));
        expect(error).to.include({ code: 'ValidationException' });
        expect(error.message).to.include(field);
      }
    });
  });
});
