import { expect } from 'chai';
import { PublicError } from '../../../functions/handlers/public-error.ts';
import { shell } from '../../../functions/handlers/shell.ts';
import { rejection } from '../../support/handlers.ts';

describe('shell', () => {
  const read = (event: unknown) => (event === 'ours' ? { name: 'ours' } : undefined);
  const answering = (answer: () => string | Promise<string>) =>
    shell(read, answer, (error, { name }) => new Error(`${name}: ${error}`));

  it('answers what it has read', async () => {
    const handler = shell(
      read,
      ({ name }) => `answer to ${name}`,
      () => new Error('a fault'),
    );
    expect(await handler('ours')).to.equal('answer to ours');
  });

  it('answers nothing to an event that calls for no answer', async () => {
    const handler = answering(() => expect.fail('it was asked'));
    expect(await handler('theirs')).to.equal(undefined);
  });

  it('tells the caller of a fault in the words that are meant for it, whether it is thrown or a promise fails', async () => {
    const thrown = answering(() => {
      throw new TypeError('a defect');
    });
    const rejected = answering(() => Promise.reject(new TypeError('a defect')));
    for (const handler of [thrown, rejected])
      expect((await rejection(handler('ours'))).message).to.equal('ours: TypeError: a defect');
  });

  it('lets an error pass that was made for the end user', async () => {
    const made = new PublicError('Not now');
    expect(await rejection(answering(() => Promise.reject(made))('ours'))).to.equal(made);
  });

  it('lets an error pass that is thrown where the event is read', async () => {
    const made = new PublicError('Not an event of ours');
    const handler = shell(
      () => {
        throw made;
      },
      () => 'an answer',
      () => new Error('a fault'),
    );
    expect(await rejection(handler('theirs'))).to.equal(made);
  });
});
