import { expect } from 'chai';
import { type Update, updateItem } from '../../../functions/aws/dynamodb.ts';
import { AwsCallError } from '../../../functions/aws/send.ts';
import { LEDGER_TABLE, useDynamodb } from '../../support/dynamodb.ts';
import { rejection } from '../../support/handlers.ts';

const COUNT: Update = {
  table: LEDGER_TABLE,
  id: 'one',
  set: 'attempts = if_not_exists(attempts, :zero) + :one, who = :who ADD marks :marks',
  condition: 'attribute_not_exists(attempts) OR attempts < :max',
  values: { zero: 0, one: 1, max: 2, who: 'casey', marks: ['a', 'b'] },
};

describe('updateItem', () => {
  const dynamodb = useDynamodb();

  it('writes texts, numbers and sets of texts where the condition holds, and gives what stands there now', async () => {
    const { done, item } = await updateItem(COUNT);
    expect(done).to.equal(true);
    expect(item).to.include({ id: 'one', attempts: 1, who: 'casey' });
    expect(item.marks).to.have.members(['a', 'b']);
  });

  it('writes nothing where it does not, and gives what stands there, all the same', async () => {
    for (const who of ['one', 'two']) await updateItem({ ...COUNT, values: { ...COUNT.values, who } });
    const { done, item } = await updateItem(COUNT);
    expect(done).to.equal(false);
    expect(item).to.include({ attempts: 2, who: 'two' });
  });

  it('gives an empty item where there is none', async () => {
    const condition = 'attribute_exists(id) AND attempts < :max';
    expect(await updateItem({ ...COUNT, condition })).to.deep.equal({ done: false, item: {} });
    expect(await dynamodb.items()).to.deep.equal([]);
  });

  it('is done once, and says so, where the answers to it were lost', async () => {
    dynamodb.loseAnswers(2);
    const { done, item } = await updateItem(COUNT);
    expect({ done, attempts: item.attempts }).to.deep.equal({ done: true, attempts: 1 });
    expect(dynamodb.operations).to.deep.equal(['UpdateItem', 'UpdateItem', 'UpdateItem']);
  });

  it('is done again at the next call, which is another one', async () => {
    for (const attempts of [1, 2]) expect((await updateItem(COUNT)).item).to.include({ attempts });
  });

  it('binds its mark to the whole of the condition, whatever that holds', async () => {
    await updateItem(COUNT);
    dynamodb.loseAnswers(1);
    const either = `${COUNT.condition} OR attribute_exists(id)`;
    expect((await updateItem({ ...COUNT, condition: either })).item).to.include({ attempts: 2 });
  });

  it('passes on what else goes wrong', async () => {
    const error = await rejection(updateItem({ ...COUNT, table: 'no-such-table' }));
    expect(error).to.be.instanceOf(AwsCallError);
    expect(error).to.include({ code: 'ResourceNotFoundException' });
  });
});
