import { expect } from 'chai';
import { readableAttributes, writableAttributes } from '../../../local/cognito/attributes.ts';
import type { User } from '../../../local/cognito/users.ts';
import type { SchemaAttribute, UserPoolClient } from '../../../local/deployment.ts';
import { attribute, deploymentWith, publicClient } from './pool.ts';

const schema: readonly SchemaAttribute[] = [
  attribute('custom:team', { minimum: 2, maximum: 5 }),
  attribute('custom:level', { type: 'Number', minimum: 1, maximum: 9 }),
  attribute('custom:since', { type: 'DateTime' }),
  attribute('custom:beta', { type: 'Boolean' }),
  attribute('custom:born', { mutable: false }),
  attribute('dev:custom:note', { developerOnly: true }),
  attribute('given_name', { required: true, maximum: 3 }),
];
const { userPool } = deploymentWith({ pool: { schema } });
const write = (
  Name: string,
  Value: string,
  writer: UserPoolClient | 'administrator' = publicClient,
  occasion: 'create' | 'update' = 'create',
) => writableAttributes(userPool, [{ Name, Value }], writer, occasion);
const conform = 'Attributes did not conform to the schema: ';

describe('writableAttributes', () => {
  const accepted: readonly (readonly [name: string, value: string])[] = [
    ['custom:team', 'ab'],
    ['custom:team', 'abcde'],
    // Characters, not UTF-16 units.
    ['custom:team', '👍👍👍👍👍'],
    ['custom:level', '9'],
    ['custom:level', '1.5'],
    ['custom:since', '2026-01-02T03:04:05Z'],
    ['custom:beta', 'True'],
    ['custom:born', 'here'],
    ['given_name', 'Ann'],
    ['birthdate', '2000-02-29'],
    ['updated_at', '1700000000'],
    ['email', 'a@example.com'],
    ['phone_number', '+15555550100'],
    // An empty value deletes.
    ['email', ''],
    ['custom:level', ''],
  ];
  for (const [name, value] of accepted) {
    it(`takes ${name} ${JSON.stringify(value)}`, () => {
      expect(write(name, value)).to.deep.equal({ [name]: value });
    });
  }

  const refused: readonly (readonly [name: string, value: string, code: string, message: string])[] = [
    ['custom:nope', 'x', 'InvalidParameterException', `${conform}custom:nope: Attribute does not exist in`],
    ['team', 'abc', 'InvalidParameterException', `${conform}team: Attribute does not exist in the schema.`],
    ['custom:team', 'a', 'InvalidParameterException', `${conform}custom:team: The length must be 2 to 5`],
    ['custom:team', 'abcdef', 'InvalidParameterException', `${conform}custom:team: The length must be 2`],
    ['custom:level', '0', 'InvalidParameterException', `${conform}custom:level: The value must be 1 to 9`],
    ['custom:level', '10', 'InvalidParameterException', `${conform}custom:level: The value must be 1 to 9`],
    ['custom:level', 'x', 'InvalidParameterException', `${conform}custom:level: The value must be a number`],
    ['custom:since', 'soon', 'InvalidParameterException', `${conform}custom:since: The value must be a date`],
    ['custom:beta', 'yes', 'InvalidParameterException', `${conform}custom:beta: The value must be true or`],
    ['given_name', 'Anna', 'InvalidParameterException', `${conform}given_name: The length must be 0 to 3`],
    ['birthdate', '2000-1-1', 'InvalidParameterException', 'Invalid birthdate format.'],
    ['birthdate', '2000-13-01', 'InvalidParameterException', 'Invalid birthdate format.'],
    ['updated_at', '-1', 'InvalidParameterException', `${conform}updated_at: The value must be 0 to`],
    ['nickname', 'x'.repeat(2049), 'InvalidParameterException', `${conform}nickname: The length must be`],
    ['email', 'nowhere', 'InvalidParameterException', 'Invalid email address format.'],
    ['phone_number', '0170', 'InvalidParameterException', 'Invalid phone number format.'],
    ['sub', 'x', 'InvalidParameterException', 'user.sub: Attribute cannot be updated.'],
  ];
  for (const [name, value, code, message] of refused) {
    it(`refuses ${name} ${JSON.stringify(value.slice(0, 20))}, of an administrator, too`, () => {
      for (const writer of [publicClient, 'administrator'] as const)
        expect(() => write(name, value, writer))
          .to.throw(message)
          .with.property('code', code);
    });
  }

  it('lets nobody change what is not mutable', () => {
    for (const writer of [publicClient, 'administrator'] as const)
      for (const value of ['there', ''])
        expect(() => write('custom:born', value, writer, 'update')).to.throw(
          'user.custom:born: Attribute cannot be updated.',
        );
  });

  const narrow = { ...publicClient, writeAttributes: ['nickname', 'custom:team'] };
  const profile = { ...publicClient, writeAttributes: ['oidc:profile'] };
  const rights: readonly (readonly [title: string, client: UserPoolClient, name: string, may: boolean])[] = [
    ['any client', publicClient, 'email_verified', false],
    ['any client', publicClient, 'phone_number_verified', false],
    ['any client', publicClient, 'dev:custom:note', false],
    ['a client without a list', publicClient, 'locale', true],
    ['a client with a list', narrow, 'nickname', true],
    ['a client with a list', narrow, 'custom:team', true],
    ['a client with a list', narrow, 'locale', false],
    ['a client with a list', narrow, 'custom:level', false],
    // "All app clients can write user pool required attributes."
    ['a client with a list', narrow, 'given_name', true],
    ['a client with oidc:profile', profile, 'locale', true],
    ['a client with oidc:profile', profile, 'address', false],
  ];
  const sample: Readonly<Record<string, string>> = {
    email_verified: 'true',
    phone_number_verified: 'true',
    'custom:level': '1',
    given_name: 'Ann',
  };
  for (const [title, client, name, may] of rights) {
    it(`${may ? 'lets' : 'does not let'} users write ${name} through ${title}`, () => {
      const call = () => write(name, sample[name] ?? 'abc', client);
      if (may) expect(call()).to.have.property(name);
      else
        expect(call)
          .to.throw('A client attempted to write unauthorized attribute')
          .with.property('code', 'NotAuthorizedException');
      expect(write(name, sample[name] ?? 'abc', 'administrator')).to.have.property(name);
    });
  }
});

describe('readableAttributes', () => {
  const user: User = {
    name: 'alice',
    sub: 'sub of alice',
    attributes: { email: 'a@example.com', nickname: 'Al', 'custom:team': 'red' },
    status: 'CONFIRMED',
    enabled: true,
    password: { salt: 1n, verifier: 2n },
    passwordSetAt: 1,
    earlierPasswords: [],
    createdAt: 1,
    modifiedAt: 1,
    codes: {},
  };
  const cases: readonly (readonly [readAttributes: readonly string[] | undefined, names: string[]])[] = [
    [undefined, ['sub', 'email', 'nickname', 'custom:team']],
    [['email'], ['sub', 'email']],
    [
      ['oidc:profile', 'custom:team'],
      ['sub', 'nickname', 'custom:team'],
    ],
  ];
  for (const [readAttributes, names] of cases) {
    it(`are ${names.join(', ')} for a client with ${JSON.stringify(readAttributes)}`, () => {
      const client = { ...publicClient, ...(readAttributes && { readAttributes }) };
      expect(readableAttributes(user, client).map(({ Name }) => Name)).to.deep.equal(names);
    });
  }
});
