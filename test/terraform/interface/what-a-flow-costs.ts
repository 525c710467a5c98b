import { expect } from 'chai';
import { challengeKinds } from '../../../functions/challenge-kinds.ts';
import { need } from '../../support/need.ts';
import { flows } from './flows.ts';
import { roleArn } from './mock-aws.ts';
import { type PlannedFlow, type PlannedStatement, plannedFlows } from './planned-flows.ts';

describe('what a flow costs', function () {
  this.timeout(300_000);

  let planned: ReadonlyMap<string, PlannedFlow>;

  before(async function () {
    need('terraform').call(this);
    planned = await plannedFlows();
  });

  for (const [name, flow] of Object.entries(flows)) {
    describe(name, () => {
      const plan = () => planned.get(name) ?? expect.fail('Terraform did not plan it');
      const { create, verify, deliver, inputs } = flow;

      it('lets each function do what it needs to, and nothing else', () => {
        const { define_auth_challenge, create_auth_challenge, verify_auth_challenge_response, ...others } =
          plan().policies;

        expect(rights(define_auth_challenge)).to.deep.equal([]);
        expect(rights(create_auth_challenge)).to.have.members(create);
        expect(rights(verify_auth_challenge_response)).to.have.members(verify);
        expect(rights(others.deliver_challenge)).to.have.members(deliver ?? []);
      });

      it(`has ${deliver ? 'a' : 'no'} function that delivers messages`, () => {
        const { delivering, policies } = plan();

        expect([...new Set(Object.values(delivering))]).to.deep.equal([deliver ? 1 : 0]);
        expect(policies.deliver_challenge?.length === 0).to.equal(deliver === undefined);
      });

      it(`has ${inputs.ledger_enabled === false ? 'no' : 'a'} ledger`, () => {
        expect(plan().ledgers).to.equal(inputs.ledger_enabled === false ? 0 : 1);
      });

      it('lets nobody derive answers but the functions that need to', () => {
        const may = ['create_auth_challenge', 'verify_auth_challenge_response'];
        if (deliver) may.push('deliver_challenge');

        expect(plan().derivers).to.have.members(may.map(roleArn));
      });

      it('has settings of what is in it, and of nothing else', () => {
        const { flow: steps, keyId, ...rest } = JSON.parse(plan().settings);
        const isChallenge = (key: string) => Object.hasOwn(challengeKinds, key);

        expect(steps).to.be.an('array').and.not.be.empty;
        expect(keyId).to.be.a('string');
        expect(Object.keys(rest).filter(isChallenge)).to.have.members(flow.challenges);
        expect(Object.keys(rest).filter(key => !isChallenge(key))).to.have.members(flow.settings);
      });
    });
  }

  it('tells a destination of failures, where there is one', () => {
    const destinations = [...planned].flatMap(([, { invocations }]) =>
      invocations.flatMap(({ destination_config }) =>
        destination_config.flatMap(({ on_failure }) => on_failure.map(({ destination }) => destination)),
      ),
    );
    const wanted = Object.values(flows).flatMap(({ inputs, deliver }) => {
      const { failure_destination_arn: destination } = Object(inputs.delivery);
      return deliver && destination ? [destination] : [];
    });

    expect(wanted).to.have.lengthOf.above(3);
    expect(destinations).to.deep.equal(wanted);
  });
});

/** What statements allow, besides a function's writing of its own log: `<action> on <resource>[ if <condition>]`. */
function rights(statements: readonly PlannedStatement[] = []): string[] {
  return statements
    .filter(({ sid }) => sid !== 'WriteItsOwnLog')
    .flatMap(({ actions, resources, not_resources, condition }) => {
      const conditions = condition.map(
        ({ test, variable, values }) => ` if ${test} ${variable} ${values.join()}`,
      );
      return actions.flatMap(action =>
        [...(resources ?? []), ...(not_resources ?? []).map(resource => `all but ${resource}`)].map(
          resource => `${action} on ${resource}${conditions.join('')}`,
        ),
      );
    });
}
