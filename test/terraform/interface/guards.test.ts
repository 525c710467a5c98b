import { expect } from 'chai';
import { need } from '../../support/need.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { type RunResult, type TestFile, type TestRun, terraformTest } from '../../support/terraform-test.ts';
import { builtForPlans } from './built-for-plans.ts';
import { aliasArn, functionArn, mockAws, mockFunctions, wiredPool } from './mock-aws.ts';
import { attached, external, type Inputs, step, trigger, USER_POOL, when } from './values.ts';

const POOL = 'aws_cognito_user_pool.sign_in';
const CHECK = 'check.existing';
const unprotected = (user_pool: Inputs = {}) => ({
  user_pool: { deletion_protection_enabled: false, ...user_pool },
});
const withoutPassword = { flow: external().flow.slice(1) };

const apply = (inputs: Inputs): TestRun => ({ command: 'apply', variables: { name: 'acme', ...inputs } });
const refused = (by: string, inputs: Inputs, rest: Partial<TestRun> = {}): TestRun => ({
  command: 'plan',
  variables: { name: 'acme', ...inputs },
  expect_failures: [by],
  ...rest,
});
const planned = (inputs: Inputs): TestRun => ({ command: 'plan', variables: { name: 'acme', ...inputs } });
const overridden = (target: string, values: Inputs) => ({ target, values, override_during: 'plan' });
/** A pool with nothing wrong but what is given: a warning of something else would pass for the one that is looked for. */
const existing = (values: Inputs) => ({
  override_data: [
    overridden('data.aws_cognito_user_pool.existing', {
      mfa_configuration: 'OFF',
      device_configuration: [],
      lambda_config: [wiredPool],
      schema_attributes: [],
      ...values,
    }),
  ],
});

/** A step of administrators only, in a pool that is there already, whose role no client may write. */
const ofAdmins = {
  ...when({ attribute: 'custom:role', values: ['admin'] }),
  user_pool: {},
  ...attached(USER_POOL),
};
const attribute = (name: string, more: Inputs = {}) => ({ name, required: false, mutable: true, ...more });
const guarded = {
  ...wiredPool,
  pre_token_generation: null,
  pre_token_generation_config: [{ lambda_arn: functionArn('pre_token_generation'), lambda_version: 'V1_0' }],
};

/**
 * What Terraform must say of one deployment, in order. The names are what is shown. What a provider keeps, the mocked one
 * does not: that the token guard stays, apply.test.ts looks at.
 */
