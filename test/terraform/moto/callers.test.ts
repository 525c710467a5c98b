import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { buildModule } from '../../../modules/build-module.ts';
import { triggerNames } from '../../../modules/packages.ts';
import { readDeployed } from '../../support/moto/deployed.ts';
import { inventory } from '../../support/moto/inventory.ts';
import { providerBlock } from '../../support/moto/provider.ts';
import { useMoto } from '../../support/moto/use-moto.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { type Terraform, terraformIn } from '../../support/terraform.ts';

/** One for each tenant, from the archive on a web server. */
const severalInstances = (archive: string) => `
module "tenant" {
  for_each = { acme = 14, umbrella = 12 }
  source   = "${archive}"

  name      = each.key
  user_pool = { deletion_protection_enabled = false, password_policy = { minimum_length = each.value } }
}
`;

/** A configuration of somebody else's pool: it makes the pool before the module is applied, and wires it after. */
const OWNER = `
variable "lambda_config" {
  type    = map(string)
  default = null
}

resource "aws_cognito_user_pool" "theirs" {
  name                = "theirs"
  username_attributes = ["email"]
  dynamic "lambda_config" {
    for_each = var.lambda_config[*]
    content {
      define_auth_challenge          = lambda_config.value.define_auth_challenge
      create_auth_challenge          = lambda_config.value.create_auth_challenge
      verify_auth_challenge_response = lambda_config.value.verify_auth_challenge_response
    }
  }
}

output "arn" {
  value = aws_cognito_user_pool.theirs.arn
}
`;

/**
 * Two pools that are there already. One is in the same configuration as the module: no cycle, though its functions
 * know a client of the pool that calls them. The other is its owner's, who tells its ARN.
 */
const existingPools = (theirs: string) => `
resource "aws_cognito_user_pool" "mine" {
  name = "mine"
  lambda_config {
    define_auth_challenge          = module.mine.lambda_config.define_auth_challenge
    create_auth_challenge          = module.mine.lambda_config.create_auth_challenge
    verify_auth_challenge_response = module.mine.lambda_config.verify_auth_challenge_response
  }
}

module "mine" {
  source = "../terraform-aws-cognito-challenge"

  name              = "mine"
  flow              = [{ challenge = "password" }, { challenge = "captcha", when = { clients = ["app"] } }]
  user_pool_enabled = false
  user_pool_arn     = aws_cognito_user_pool.mine.arn
  waf               = { web_acl_arn = aws_wafv2_web_acl.mine.arn }
}

# Of the same configuration too: a plan knows that the module makes none before it knows this one's ARN.
resource "aws_wafv2_web_acl" "mine" {
  name  = "mine"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
    metric_name                = "mine"
  }
}

module "theirs" {
  source = "../terraform-aws-cognito-challenge"

  name              = "theirs"
  user_pool_enabled = false
  user_pool_arn     = "${theirs}"
}

output "mine" {
  value = module.mine.user_pool_arn
}
output "their_lambda_config" {
  value = module.theirs.lambda_config
}
`;

describe('callers of the module', function () {
  this.timeout('10m');
  const moto = useMoto();
  const scratch = useScratchFolder();
  let server: Server | undefined;
  let owner: Terraform;
  let several: Terraform;
  let existing: Terraform;
  let theirPool: string;

  before(async () => {
    const { archive } = await buildModule(scratch('.'));
    server = await serveFile(archive);
    const { port } = server.address() as AddressInfo;
    const root = (name: string, content: string) =>
      terraformIn(scratch(name), { 'provider.tf': providerBlock(moto.endpoint()), 'main.tf': content });

    owner = root('owner', OWNER);
    await owner.init();
    await owner.apply();
    theirPool = String((await owner.output()).arn);
    several = root('several', severalInstances(`http://127.0.0.1:${port}/${basename(archive)}`));
    existing = root('existing', existingPools(theirPool));
    // At once, since an apply mostly waits: five seconds for each function, one after the other.
    await Promise.all(
      [several, existing].map(async terraform => {
        await terraform.init();
        await terraform.apply();
      }),
    );
  });

  after(() => server?.close());

  it('has one of it for each key, from its archive', async () => {
    expect(await several.plan()).to.deep.equal([]);
    expect(await inventory(moto.api())).to.include.members(['user pool acme', 'user pool umbrella']);
  });

  it('gives it a pool of the same configuration, and a firewall', async () => {
    const { mine } = await existing.output();

    expect(await signsInWith(String(mine))).to.deep.equal(wiredTo('mine', String(mine)));
    const { WebACL: acl } = await moto
      .api()
      .waf<{ WebACL: { Name: string } }>('GetWebACLForResource', { ResourceArn: mine });
    expect(acl.Name).to.equal('mine');
  });

  it("gives it somebody else's pool, which its owner wires afterwards", async () => {
    const { their_lambda_config: lambda_config } = await existing.output();
    writeFileSync(join(owner.folder, 'wiring.auto.tfvars.json'), JSON.stringify({ lambda_config }));

    await owner.apply();

    expect(await signsInWith(theirPool)).to.deep.equal(wiredTo('theirs', theirPool));
    expect(await Promise.all([owner.plan(), existing.plan()])).to.deep.equal([[], []]);
  });

  it('leaves nothing when it is destroyed', async () => {
    await Promise.all([several, existing, owner].map(terraform => terraform.destroy('-refresh=false')));

    expect(await inventory(moto.api())).to.deep.equal([]);
  });

  /** What a pool calls and who lets it, by trigger; and its clients. */
  async function signsInWith(userPoolArn: string) {
    const [, id = ''] = userPoolArn.split('/');
    const { userPool, permissions, clients } = await readDeployed(moto.api(), id, scratch('.'));
    return {
      functions: Object.values(userPool.lambdaConfig).map(arn => arn.split(':')[6]),
      permissions: permissions.map(({ functionName, sourceArn }) => ({ functionName, sourceArn })),
      clients: clients.map(({ name }) => name),
    };
  }
});

function wiredTo(name: string, sourceArn: string) {
  const functions = triggerNames.map(trigger => `${name}-${trigger}`);
  return {
    functions,
    permissions: functions.map(functionName => ({ functionName, sourceArn })),
    clients: ['app'],
  };
}

/** A web server on loopback with one file. */
async function serveFile(path: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === `/${basename(path)}`) response.end(readFileSync(path));
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}
