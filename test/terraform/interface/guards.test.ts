import { expect } from 'chai';
import { buildModule } from '../../../modules/build-module.ts';
import { need } from '../../support/need.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { terraformIn } from '../../support/terraform.ts';
import { type RunResult, type TestFile, type TestRun, terraformTest } from '../../support/terraform-test.ts';
import { leastVersions } from './least-versions.ts';
import { aliasArn, functionArn, mockAws, mockFunctions } from './mock-aws.ts';
import { attached, external, type Inputs, trigger, USER_POOL } from './values.ts';

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
const existing = (values: Inputs) => ({
  override_data: [overridden('data.aws_cognito_user_pool.existing', values)],
});

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
      existing({ lambda_config: [] }),
    ),
    'is warned of while it does not call the token guard': refused(CHECK, {
      ...attached(USER_POOL),
      token_guard: { enabled: true },
    }),
    'may have MFA where the flow begins with a password': {
      ...planned(attached(USER_POOL)),
      ...existing({ mfa_configuration: 'ON', lambda_config: [wired()] }),
    },
    'is warned of where the flow cannot ask for its MFA': refused(
      CHECK,
      { ...attached(USER_POOL), ...withoutPassword },
      existing({ mfa_configuration: 'ON', lambda_config: [wired()] }),
    ),
    'is warned of where the flow cannot ask for its devices': refused(
      CHECK,
      { ...attached(USER_POOL), ...withoutPassword },
      existing({ device_configuration: [{}], lambda_config: [wired()] }),
    ),
    'is not looked at where the caller says so': refused(
      CHECK,
      { ...attached(USER_POOL), user_pool_check_enabled: false },
      { expect_failures: [], ...existing({ lambda_config: [] }) },
    ),
  },
};

function wired(): Inputs {
  const ids = ['define_auth_challenge', 'create_auth_challenge', 'verify_auth_challenge_response'];
  return Object.fromEntries(ids.map(id => [id, functionArn(id)]));
}

/** Unlike a plan of nothing, these look at what is there already: one state for each story. */
describe('a plan of a deployment that is there', function () {
  this.timeout(600_000);

  const scratch = useScratchFolder();
  let results: ReadonlyMap<string, RunResult>;

  before(async function () {
    need('terraform').call(this);
    const { folder } = await buildModule(scratch('.'));
    await terraformIn(folder, leastVersions).init();
    results = await terraformTest(folder, Object.fromEntries(Object.entries(stories).map(testFile)));
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
