import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DescribeUserPoolCommand, UpdateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import { demoSignIn, type LocalConfig } from '../../../local/demo/sign-in.ts';
import { readDeployment } from '../../../local/deployment/read-deployment.ts';
import type { Deployment } from '../../../local/deployment.ts';
import type { Policy } from '../../../local/iam/policy.ts';
import { startLocalAws } from '../../../local/local-aws.ts';
import { buildModule, synthesizeModule } from '../../../modules/build-module.ts';
import { bundle, triggerNames, zip } from '../../../modules/packages.ts';
import { readDeployed } from '../../support/moto/deployed.ts';
import { getPolicy } from '../../support/moto/deployed-functions.ts';
import { inventory } from '../../support/moto/inventory.ts';
import { ACCOUNT_ID, providerBlock, REGION } from '../../support/moto/provider.ts';
import { useMoto } from '../../support/moto/use-moto.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { type Terraform, terraformIn } from '../../support/terraform.ts';

const CALLER = `
module "sign_in" {
  source = "../terraform-aws-cognito-challenge"

  name      = "acme-sign-in"
  user_pool = { deletion_protection_enabled = false }
}

output "user_pool_id" {
  value = module.sign_in.user_pool_id
}
output "answer_key_arn" {
  value = module.sign_in.answer_key_arn
}
`;

/** What the pool calls where the flow begins with a password. */
const called = [...triggerNames, 'pre-token-generation'] as const;

