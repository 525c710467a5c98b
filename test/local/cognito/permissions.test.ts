import { expect } from 'chai';
import { allowsCognito } from '../../../local/cognito/permissions.ts';
import type { LambdaFunction, LambdaPermission } from '../../../local/deployment.ts';
import { accountId, deploymentWith, functionArn, userPoolArn } from './pool.ts';

const name = 'CreateAuthChallenge';
const target = deploymentWith().functions.find(candidate => candidate.name === name) as LambdaFunction;
const granted: LambdaPermission = {
  functionName: name,
  action: 'lambda:InvokeFunction',
  principal: 'cognito-idp.amazonaws.com',
  sourceArn: userPoolArn,
  sourceAccount: accountId,
};
const { sourceArn: _arn, sourceAccount: _account, ...unconditional } = granted;

const allows = (permission: LambdaPermission, arn = functionArn(name)) =>
  allowsCognito(deploymentWith({ permissions: [permission] }), target, arn);

describe('allowsCognito', () => {
  const allowed: [string, LambdaPermission][] = [
    ['the name, the pool and the account', granted],
    ['the function by its ARN', { ...granted, functionName: functionArn(name) }],
    ['any pool of the account', { ...granted, sourceArn: `arn:aws:cognito-idp:*:${accountId}:userpool/*` }],
    ['no condition at all', unconditional],
    ['every action', { ...granted, action: 'lambda:*' }],
    ['everybody', { ...granted, principal: '*' }],
  ];
  for (const [what, permission] of allowed) {
    it(`accepts a permission for ${what}`, () => {
      expect(allows(permission)).to.equal(true);
    });
  }

  const denied: [string, LambdaPermission][] = [
    ['another function', { ...granted, functionName: 'DefineAuthChallenge' }],
    ['a function whose name only begins alike', { ...granted, functionName: `${functionArn(name)}2` }],
    ['another action', { ...granted, action: 'lambda:GetFunction' }],
    ['another service', { ...granted, principal: 'events.amazonaws.com' }],
    ['another pool', { ...granted, sourceArn: `${userPoolArn}2` }],
    ['another account', { ...granted, sourceAccount: '210987654321' }],
    ['the account alone', { ...granted, principal: accountId }],
    // What narrows a permission further is in no call of Cognito's.
    ['an organization', { ...granted, principal: '*', principalOrgId: 'o-1234567890' }],
    ['an event source', { ...granted, eventSourceToken: 'token' }],
    ['function URLs', { ...granted, principal: '*', functionUrlAuthType: 'NONE' }],
    ['any pool there is', { ...granted, sourceArn: 'arn:aws:cognito-idp:*' }],
  ];
  for (const [what, permission] of denied) {
    it(`does not accept a permission for ${what}`, () => {
      expect(allows(permission)).to.equal(false);
    });
  }

  it('denies where there is no permission', () => {
    expect(allowsCognito(deploymentWith({ permissions: [] }), target, functionArn(name))).to.equal(false);
  });

  it('takes the policy of a function and of each of its aliases apart, as Lambda does', () => {
    const [unqualified, live, other] = ['', ':live', ':other'].map(end => `${functionArn(name)}${end}`);
    const forLive = { ...granted, functionName: `${name}:live` };

    expect(allows(forLive, live)).to.equal(true);
    expect(allows({ ...granted, functionName: live ?? '' }, live)).to.equal(true);
    expect(allows(forLive, unqualified)).to.equal(false);
    expect(allows(forLive, other)).to.equal(false);
    expect(allows(granted, live)).to.equal(false);
  });
});
