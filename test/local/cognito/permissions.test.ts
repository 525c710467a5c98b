import { expect } from 'chai';
import { allowsCognito, arnLike } from '../../../local/cognito/permissions.ts';
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

describe('allowsCognito', () => {
  const allowed: [string, LambdaPermission][] = [
    ['the name, the pool and the account', granted],
    ['the function by its ARN', { ...granted, functionName: functionArn(name) }],
    ['an alias of the function', { ...granted, functionName: `${functionArn(name)}:live` }],
    ['any pool of the account', { ...granted, sourceArn: `arn:aws:cognito-idp:*:${accountId}:userpool/*` }],
    ['no condition at all', unconditional],
    ['every action', { ...granted, action: 'lambda:*' }],
  ];
  for (const [what, permission] of allowed) {
    it(`accepts a permission for ${what}`, () => {
      expect(allowsCognito(deploymentWith({ permissions: [permission] }), target)).to.equal(true);
    });
  }

  const denied: [string, LambdaPermission][] = [
    ['another function', { ...granted, functionName: 'DefineAuthChallenge' }],
    ['a function whose name only begins alike', { ...granted, functionName: `${functionArn(name)}2` }],
    ['another action', { ...granted, action: 'lambda:GetFunction' }],
    ['another service', { ...granted, principal: 'events.amazonaws.com' }],
    ['another pool', { ...granted, sourceArn: `${userPoolArn}2` }],
    ['another account', { ...granted, sourceAccount: '210987654321' }],
  ];
  for (const [what, permission] of denied) {
    it(`does not accept a permission for ${what}`, () => {
      expect(allowsCognito(deploymentWith({ permissions: [permission] }), target)).to.equal(false);
    });
  }

  it('denies where there is no permission', () => {
    expect(allowsCognito(deploymentWith({ permissions: [] }), target)).to.equal(false);
  });
});

describe('arnLike', () => {
  for (const [pattern, matches] of [
    [userPoolArn, true],
    [userPoolArn.replace('Abc123xyz', '*'), true],
    [userPoolArn.replace('Abc123xyz', 'Abc123xy?'), true],
    ['arn:aws:cognito-idp:*:*:*', true],
    // Each component for itself: one star does not stand for several.
    ['arn:aws:cognito-idp:*', false],
    ['*', false],
    [userPoolArn.replace('eu-central-1:', 'eu.central.1:'), false],
    [userPoolArn.replace('Abc', 'abc'), false],
  ] as const) {
    it(`says ${matches} of ${pattern}`, () => {
      expect(arnLike(userPoolArn, pattern)).to.equal(matches);
    });
  }
});