describe('the module, applied', function () {
  this.timeout('10m');
  const moto = useMoto();
  const scratch = useScratchFolder();
  let modulePath: string;
  let terraform: Terraform;
  let output: Record<string, unknown>;
  let deployed: Deployment;

  before(async () => {
    modulePath = (await buildModule(scratch('.'))).folder;
    const files = { 'provider.tf': providerBlock(moto.endpoint()), 'main.tf': CALLER };
    terraform = terraformIn(scratch('caller'), files);
    await terraform.init();
    await terraform.apply();
    output = await terraform.output();
    mkdirSync(scratch('deployed'));
    deployed = await readDeployed(moto.api(), String(output.user_pool_id), scratch('deployed'));
  });

  it('is what the next plan wants', async () => {
    expect(await terraform.plan()).to.deep.equal([]);
  });

  it('leaves the texts of Cognito’s own messages as somebody set them', async () => {
    const { cognito } = moto.api();
    const UserPoolId = String(output.user_pool_id);
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    const texts = { SmsAuthenticationMessage: 'Acme: {####}', EmailVerificationSubject: 'Acme' };
    await cognito.send(new UpdateUserPoolCommand({ ...UserPool, UserPoolId, ...texts }));

    expect(await terraform.plan()).to.deep.equal([]);
    const { UserPool: after } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(after).to.include(texts);
  });

  it('deploys the packages that were built', () => {
    const packages = deployed.functions.map(({ name, packagePath }) => [name, sha256(packagePath)]);

    expect(packages).to.have.deep.members(
      called.map(name => [`acme-sign-in-${name}`, sha256(join(modulePath, 'packages', `${name}.zip`))]),
    );
  });

  it('gives the functions their settings, and nothing else', () => {
    const step = { attempts: 3, lifetime_seconds: 180 };
    const settings = {
      flow: [
        { challenge: 'password', ...step },
        { challenge: 'captcha', ...step },
      ],
      keyId: output.answer_key_arn,
      ledgerTable: 'acme-sign-in-ledger',
      captcha: { length: 6 },
    };

    for (const { environment } of deployed.functions) {
      expect(environment).to.have.all.keys('CHALLENGE_SETTINGS', 'MODULE_NAME');
      expect(JSON.parse(environment.CHALLENGE_SETTINGS ?? '')).to.deep.equal(settings);
    }
  });

  it('wires each trigger of the pool to its function', () => {
    expect(deployed.userPool.lambdaConfig).to.deep.equal({
      DefineAuthChallenge: functionArn('define-auth-challenge'),
      CreateAuthChallenge: functionArn('create-auth-challenge'),
      VerifyAuthChallengeResponse: functionArn('verify-auth-challenge-response'),
      PreTokenGeneration: functionArn('pre-token-generation'),
    });
  });

  for (const name of called) {
    it(`lets Cognito call ${name} for this pool, and nobody else`, async () => {
      const statements = await getPolicy(moto.api(), functionArn(name));

      expect(statements).to.deep.equal([
        {
          Sid: 'AllowCognito',
          Effect: 'Allow',
          Action: 'lambda:InvokeFunction',
          Resource: functionArn(name),
          Principal: { Service: 'cognito-idp.amazonaws.com' },
          Condition: {
            ArnLike: { 'AWS:SourceArn': deployed.userPool.arn },
            StringEquals: { 'AWS:SourceAccount': ACCOUNT_ID },
          },
        },
      ]);
    });
  }

  it('is what the local services read from the same configuration', () => {
    const variables = { name: 'acme-sign-in', user_pool: { deletion_protection_enabled: false } };
    const read = readDeployment(synthesizeModule(), { variables, modulePath, region: REGION });

    expect(comparable(deployed)).to.deep.equal(comparable(read));
  });

  it('signs a user in through password and CAPTCHA', async () => {
    const local = await startLocalAws({ deployment: deployed });
    const story: string[] = [];
    try {
      const config = await (await fetch(`${local.endpoint}/local/config`)).json();
      await demoSignIn(config as LocalConfig, true, line => story.push(line));
    } finally {
      await local.close();
    }

    expect(story).to.include('tokens: ID and access token accepted by aws-jwt-verify');
  });

  it('changes one function when its source changes, and nothing else', async () => {
    const source = fileURLToPath(
      new URL('../../../functions/define-auth-challenge/index.ts', import.meta.url),
    );
    writeFileSync(scratch('changed.ts'), `export * from '${source}';\nconsole.info('changed');\n`);
    const changed = zip('index.js', await bundle(scratch('changed.ts')));
    writeFileSync(join(modulePath, 'packages/define-auth-challenge.zip'), changed);

    expect(await terraform.plan('-out=plan')).to.deep.equal([
      { action: 'update', address: 'module.sign_in.aws_lambda_function.define_auth_challenge' },
    ]);
    await terraform.apply('plan');
    expect(await terraform.plan()).to.deep.equal([]);
  });

  it('refuses to take the token guard from the pool, which would go on calling it', async () => {
    const withoutGuard = CALLER.replace('user_pool =', 'token_guard = { enabled = false }\n  user_pool =');
    writeFileSync(join(terraform.folder, 'main.tf'), withoutGuard);

    const refusal = await terraform.plan().catch((error: Error) => error.message);
    expect(refusal).to.match(/Resource postcondition failed\nThe user pool calls the token guard/);
    writeFileSync(join(terraform.folder, 'main.tf'), CALLER);
  });

  it('names roles for the region', async () => {
    const roles = await moto.api().iam('ListRoles', {}, 'RoleName');

    expect(roles).to.have.members(
      ['define', 'create', 'verify', 'tokens'].map(name => `acme-sign-in-${name}-${REGION}`),
    );
  });

  it('leaves nothing when it is destroyed', async () => {
    expect(await inventory(moto.api())).to.have.lengthOf(16);
    await terraform.destroy('-refresh=false');

    expect(await inventory(moto.api())).to.deep.equal([]);
  });
});

function functionArn(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:acme-sign-in-${name}`;
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64');
}

/** Comparable: in one order, packages by content, without what every account names anew, and without alarms: none is asked for. */
function comparable({ functions, permissions, roles, monitoring: _, ...rest }: Deployment): unknown {
  const text = JSON.stringify({
    ...rest,
    functions: byName(
      functions.map(fn => ({ ...fn, packagePath: sha256(fn.packagePath) })),
      fn => fn.name,
    ),
    permissions: byName(permissions, permission => permission.functionName),
    roles: byName(
      roles.map(({ policies, ...role }) => ({ ...role, policies: policies.map(inOneOrder) })),
      role => role.arn,
    ),
  });
  const { userPool, clients, keys } = rest;
  const ids = [
    userPool.id,
    ...clients.map(({ id }) => id),
    ...keys.map(({ arn }) => arn.split('/')[1] ?? ''),
  ];
  return JSON.parse(ids.reduce((plain, id, index) => plain.replaceAll(id, `id-${index}`), text));
}

const inOneOrder = ({ version, statements }: Policy) => ({
  version,
  statements: byName(statements, JSON.stringify),
});

function byName<Item>(items: readonly Item[], name: (item: Item) => string): Item[] {
  return items.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}
