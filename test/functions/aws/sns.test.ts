import { expect } from 'chai';
import { publish } from '../../../functions/aws/sns.ts';
import { breakOff, reply, useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';
import { expectedAuthorization } from '../../support/signature-v4.ts';

const OK = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
const NO =
  '<ErrorResponse><Error><Code>InvalidParameter</Code><Message>PhoneNumber Reason: +15550100321 is not valid to publish to</Message></Error></ErrorResponse>';

describe('publish', () => {
  const aws = useAwsServer(reply(200, OK));
  const environment = () => awsEnvironment(aws.url());
  useEnvironment(environment);

  const fields = () => Object.fromEntries(new URLSearchParams(aws.received[0]?.body));

  it('calls Publish of SNS in the query protocol, signed for sns', async () => {
    await publish({ to: '+15550100321', text: 'Código: 482915 & more' });
    const [request] = aws.received;
    if (!request) throw new Error('nothing came');
    expect(request).to.include({ method: 'POST', path: '/' });
    expect(request.headers['content-type']).to.equal('application/x-www-form-urlencoded; charset=utf-8');
    expect(request.headers.authorization).to.include('/eu-central-1/sns/aws4_request');
    expect(request.headers.authorization).to.equal(
      expectedAuthorization(request, environment().AWS_SECRET_ACCESS_KEY),
    );
    expect(fields()).to.deep.equal({
      Action: 'Publish',
      Version: '2010-03-31',
      PhoneNumber: '+15550100321',
      Message: 'Código: 482915 & more',
      'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SMSType',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'Transactional',
    });
  });

  it('names where it comes from', async () => {
    await publish({
      to: '+15550100321',
      text: '482915',
      senderId: 'ACME',
      originationNumber: '+15550100999',
    });
    expect(fields()).to.include({
      'MessageAttributes.entry.2.Name': 'AWS.SNS.SMS.SenderID',
      'MessageAttributes.entry.2.Value.StringValue': 'ACME',
      'MessageAttributes.entry.3.Name': 'AWS.MM.SMS.OriginationNumber',
      'MessageAttributes.entry.3.Value.StringValue': '+15550100999',
    });
  });

  it('numbers the attributes without gaps', async () => {
    await publish({ to: '+15550100321', text: '482915', originationNumber: '+15550100999' });
    expect(fields()).to.include({ 'MessageAttributes.entry.2.Name': 'AWS.MM.SMS.OriginationNumber' });
    expect(fields()).not.to.have.property('MessageAttributes.entry.3.Name');
  });

  it('is not sent twice where no answer came', async () => {
    aws.replies(breakOff);
    expect(await rejection(publish({ to: '+15550100321', text: '482915' }))).to.include({ status: 0 });
    expect(aws.received).to.have.length(1);
  });

  it('passes on what SNS says no to', async () => {
    aws.replies(reply(400, NO));
    const error = await rejection(publish({ to: '+15550100321', text: '482915' }));
    expect(error).to.include({ code: 'InvalidParameter', status: 400 });
    expect(aws.received).to.have.length(1);
  });
});
