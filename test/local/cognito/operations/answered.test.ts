import { readFileSync } from 'node:fs';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import { absentOperations } from '../../../../local/cognito/operations/absent.ts';
import { answeredOperations } from '../../../../local/cognito/operations/answered.ts';
import { operationsPage } from '../../../../local/cognito/operations-page.ts';
import { deploymentWith, refused, testPool } from '../pool.ts';

const absent = absentOperations.flatMap(({ names }) => names);
const answered = answeredOperations.flatMap(({ operations }) => Object.keys(operations));

describe('the tables of operations', () => {
  const mfa = { configuration: 'OPTIONAL', softwareToken: true, sms: false, email: false } as const;
  const devices = { challengeRequiredOnNewDevice: false, onlyRememberedOnUserPrompt: false };
  const pool = testPool({ deployment: deploymentWith({ pool: { mfa, devices } }) });

  it('have every operation of AWS’s SDK, once', () => {
    const known = Object.keys(sdk).flatMap(name => /^(.+)Command$/.exec(name)?.[1] ?? []);
    expect([...answered, ...absent].sort()).to.deep.equal(known.filter(name => !name.startsWith('$')).sort());
  });

  it('have what the service has', () => {
    expect([...answered, ...absent].sort()).to.deep.equal(Object.keys(pool.service).sort());
  });

  for (const { by, operations } of answeredOperations)
    it(`say who calls: what ${by} may call is refused to others`, async () => {
      for (const name of Object.keys(operations)) {
        const call = pool.call(name, { UserCode: '123456' });
        if (by === 'administrator') await refused(call, 'MissingAuthenticationTokenException');
        else
          await refused(call, 'InvalidParameterException', by === 'user' ? /[aA]ccessToken/ : /[cC]lientId/);
      }
    });

  it('say what to do instead of what is not here, under AWS’s error', async () => {
    for (const name of absent)
      await refused(
        pool.call(name, {}),
        'UnknownOperationException',
        /^This local Cognito does not have \w+\. [A-Z].+\.$/,
      );
  });

  it('are in docs/local-operations.md, which npm run docs writes', () => {
    const page = readFileSync(new URL('../../../../docs/local-operations.md', import.meta.url), 'utf8');
    expect(page).to.equal(operationsPage());
  });
});
