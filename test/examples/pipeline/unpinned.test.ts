import { expect } from 'chai';
import type { ModuleCall, ModuleConfiguration, Plan } from '../../../examples/pipeline/plan.ts';
import { refusals } from '../../../examples/pipeline/refusals.ts';

const signIn = { variables: { name: {}, flow: {}, clients: {}, user_pool: {} } };
const planOf = (call: ModuleCall, module: ModuleConfiguration = signIn): Plan => ({
  configuration: { root_module: { module_calls: { sign_in: { ...call, module } } } },
});

describe('the source of the module in a plan', () => {
  const ARCHIVE = 'https://modules.example/terraform-aws-cognito-challenge-0.1.0.tar.gz';
  const GIT = 'git::https://git.example/acme/terraform-aws-cognito-challenge.git';

  const pinned: readonly ModuleCall[] = [
    {},
    { source: '../modules/sign-in' },
    { source: `${ARCHIVE}?checksum=sha256:${'0a'.repeat(32)}` },
    { source: `${ARCHIVE}?archive=tar.gz&checksum=sha256:${'0a'.repeat(32)}` },
    { source: `${GIT}?ref=v0.1.0` },
    { source: `${GIT}?ref=${'0a'.repeat(20)}&depth=1` },
    { source: 'acme/cognito-challenge/aws', version_constraint: '0.1.0' },
  ];
  for (const call of pinned) {
    it(`may be ${call.source ?? 'a folder that the plan does not tell'} ${call.version_constraint ?? ''}`, () => {
      expect(refusals(planOf(call))).to.deep.equal([]);
    });
  }

  const open: readonly ModuleCall[] = [
    { source: GIT },
    { source: `${GIT}?ref=main` },
    { source: `${GIT}?ref=v1` },
    { source: ARCHIVE },
    { source: `${ARCHIVE}?checksum=sha256:0a0a` },
    { source: `s3::${ARCHIVE}` },
    { source: 'modules.acme.example/acme/cognito-challenge/aws' },
    { source: 'acme/cognito-challenge/aws', version_constraint: '~> 0.1' },
  ];
  for (const call of open) {
    it(`may not be ${call.source} ${call.version_constraint ?? ''}`, () => {
      const found = refusals(planOf(call));

      expect(found).to.have.lengthOf(1);
      expect(found[0]).to.match(/^module\.sign_in /);
    });
  }

  it('of another module is not looked at', () => {
    const { flow: _, ...variables } = signIn.variables;

    expect(refusals(planOf({ source: GIT }, { variables }))).to.deep.equal([]);
  });
});