const stories: Readonly<Record<string, Readonly<Record<string, TestRun>>>> = {
  'a pool that is protected from deletion': {
    'is made': apply({}),
    'cannot get another name': refused(POOL, { name: 'acme-2' }),
    'cannot sign users in by something else': refused(POOL, {
      user_pool: { username_attributes: ['phone_number'] },
    }),
    'cannot get aliases': refused(POOL, {
      user_pool: { username_attributes: [], alias_attributes: ['email'] },
    }),
    'can change otherwise': planned({ user_pool: { mfa: 'OPTIONAL' } }),
    'can lose its protection': apply(unprotected()),
    'signs users in by something else then': apply(unprotected({ username_attributes: ['phone_number'] })),
    'is protected as it is': apply({ user_pool: { username_attributes: ['phone_number'] } }),
    'cannot go back': refused(POOL, {}),
  },
  'a pool that calls a function of its owner’s before it makes tokens': {
    'is taken though the name begins like the token guard’s': planned(
      trigger('pre_token_generation', { arn: functionArn('pre_token_generation_claims') }),
    ),
    'is taken though the name ends like the token guard’s': planned(
      trigger('pre_token_generation', { arn: functionArn('pre_token_generation', 'my-acme') }),
    ),
    'is refused where the function is the token guard, which goes': refused(
      POOL,
      trigger('pre_token_generation', { arn: functionArn('pre_token_generation') }),
    ),
    'is refused where it is an alias of the token guard': refused(
      POOL,
      trigger('pre_token_generation', { arn: aliasArn('pre_token_generation') }),
    ),
  },
  'a function that is not what the pool calls': {
    'is refused': refused(
      'aws_lambda_permission.define_auth_challenge',
      {},
      {
        override_resource: [
          overridden('aws_lambda_function.define_auth_challenge', {
            arn: functionArn('define_auth_challenge').replace('eu-central-1', 'eu-west-1'),
          }),
        ],
      },
    ),
  },
  'a pool that somebody else made': {
    'is taken as it is where it calls the functions': planned(attached(USER_POOL)),
    'is warned of while it calls others': refused(
      CHECK,
      attached(USER_POOL),
      existing({ lambda_config: [{ ...wiredPool, define_auth_challenge: functionArn('others') }] }),
    ),
    'is warned of while it does not call the token guard': refused(CHECK, {
      ...attached(USER_POOL),
      token_guard: { enabled: true },
    }),
    'may have MFA where the flow begins with a password': {
      ...planned(attached(USER_POOL)),
      ...existing({ mfa_configuration: 'ON' }),
    },
    'is warned of where the flow cannot ask for its MFA': refused(
      CHECK,
      { ...attached(USER_POOL), ...withoutPassword },
      existing({ mfa_configuration: 'ON' }),
    ),
    'is warned of where the flow cannot ask for its devices': refused(
      CHECK,
      { ...attached(USER_POOL), ...withoutPassword },
      existing({ device_configuration: [{}] }),
    ),
    'is warned of where nothing looks at tokens and the flow begins with a password': refused(
      CHECK,
      attached(USER_POOL),
      existing({ lambda_config: [{ ...wiredPool, pre_token_generation: null }] }),
    ),
    'is taken where nothing looks at tokens and the flow has no password': {
      ...planned({ ...attached(USER_POOL), ...withoutPassword }),
      ...existing({ lambda_config: [{ ...wiredPool, pre_token_generation: null }] }),
    },
    'is taken where it calls the token guard by the newer argument': {
      ...planned({ ...attached(USER_POOL), token_guard: { enabled: true } }),
      ...existing({ lambda_config: [guarded] }),
    },
    'is warned of where the token guard refuses its devices': refused(
      CHECK,
      { ...attached(USER_POOL), token_guard: { enabled: true } },
      existing({ device_configuration: [{}], lambda_config: [guarded] }),
    ),
    'is taken where the token guard lets its devices through': {
      ...planned({
        ...attached(USER_POOL),
        token_guard: { enabled: true, sources: ['TokenGeneration_AuthenticateDevice'] },
      }),
      ...existing({ device_configuration: [{}], lambda_config: [guarded] }),
    },
    'is warned of where it lacks an attribute that a step depends on': refused(
      CHECK,
      ofAdmins,
      existing({
        schema_attributes: [attribute('role'), attribute('custom:Role')],
      }),
    ),
    'is taken where it has that attribute': {
      ...planned(ofAdmins),
      ...existing({ schema_attributes: [attribute('custom:role')] }),
    },
    'is warned of where it requires that attribute, which every client may write': refused(
      CHECK,
      { ...ofAdmins, ...step({ when: { attribute: 'zoneinfo', values: ['UTC'] } }) },
      existing({
        schema_attributes: [attribute('zoneinfo', { required: true })],
      }),
    ),
    'is taken where users may write what it requires, by the owner’s word': {
      ...planned({
        ...ofAdmins,
        ...step({ when: { attribute: 'zoneinfo', values: ['UTC'], user_writable: true } }),
      }),
      ...existing({
        schema_attributes: [attribute('zoneinfo', { required: true })],
      }),
    },
    'is not looked at where the caller says so': refused(
      CHECK,
      { ...attached(USER_POOL), user_pool_check_enabled: false },
      { expect_failures: [], ...existing({ lambda_config: [] }) },
    ),
  },
};

/** Unlike a plan of nothing, these look at what is there already: one state for each story. */
describe('a plan of a deployment that is there', function () {
  this.timeout(600_000);

  const scratch = useScratchFolder();
  let results: ReadonlyMap<string, RunResult>;

  before(async function () {
    need('terraform').call(this);
    results = await terraformTest(
      await builtForPlans(scratch('.')),
      Object.fromEntries(Object.entries(stories).map(testFile)),
    );
  });

  for (const [story, runs] of Object.entries(stories)) {
    describe(story, () => {
      for (const what of Object.keys(runs)) {
        it(what, () => {
          const { status, failures } =
            results.get(`${idOf(story)}/${idOf(what)}`) ?? expect.fail('Terraform did not run it');
          const words = failures.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n');

          expect(status, words).to.equal('pass');
        });
      }
    });
  }
});

function testFile([story, runs]: [string, Readonly<Record<string, TestRun>>]): [string, TestFile] {
  // What an apply makes must be what its plan said, and a plan that is only looked at knows what it would make.
  const during = Object.values(runs).some(({ command }) => command === 'apply') ? 'apply' : 'plan';
  const run = Object.entries(runs).map(([what, it]): [string, TestRun] => {
    const functions = mockFunctions(String(it.variables.name), during);
    return [idOf(what), { override_resource: functions, ...it }];
  });
  return [idOf(story), { ...mockAws(during), run: Object.fromEntries(run) }];
}

const idOf = (name: string) => name.replace(/\W+/g, '-');
