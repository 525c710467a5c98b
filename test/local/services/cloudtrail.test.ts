import { expect } from 'chai';
import { AwsError, type JsonObject, type Service } from '../../../local/aws-service.ts';
import { recorded } from '../../../local/services/cloudtrail.ts';
import { person, place } from './caller.ts';

const SUB = 'c0ffee00-1111-4222-8333-444455556666';
const gone = () => {
  throw new AwsError('UserNotFoundException', 'User does not exist.');
};
const token = `x.${Buffer.from(JSON.stringify({ sub: SUB })).toString('base64url')}.x`;

const cognito: Service = {
  AdminGetUser: ({ Username }) =>
    Username === 'ada' ? { UserAttributes: [{ Name: 'sub', Value: SUB }] } : gone(),
  AdminSetUserPassword: ({ Username }) => (Username === 'ada' ? {} : gone()),
  AdminDeleteUser: () => ({}),
  ListUsers: () => ({ Users: [] }),
  ChangePassword: () => ({}),
};

async function call(operation: string, input: JsonObject) {
  const emitted: JsonObject[] = [];
  const deployment = { ...place, userPool: { id: 'pool' } } as never;
  const service = recorded(
    cognito,
    deployment,
    () => Date.UTC(2026, 10, 27, 10),
    ({ detail }) => emitted.push(detail),
  );
  const answer = await (async () => service[operation]?.(input, person))().catch(error => error.code);
  return { emitted, answer };
}

describe('what CloudTrail records of Cognito', () => {
  it('is a call with the pool, and without whom and what it is about', async () => {
    const input = { UserPoolId: 'pool', Username: 'ada', Password: 'Correct-horse-7', Permanent: true };
    const { emitted, answer } = await call('AdminSetUserPassword', input);
    expect(answer).to.deep.equal({});
    const [record] = emitted;
    expect(record).to.deep.include({
      ...{ eventName: 'AdminSetUserPassword', eventTime: '2026-11-27T10:00:00Z', readOnly: false },
      additionalEventData: { sub: SUB },
    });
    expect(record?.requestParameters).to.deep.equal({
      ...{ userPoolId: 'pool', username: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      ...{ password: 'HIDDEN_DUE_TO_SECURITY_REASONS', permanent: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    });
    expect(JSON.stringify(record)).to.not.match(/ada|horse/);
  });

  it('is a call with a token, of which it has the sub', async () => {
    const { emitted } = await call('ChangePassword', { AccessToken: token });
    expect(emitted[0]).to.deep.include({ additionalEventData: { sub: SUB } });
    expect(JSON.stringify(emitted)).to.not.include(token);
  });

  it('is a call that failed, with its error', async () => {
    const { emitted, answer } = await call('AdminSetUserPassword', { UserPoolId: 'pool', Username: 'eve' });
    expect(answer).to.equal('UserNotFoundException');
    expect(emitted[0]).to.include({ errorCode: 'UserNotFoundException' });
    expect(emitted[0]).to.not.have.property('additionalEventData');
  });

  it('is a call after which the user is not there any more', async () => {
    const { emitted } = await call('AdminDeleteUser', { UserPoolId: 'pool', Username: 'eve' });
    expect(emitted[0]).to.not.have.any.keys('errorCode', 'additionalEventData');
  });

  it('is no call that only reads', async () => {
    expect((await call('ListUsers', { UserPoolId: 'pool' })).emitted).to.deep.equal([]);
  });
});
