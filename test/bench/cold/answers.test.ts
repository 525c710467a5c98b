import { expect } from 'chai';
import { updateItem } from '../../../bench/cold/answers.ts';

const values = { ':question': { S: 'q' }, ':questions': { SS: ['q'] }, ':now': { N: '7' } };

describe("the bench's table", () => {
  it('does a write that makes an item, and gives what it sets', () => {
    const { status, body } = updateItem({
      UpdateExpression:
        'SET lastWrite = :lastWrite, question = :question, earlier = if_not_exists(questions, :questions), sentAt = :now',
      ConditionExpression: 'NOT lastWrite = :lastWrite AND (attribute_not_exists(id) OR hourEndsAt <= :now)',
      ExpressionAttributeValues: values,
    });
    expect(status).to.equal(200);
    expect(JSON.parse(body)).to.deep.equal({
      Attributes: { question: { S: 'q' }, earlier: { SS: ['q'] }, sentAt: { N: '7' } },
    });
  });

  it('refuses one that needs an item', () => {
    const { status, body } = updateItem({
      UpdateExpression: 'SET wrong = wrong',
      ConditionExpression: 'NOT lastWrite = :lastWrite AND (failures > :mostInARow)',
      ExpressionAttributeValues: values,
    });
    expect(status).to.equal(400);
    expect(JSON.parse(body).__type).to.equal('ConditionalCheckFailedException');
  });
});
