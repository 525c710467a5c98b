import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { requireKnownKeys } from '../../local/iam/condition-keys.ts';
import { evaluate } from '../../local/iam/evaluate.ts';
import { parsePolicy } from '../../local/iam/parse-policy.ts';
import type { Policy } from '../../local/iam/policy.ts';
import type { Principal } from '../../local/iam/request.ts';
import { type Loop, type LoopOptions, packageOf, type Terraform, withLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

const page = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
const [, example = ''] = /^### Deny invoking the functions$.*?```json\n(.*?)```/ms.exec(page) ?? [];
/** The local server's region. */
const document = example.replaceAll('eu-central-1', 'us-east-1');

const ACCOUNT = '123456789012';
const QUIZ = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:quiz`;
const SENDER = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:sender`;
const ROLES = ['define', 'create', 'verify', 'deliver', 'tokens'] as const;

const quiz = `exports.handler = async event => {
  event.response = event.triggerSource.startsWith('Create')
    ? { publicChallengeParameters: { word: 'level' }, privateChallengeParameters: { answer: 'level' } }
    : { answerCorrect: event.request.challengeAnswer === 'level' };
  return event;
};`;
const javascript = (source: string) => ({
  packagePath: packageOf(source),
  runtime: 'nodejs22.x',
  handler: 'index.handler',
});

const everything = parsePolicy(
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }),
  'identity',
);

/** A role that may do everything, but for what the other policies deny. */
const role = (name: string, ...policies: Policy[]): Principal => ({
  kind: 'role',
  roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
  sessionArn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/s`,
  policies: [everything, ...policies],
});

const options: LoopOptions = {
  inputs: {
    name: 'acme-sign-in',
    flow: [
      { challenge: 'external', name: 'quiz', function_arn: QUIZ, proof: false },
      { challenge: 'email_otp' },
    ],
    delivery: { sender_function_arn: SENDER },
    token_guard: { enabled: true },
  },
  externalFunctions: {
    [QUIZ]: javascript(quiz),
    [SENDER]: javascript('exports.handler = async () => null;'),
  },
  retryWaitsMs: [1, 1],
};

describe('The policy of SECURITY.md against invoking the functions', function () {
  this.timeout(60_000);
  const policy = () => parsePolicy(document, 'identity');
  const may = (principal: Principal, resource: string, action = 'lambda:InvokeFunction') =>
    evaluate(principal, { action, resource }).isAllowed;

  it('is one that can be judged: every condition key in it is known', () => {
    expect(() => requireKnownKeys(policy())).to.not.throw();
  });

  it('names the functions and roles as the module does, and denies them to everybody but those who call them', () =>
    withLoop(options, async ({ deployment }) => {
      const arns = deployment.functions.map(({ arn }) => arn).filter(arn => arn.includes('acme-sign-in-'));
      expect(arns).to.have.length(5);
      const roles = deployment.functions.flatMap(({ roleArn = '' }) => roleArn.split('/')[1] ?? []);
      expect(roles).to.include.members(ROLES.map(name => `acme-sign-in-${name}-us-east-1`));

      const allowed = (resources: readonly string[]) =>
        [
          ...ROLES.map(name => `acme-sign-in-${name}-us-east-1`),
          'administrator',
          'acme-sign-in-create-x',
        ].filter(name => resources.every(resource => may(role(name, policy()), resource)));
      const live = arns.map(arn => `${arn}:live`);
      for (const arn of [...arns, ...live]) {
        expect(may(role('administrator'), arn), 'without the policy').to.equal(true);
        expect(may(role('administrator', policy()), arn, 'lambda:InvokeAsync'), arn).to.equal(false);
        expect(allowed([arn]), arn).to.deep.equal(['acme-sign-in-create-us-east-1']);
      }
      expect(allowed([QUIZ, `${QUIZ}:1`])).to.deep.equal([
        'acme-sign-in-create-us-east-1',
        'acme-sign-in-verify-us-east-1',
      ]);
      expect(allowed([SENDER, `${SENDER}:1`])).to.deep.equal(['acme-sign-in-deliver-us-east-1']);
      expect(may(role('administrator', policy()), QUIZ.replace('quiz', 'quizzes'))).to.equal(true);
    }));

  const denies = (statements: readonly object[]) => (terraform: Terraform) => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    for (const [id, at] of [
      ['create_auth_challenge', ''],
      ['verify_auth_challenge_response', ''],
      ['deliver_challenge', '[0]'],
    ])
      Object.assign(terraform.resource.aws_iam_role_policy ?? {}, {
        [`scp_${id}`]: { name: 'scp', role: `\${aws_iam_role.${id}${at}.name}`, policy: text },
      });
  };

  async function signIn(loop: Loop): Promise<void> {
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const mailed = await user.answer(await user.begin(), 'level');
    expect(await loop.deliveries(1)).to.deep.equal(['sent']);
    const { AuthenticationResult: tokens } = await user.answer(mailed, await loop.rightAnswer());
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
  }

  it('lets users sign in', () =>
    withLoop({ ...options, edit: denies(JSON.parse(document).Statement) }, signIn));

  it('lets nobody sign in without its exceptions: what is denied here is denied', () => {
    const bare = JSON.parse(document).Statement.map(
      ({ Condition: _, ...statement }: Record<string, unknown>) => statement,
    );
    return withLoop({ ...options, edit: denies(bare) }, async loop => {
      const error = await signIn(loop).catch(reason => reason);
      expect(String(error)).to.include('Sign-in is not available');
      expect(loop.logs.join('\n')).to.include('with an explicit deny');
    });
  });
});

describe('Who may change the policy of the answer key', function () {
  this.timeout(60_000);

  it('derives nothing, and everything once the policy names them', () =>
    withLoop({ inputs: {} }, async ({ deployment }) => {
      const [{ arn: resource, policy } = expect.fail('There is no key.')] = deployment.keys;
      const mallory = role('mallory');
      const may = (action: string, key: Policy) =>
        evaluate(mallory, { action, resource, resourcePolicy: { policy: key, isRequired: true } }).isAllowed;
      const own = {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/mallory` },
          Action: 'kms:GenerateMac',
          Resource: '*',
        },
      };

      expect(may('kms:GenerateMac', policy)).to.equal(false);
      expect(may('kms:PutKeyPolicy', policy)).to.equal(true);
      expect(may('kms:GenerateMac', parsePolicy(JSON.stringify(own), 'resource'))).to.equal(true);
    }));
});
