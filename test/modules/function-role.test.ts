import { expect } from 'chai';
import { dataSources, type Statement, statementsOf } from './synthesized.ts';

const documents = () => Object.entries(dataSources('aws_iam_policy_document'));
const everyStatement = () =>
  documents().flatMap(([name, document]) => {
    const { always, sometimes } = statementsOf(document);
    return [...always, ...sometimes].map(statement => ({ name, ...statement }));
  });

/** What a function may do, whatever the inputs: action on resource. */
function always(id: string): string[] {
  const document = dataSources('aws_iam_policy_document')[id];
  if (!document) expect.fail(`no policy document for ${id}`);
  return statementsOf(document).always.flatMap(rights);
}

const rights = ({ actions, resources = [] }: Statement) =>
  actions.flatMap(action => [resources].flat().map(resource => `${action} on ${resource}`));

/** @param group the log group's name, with its index where it has a count */
const writesItsOwnLog = (group: string) => [
  `logs:CreateLogStream on \${aws_cloudwatch_log_group.${group}.arn}:*`,
  `logs:PutLogEvents on \${aws_cloudwatch_log_group.${group}.arn}:*`,
];

describe('what the functions may do', () => {
  const groups = [
    ...['define_auth_challenge', 'create_auth_challenge', 'verify_auth_challenge_response'],
    ...['deliver_challenge[0]', 'support[0]'],
  ];
  const idOf = (group: string) => group.replace('[0]', '');
  for (const group of groups) {
    const id = idOf(group);
    it(`${id} writes its log, whatever the inputs, and no more: what may derive answers, the key says`, () => {
      expect(always(id)).to.deep.equal(writesItsOwnLog(group));
    });
  }

  it('names a resource, except where AWS knows none', () => {
    const unbounded = everyStatement().filter(({ resources = [] }) => [resources].flat().includes('*'));

    // In the key's own policy, * is the key.
    const keyPolicy = unbounded.filter(({ name }) => name === 'answers').map(({ sid }) => sid);
    const others = unbounded.filter(({ name }) => name !== 'answers').map(({ sid }) => sid);
    expect(keyPolicy).to.have.members(['ManageButNotUse', 'DeriveAnswers']);
    expect([...new Set(others)]).to.have.members([
      'JoinVpc',
      'LeaveVpcToLambda',
      'SendTraces',
      'TurnTrackingOff',
    ]);
  });

  it('publishes to phone numbers, which are no resource, and so to no topic', () => {
    const document = dataSources('aws_iam_policy_document').deliver_challenge ?? expect.fail('no policy');
    const publish = statementsOf(document).sometimes.filter(({ actions }) => actions.includes('sns:Publish'));

    expect(publish).to.deep.equal([
      {
        sid: 'PublishToNumbers',
        actions: ['sns:Publish'],
        not_resources: ['arn:${split(":", local.arn.lambda)[1]}:sns:*:*:*'],
      },
    ]);
  });

  it('sends mail from the one address that is given, whoever gets it', () => {
    const document = dataSources('aws_iam_policy_document').deliver_challenge ?? expect.fail('no policy');
    const send = statementsOf(document).sometimes.find(({ sid }) => sid === 'SendEmail');

    expect(send?.actions).to.deep.equal(['ses:SendEmail']);
    expect(send?.condition).to.deep.equal([
      {
        test: 'StringEquals',
        variable: 'ses:FromAddress',
        values: '${distinct([statement.value.from, lower(statement.value.from)])}',
      },
    ]);
  });

  it('denies its code what Lambda needs for a VPC, and nothing else: a Deny holds for what somebody else allows the role, too', () => {
    const denied = everyStatement().filter(({ effect = 'Allow' }) => effect !== 'Allow');
    const joined = everyStatement().find(({ sid }) => sid === 'JoinVpc');

    expect(denied.map(({ name }) => name)).to.have.members([
      ...groups.map(idOf),
      ...['pre_token_generation', 'publish_events'],
    ]);
    for (const { name: _, ...statement } of denied)
      expect(statement).to.deep.equal({
        sid: 'LeaveVpcToLambda',
        effect: 'Deny',
        actions: joined?.actions,
        resources: ['*'],
        condition: [
          {
            test: 'ArnLike',
            variable: 'lambda:SourceFunctionArn',
            values: ['arn:*:lambda:*:*:function:*'],
          },
        ],
      });
  });

  it('has no action with a wildcard, but for reading about the key', () => {
    const wild = everyStatement().flatMap(({ actions }) => actions.filter(action => action.includes('*')));

    expect(wild).to.have.members(['kms:Describe*', 'kms:Get*', 'kms:List*']);
  });
});
