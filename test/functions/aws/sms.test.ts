import { expect } from 'chai';
import { sendTextMessage } from '../../../functions/aws/sms.ts';
import { breakOff, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';

const MESSAGE = { to: '+15550100321', text: '482915', secondsToLive: 178.4 };

describe('sendTextMessage', () => {
  const aws = useAwsServer(reply(200, { MessageId: '1' }));
  useEnvironment(() => awsEnvironment(aws.url()));

  it('calls SendTextMessage of End User Messaging, signed for sms-voice', async () => {
    await sendTextMessage(MESSAGE);
    const [request] = aws.received;
    expect(request).to.include({ method: 'POST', path: '/' });
    expect(request?.headers).to.include({
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'PinpointSMSVoiceV2.SendTextMessage',
    });
    expect(request?.headers.authorization).to.include('/eu-central-1/sms-voice/aws4_request');
    expect(JSON.parse(request?.body ?? '')).to.deep.equal({
      DestinationPhoneNumber: '+15550100321',
      MessageBody: '482915',
      MessageType: 'TRANSACTIONAL',
      TimeToLive: 178,
    });
  });

  it('names where it comes from', async () => {
    await sendTextMessage({ ...MESSAGE, originationIdentity: 'pool-1', configurationSet: 'sign-in' });
    expect(JSON.parse(aws.received[0]?.body ?? '')).to.include({
      OriginationIdentity: 'pool-1',
      ConfigurationSetName: 'sign-in',
    });
  });

  it('lives for five seconds at least, which is the least that AWS takes', async () => {
    await sendTextMessage({ ...MESSAGE, secondsToLive: 1 });
    expect(JSON.parse(aws.received[0]?.body ?? '').TimeToLive).to.equal(5);
  });

  it('is not sent twice where no answer came', async () => {
    aws.replies(breakOff);
    expect(await rejection(sendTextMessage(MESSAGE))).to.include({ status: 0 });
    expect(aws.received).to.have.length(1);
  });

  it('passes on what AWS says no to', async () => {
    aws.replies(
      reply(400, {
        __type: 'com.amazonaws.sms#ConflictException',
        Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
      }),
    );
    expect(await rejection(sendTextMessage(MESSAGE))).to.include({ code: 'ConflictException', status: 400 });
  });
});
