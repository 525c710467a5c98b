import { mkdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ResourceInstance } from '../../../local/terraform/instances.ts';
import { packageFunctions, writePackages } from '../../../modules/packages.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { parseYaml } from '../../support/yaml.ts';
import { plannedResources } from './planned.ts';
import { type PolicyRule, policyRules } from './rules.ts';

const read = (file: string) =>
  readFileSync(new URL(`../../../examples/hardened/${file}`, import.meta.url), 'utf8');

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
}

/** Rules that ask about policy documents, whose resources only AWS's list of actions tells: see test/modules/function-role.test.ts. */
const OF_DOCUMENTS = ['CKV_AWS_109', 'CKV_AWS_111', 'CKV_AWS_356'];

/** What does not hold, by rule: the resources it is about. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  CKV_AWS_192: ['aws_wafv2_web_acl.firewall[0]'],
  CKV_AWS_7: ['aws_kms_key.answers'],
};

describe('examples/hardened and the rules of scanners', () => {
  const scratch = useScratchFolder();
  let resources: readonly ResourceInstance[];

  before(async () => {
    const packages = await packageFunctions();
    mkdirSync(scratch('module'));
    writePackages(packages, scratch('module'));
    resources = await plannedResources(scratch('module'), {
      code_signing_config_arn:
        'arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0123456789abcdefg',
      signed_packages: scratch('module/packages'),
    });
  });

  /** Addresses of what does not hold a rule. */
  const against = ({ of, holds }: PolicyRule) =>
    resources.filter(({ type, values }) => type === of && !holds(values)).map(({ address }) => address);

  for (const rule of policyRules) {
    const [id = ''] = rule.ids;
    const reason = EXCEPTIONS[id];
    it(`${id}, ${rule.asks}: ${reason ? 'does not hold, as .checkov.yaml says' : 'holds everywhere'}`, () => {
      expect(resources.filter(({ type }) => type === rule.of)).to.not.be.empty;
      expect(against(rule)).to.have.members(reason ?? []);
    });
  }

  it('are asked of as many resources as the README says', () => {
    expect(read('README.md')).to.include(`It creates ${resources.length} resources`);
  });

  it('and a boundary that lets the functions do all that their policies say', () => {
    const documents = resources.filter(
      ({ type }) => type === 'aws_iam_role_policy' || type === 'aws_iam_policy',
    );
    const actionsOf = ({ values }: ResourceInstance) =>
      (JSON.parse(String(values.policy)).Statement as Statement[])
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action }) => Action);
    const boundary = documents.filter(({ address }) => address === 'aws_iam_policy.boundary');
    const roles = documents.filter(({ name }) => !['boundary', 'flow'].includes(name));

    expect(roles).to.have.lengthOf(5);
    expect(boundary.flatMap(actionsOf)).to.include.members([...new Set(roles.flatMap(actionsOf))]);
  });

  it('are skipped by checkov where they do not hold, and nowhere else, each with a reason', () => {
    const { 'skip-check': skipped } = parseYaml(read('.checkov.yaml')) as { 'skip-check': string[] };

    expect(skipped).to.have.members([...Object.keys(EXCEPTIONS), ...OF_DOCUMENTS]);
    const [, lines = ''] = read('.checkov.yaml').split('skip-check:\n');
    expect(lines).to.match(/^ {2}#/);
    expect(lines.match(/^ {2}# [A-Z]/gm)).to.have.length.above(2);
  });

  it('are ignored by trivy where they do not hold, and nowhere else, each with a reason', () => {
    const { ignorefile } = parseYaml(read('trivy.yaml')) as { ignorefile: string };
    const { misconfigurations } = parseYaml(read(ignorefile)) as {
      misconfigurations: { id: string; statement: string }[];
    };
    const expected = policyRules
      .filter(({ ids: [id = ''] }) => id in EXCEPTIONS)
      .flatMap(({ ids }) => ids.filter(id => id.startsWith('AVD-')));

    // Newer versions of trivy leave AVD- out.
    expect(misconfigurations.map(({ id }) => id)).to.have.members(
      expected.flatMap(id => [id, id.replace('AVD-', '')]),
    );
    for (const { statement } of misconfigurations) expect(statement).to.have.length.above(40);
  });
});
