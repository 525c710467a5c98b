import { expect } from 'chai';
import type { Caller, JsonObject } from '../../../local/aws-service.ts';
import { createEndUserMessaging } from '../../../local/services/end-user-messaging.ts';
import type { Iam } from '../../../local/services/iam.ts';
import type { OutgoingMessage } from '../../../local/services/outbox.ts';
import { createSns } from '../../../local/services/sns.ts';
import { allow, person, place, refusal, roleOf } from './caller.ts';

const NUMBER = '+15555550100';

describe('what sends messages', () => {
  let sent: OutgoingMessage[];
  beforeEach(() => {
    sent = [];
  });
  const post = (message: OutgoingMessage) => void sent.push(message);

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

    const SMS = 'arn:aws:sms-voice:eu-central-1:123456789012';
    const authorised: [title: string, input: JsonObject, resources: string[]][] = [
      ['the number that AWS picks', {}, [`${SMS}:phone-number/phone-local`]],
      ['the pool that is named', { OriginationIdentity: pool }, [pool]],
      ['a pool by its id', { OriginationIdentity: 'pool-1' }, [`${SMS}:pool/pool-1`]],
      ['a sender by its id', { OriginationIdentity: 'ACME/DE' }, [`${SMS}:sender-id/ACME/DE`]],
      [
        'the configuration sets besides',
        { OriginationIdentity: pool, ConfigurationSetName: 'codes', ProtectConfigurationId: 'protect-1' },
        [pool, `${SMS}:configuration-set/codes`, `${SMS}:protect-configuration/protect-1`],
      ],
    ];
    for (const [title, input, resources] of authorised) {
      it(`wants the permission for ${title}`, async () => {
        const all = roleOf(allow('sms-voice:SendTextMessage', ...resources));
        await send(all.iam, all.caller, { ...message, ...input });
        expect(sent).to.have.length(1);
        for (const missing of resources) {
          const rest = resources.filter(resource => resource !== missing);
          const { iam, caller } = roleOf(allow('sms-voice:SendTextMessage', 'arn:aws:s3:::none', ...rest));
          const error = await refusal(() => send(iam, caller, { ...message, ...input }));
          expect(error.message).to.include(`sms-voice:SendTextMessage on resource: ${missing} because`);
        }
        expect(sent).to.have.length(1);
      });
    }

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
