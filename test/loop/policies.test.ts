import { expect } from 'chai';
import { ITEM_KINDS } from '../../functions/ledger/items.ts';
import { evaluate } from '../../local/iam/evaluate.ts';
import { parsePolicy } from '../../local/iam/parse-policy.ts';
import { tableRequests } from '../../local/services/dynamodb-requests.ts';
import { type AllowedCall, createIam } from '../../local/services/iam.ts';
import { reply, useAwsServer } from '../support/aws-server.ts';
import { codeIn } from '../support/codes.ts';
import { statementsWithoutEffect, without } from '../support/effect.ts';
import { type Loop, packageOf, type Terraform, withLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:123456789012:${name}`;
const PARAMETER = arn('ssm', 'parameter/turnstile');
const SECRET = arn('secretsmanager', 'secret:turnstile-AbC123');
const TEXTS = arn('ssm', 'parameter/texts');
const RIDDLE = arn('lambda', 'function:riddle');
const SENDER = arn('lambda', 'function:sender');

const riddle = `exports.handler = async event => {
  event.response = event.triggerSource.startsWith('Create')
    ? { publicChallengeParameters: { word: 'level' }, privateChallengeParameters: { answer: 'level' }, challengeMetadata: 'RIDDLE' }
    : { answerCorrect: event.request.challengeAnswer === 'level' };
  return event;
};`;
const sender = 'exports.handler = async () => null;';

/**
 * What Lambda itself does in a function's name, where no call of a function shows it: it writes the log, makes network
 * interfaces, and hands traces over.
 */
const OF_LAMBDA = ['WriteItsOwnLog', 'JoinVpc', 'LeaveVpcToLambda', 'SendTraces'];

describe('The policies', function () {
  this.timeout(120_000);
  const provider = useAwsServer((response, request) =>
    reply(200, { success: true, hostname: 'app.example.com', challenge_ts: new Date().toISOString() })(
      response,
      request,
    ),
  );
  const humanCheck = (secret_arn: string) => ({
    human_check: { provider: 'turnstile', site_key: 'key', secret_arn, hostnames: ['app.example.com'] },
    function_packages: {
      verify_auth_challenge_response: { environment: { HUMAN_CHECK_ENDPOINT: provider.url() } },
    },
  });
  const email = { from: 'Sign-In@Acme.example' };
  const javascript = (source: string) => ({
    packagePath: packageOf(source),
    runtime: 'nodejs22.x',
    handler: 'index.handler',
  });

  interface Scenario {
    readonly inputs: () => Readonly<Record<string, unknown>>;
    /** What is asked, and how it is answered. */
    readonly answers: readonly ('token' | 'level' | 'mailed' | 'texted' | 'right')[];
  }
  const scenarios: Readonly<Record<string, Scenario>> = {
    'every challenge that asks somebody else, by SES and End User Messaging': {
      inputs: () => ({
        flow: [
          { challenge: 'human_check', attempts: 1 },
          { challenge: 'external', function_arn: RIDDLE, proof: false, attempts: 2 },
          { challenge: 'email_otp' },
          { challenge: 'sms_otp' },
        ],
        ...humanCheck(PARAMETER),
        email: { ...email, configuration_set: 'codes' },
        sms: { country_prefixes: ['+1'], configuration_set: 'codes' },
        delivery: { texts: { en: TEXTS }, failure_destination_arn: arn('sqs', 'failed') },
        kms_key_arn: arn('kms', 'key/own'),
        dead_letter_target_arns: {
          create_auth_challenge: arn('sqs', 'dead'),
          deliver_challenge: arn('sns', 'dead'),
        },
        tracing_enabled: true,
        vpc: { subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] },
      }),
      answers: ['token', 'level', 'mailed', 'texted'],
    },
    'SNS for messages and for failures, and a secret of Secrets Manager': {
      inputs: () => ({
        flow: [{ challenge: 'human_check' }, { challenge: 'sms_otp' }],
        ...humanCheck(SECRET),
        sms: { country_prefixes: ['+1'], provider: 'sns' },
        delivery: { failure_destination_arn: arn('sns', 'failed') },
      }),
      answers: ['token', 'texted'],
    },
    'an identity of another account and region, and a pool': {
      inputs: () => ({
        flow: [{ challenge: 'email_otp' }, { challenge: 'sms_otp' }],
        email: { ...email, identity_arn: 'arn:aws:ses:us-east-1:999999999999:identity/acme.example' },
        sms: { country_prefixes: ['+1'], origination_identity: arn('sms-voice', 'pool/pool-1') },
      }),
      answers: ['mailed', 'texted'],
    },
    'a sender of one’s own': {
      inputs: () => ({ flow: [{ challenge: 'email_otp' }], delivery: { sender_function_arn: SENDER } }),
      answers: ['right'],
    },
  };

  for (const [title, { inputs, answers }] of Object.entries(scenarios)) {
    it(`allow what a sign-in needs, and have no statement without effect: ${title}`, async () => {
      const done: AllowedCall[] = [];
      const options = {
        inputs: inputs(),
        secrets: {
          [PARAMETER]: 's3cret',
          [SECRET]: 's3cret',
          [TEXTS]: '{"sms_otp":{"text":"Code {code}"}}',
        },
        externalFunctions: { [RIDDLE]: javascript(riddle), [SENDER]: javascript(sender) },
        onAllowed: (call: AllowedCall) => done.push(call),
        retryWaitsMs: [1, 1] as const,
      };
      await withLoop(options, async loop => {
        await signIn(loop, answers);
        const idle = statementsWithoutEffect(loop.deployment, done);
        expect(idle.filter(statement => !OF_LAMBDA.includes(statement.split(' ')[1] ?? ''))).to.deep.equal(
          [],
        );
        expectActionsUsed(loop, done);
        expectKeyPolicyNeeded(loop, done);
      });
    });
  }

  async function signIn(loop: Loop, answers: Scenario['answers']) {
    const { email: address, phoneNumber } = await loop.newUser();
    const user = sdkUser(loop, address);
    let asked = await user.begin();
    for (const answer of answers) {
      const given = {
        token: () => 'token',
        level: () => 'level',
        mailed: async () => codeIn(await received(loop, address)),
        texted: async () => codeIn(await received(loop, phoneNumber)),
        right: async () => {
          await loop.deliveries(1);
          return loop.rightAnswer();
        },
      }[answer];
      asked = await user.answer(asked, await given());
    }
    const { AuthenticationResult: tokens } = asked;
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, address);
  }

  /** A message, unless Lambda gives it up first. */
  const received = (loop: Loop, to: string) =>
    Promise.race([
      loop.message(to),
      loop.failures(1).then(() => {
        throw new Error(`Nothing came to ${to}:\n${loop.logs.join('\n')}`);
      }),
    ]);

  /** A statement may be needed for one of its actions, and have others besides. */
  function expectActionsUsed(loop: Loop, done: readonly AllowedCall[]) {
    for (const { name, roleArn } of loop.deployment.functions) {
      const { policies = [] } = loop.deployment.roles.find(({ arn: each }) => each === roleArn) ?? {};
      const statements = policies.flatMap(policy => policy.statements);
      const allowed = statements
        .filter(({ sid = '' }) => !OF_LAMBDA.includes(sid))
        .flatMap(({ action }) => action.patterns);
      const used = done
        .filter(({ functionName, action }) => functionName === name && action !== 'kms:GenerateMac')
        .map(({ action }) => action.replace('SNS', 'sns'));
      expect([...new Set(used)], name).to.have.members([...new Set(allowed)]);
    }
  }

  /** Roles say nothing of the key: its own policy does. */
  function expectKeyPolicyNeeded(loop: Loop, done: readonly AllowedCall[]) {
    const derived = done.filter(({ action }) => action === 'kms:GenerateMac');
    expect(derived).to.not.be.empty;
    for (const { functionName, ...call } of derived) {
      const fn = loop.deployment.functions.find(({ name }) => name === functionName);
      const { policy } = call.resourcePolicy ?? expect.fail('The key has no policy.');
      const index = policy.statements.findIndex(({ sid }) => sid === 'DeriveAnswers');
      const resourcePolicy = { policy: without(policy, index), isRequired: true };
      const session = { kind: 'role', roleArn: fn?.roleArn ?? '', sessionArn: 's', policies: [] } as const;
      expect(evaluate(session, call).isAllowed).to.equal(true);
      expect(evaluate(session, { ...call, resourcePolicy }).isAllowed).to.equal(false);
    }
  }

  it('let each function touch the ledger’s items of its own part, and no other', () =>
    withLoop(
      { inputs: { flow: [{ challenge: 'email_otp' }], email: { from: 'sign-in@acme.example' } } },
      async ({ deployment }) => {
        const place = { region: 'us-east-1', accountId: '123456789012' };
        const may = (roleArn: string, id: string) => {
          const { policies = [] } = deployment.roles.find(({ arn: each }) => each === roleArn) ?? {};
          const input = {
            TableName: deployment.tables[0]?.name ?? '',
            Key: { id: { S: id } },
            ReturnValues: 'ALL_NEW',
          };
          return tableRequests('UpdateItem', input, deployment.tables, place).every(
            request => evaluate({ kind: 'role', roleArn, sessionArn: 's', policies }, request).isAllowed,
          );
        };
        const kinds = [...Object.keys(ITEM_KINDS), 'anything'];
        const touched = deployment.functions.map(({ name, roleArn }) => [
          name.replace('test-', ''),
          kinds.filter(kind => may(roleArn, `${kind} 1`)),
        ]);

        expect(Object.fromEntries(touched)).to.deep.equal({
          'define-auth-challenge': [],
          'create-auth-challenge': ['question', 'user', 'guesses'],
          'verify-auth-challenge-response': ['question', 'user', 'guesses'],
          'deliver-challenge': ['destination'],
        });
        // A kind is the whole of the beginning.
        for (const { roleArn } of deployment.functions)
          for (const id of ['questions 1', 'question', ' user 1', 'USER 1', '', '*'])
            expect(may(roleArn, id), id).to.equal(false);
      },
    ));

  it('let Lambda bring the functions into a VPC, and their code touch no network interface', () =>
    withLoop(
      { inputs: { vpc: { subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] } } },
      async ({ deployment }) => {
        const iam = createIam({ ...deployment, now: Date.now });
        expect(deployment.functions).to.have.length(4);
        for (const fn of deployment.functions) {
          const { AWS_ACCESS_KEY_ID: accessKeyId = '' } = iam.credentialsFor(fn);
          const { policies = [] } = deployment.roles.find(({ arn: each }) => each === fn.roleArn) ?? {};
          const joining = policies.flatMap(({ statements }) =>
            statements.filter(({ sid }) => sid === 'JoinVpc').flatMap(({ action }) => action.patterns),
          );
          expect(joining).to.include.members(['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface']);
          for (const action of joining) {
            const request = { action, resource: arn('ec2', 'network-interface/eni-0') };
            iam.authorizeRole(fn, request);
            expect(() => iam.authorize({ accessKeyId }, request), action).to.throw('with an explicit deny');
          }
        }
      },
    ));

  it('let those who administer the account manage the key, and derive nothing', () =>
    withLoop({ inputs: {} }, async ({ deployment }) => {
      const [{ arn: resource, policy } = expect.fail('There is no key.')] = deployment.keys;
      const everything = {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
      };
      const administrator = {
        kind: 'role',
        roleArn: 'arn:aws:iam::123456789012:role/administrator',
        sessionArn: 'arn:aws:sts::123456789012:assumed-role/administrator/a',
        policies: [parsePolicy(JSON.stringify(everything), 'identity')],
      } as const;
      const may = (action: string) =>
        evaluate(administrator, { action, resource, resourcePolicy: { policy, isRequired: true } }).isAllowed;
      const manage = policy.statements.find(({ sid }) => sid === 'ManageButNotUse');
      for (const pattern of manage?.action.patterns ?? expect.fail('The statement is gone.')) {
        expect(may(pattern.replace('*', 'X')), pattern).to.equal(true);
      }
      for (const action of ['kms:GenerateMac', 'kms:VerifyMac', 'kms:CreateGrant', 'kms:Decrypt']) {
        expect(may(action), action).to.equal(false);
      }
    }));
});

describe('The policies as they were', function () {
  this.timeout(120_000);
  const INPUTS = { flow: [{ challenge: 'email_otp' }], email: { from: 'sign-in@acme.example' } };

  const IDENTITIES =
    '[for identity in [statement.value.from, split("@", statement.value.from)[1]] : "${local.arn.ses}:identity/${identity}"]';

  interface Change {
    /** Whether tracking may be turned off. @default true */
    readonly trackingOff?: boolean;
    /** Whether the sender's identity is named, and no other. @default false */
    readonly senderOnly?: boolean;
  }
  const changed =
    ({ trackingOff = true, senderOnly = false }: Change) =>
    ({ data }: Terraform) => {
      const { dynamic } = data.aws_iam_policy_document.deliver_challenge ?? expect.fail('no policy');
      const content = { sid: 'SendEmail', actions: ['ses:SendEmail'], resources: `\${${IDENTITIES}}` };
      dynamic.statement = dynamic.statement
        .filter(statement => trackingOff || statement.content.sid !== 'TurnTrackingOff')
        .map(statement =>
          senderOnly && statement.content.sid === 'SendEmail' ? { ...statement, content } : statement,
        );
    };

  const refused: [title: string, change: Change, sandbox: boolean][] = [
    ['as they were, everywhere', { trackingOff: false, senderOnly: true }, false],
    ['without the override of tracking, everywhere', { trackingOff: false }, false],
    ['with the sender’s identity alone, in the sandbox', { senderOnly: true }, true],
  ];
  for (const [title, change, sandbox] of refused) {
    it(`send no e-mail ${title}: SES denies it, as on AWS`, () =>
      withLoop(
        { inputs: INPUTS, edit: changed(change), ses: { sandbox }, retryWaitsMs: [1, 1] },
        async loop => {
          const { email } = await loop.newUser();
          await sdkUser(loop, email).begin();
          await loop.failures(1);
          expect(loop.logs.join('\n')).to.include('"code":"AccessDeniedException"');
          expect(loop.outbox).to.deep.equal([]);
        },
      ));
  }

  it('sent with the sender’s identity alone outside the sandbox, had they allowed the override', () =>
    withLoop({ inputs: INPUTS, edit: changed({ senderOnly: true }), ses: { sandbox: false } }, async loop => {
      const { email } = await loop.newUser();
      await sdkUser(loop, email).begin();
      await loop.message(email);
    }));

  for (const sandbox of [true, false]) {
    it(`differ from those of today, with which a mail comes ${sandbox ? 'in' : 'outside'} the sandbox`, () =>
      withLoop({ inputs: INPUTS, ses: { sandbox } }, async loop => {
        const { email } = await loop.newUser();
        const user = sdkUser(loop, email);
        const asked = await user.begin();
        const { AuthenticationResult: tokens } = await user.answer(asked, codeIn(await loop.message(email)));
        await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
      }));
  }
});
