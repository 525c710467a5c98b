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
const derivesAnswers = 'kms:GenerateMac on ${aws_kms_key.answers.arn}';

describe('what the functions may do', () => {
  it('define writes its log: it needs no key', () => {
    expect(always('define_auth_challenge')).to.deep.equal(writesItsOwnLog('define_auth_challenge'));
  });

  for (const id of ['create_auth_challenge', 'verify_auth_challenge_response']) {
    it(`${id} writes its log and derives answers`, () => {
      expect(always(id)).to.deep.equal([...writesItsOwnLog(id), derivesAnswers]);
    });
  }

  it('deliver_challenge writes its log and derives answers', () => {
    expect(always('deliver_challenge')).to.deep.equal([
      ...writesItsOwnLog('deliver_challenge[0]'),
      derivesAnswers,
    ]);
  });

  it('names a resource, except where AWS knows none', () => {
    const unbounded = everyStatement().filter(({ resources = [] }) => [resources].flat().includes('*'));

    // In the key's own policy, * is the key.
    const keyPolicy = unbounded.filter(({ name }) => name === 'answers').map(({ sid }) => sid);
    const others = unbounded.filter(({ name }) => name !== 'answers').map(({ sid }) => sid);
    expect(keyPolicy).to.have.members(['ManageButNotUse', 'DeriveAnswers']);
    expect([...new Set(others)]).to.have.members(['JoinVpc', 'SendTraces', 'PublishToNumbers']);
  });

  it('publishes to phone numbers, which are no resource, and so to no topic', () => {
    const document = dataSources('aws_iam_policy_document').deliver_challenge ?? expect.fail('no policy');
    const { statement } = document.dynamic as {
      statement: readonly { readonly for_each: string; readonly content: Statement }[];
    };
    const find = (sid: string) => statement.find(({ content }) => content.sid === sid);

    expect(find('PublishToNoTopic')?.content).to.include({ effect: 'Deny' });
    expect(find('PublishToNoTopic')?.content.actions).to.deep.equal(
      find('PublishToNumbers')?.content.actions,
    );
    expect(find('PublishToNoTopic')?.for_each).to.equal(find('PublishToNumbers')?.for_each);
  });

  it('has no action with a wildcard, but for reading about the key', () => {
    const wild = everyStatement().flatMap(({ actions }) => actions.filter(action => action.includes('*')));

    expect(wild).to.have.members(['kms:Describe*', 'kms:Get*', 'kms:List*']);
  });
});
