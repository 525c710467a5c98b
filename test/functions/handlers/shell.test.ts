import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { PublicError } from '../../../functions/handlers/public-error.ts';
import { shell } from '../../../functions/handlers/shell.ts';
import { useEnvironment } from '../../support/environment.ts';
import { rejection } from '../../support/handlers.ts';
import { metricLines } from '../../support/metric-lines.ts';
import { recordOutput } from '../../support/recorded-output.ts';

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

  describe('counts', () => {
    const output = recordOutput();
    useEnvironment(() => ({ MODULE_NAME: 'acme', AWS_LAMBDA_FUNCTION_NAME: 'acme-define' }));
    const counted = () => metricLines(output.text());
    /** As a new execution environment loads it. */
    const afresh = async (): Promise<typeof shell> => {
      const file: string = `../../../functions/handlers/shell.ts?start=${randomUUID()}`;
      return (await import(file)).shell;
    };

    it('how long each event took, by the function’s name, and the first one of an environment', async () => {
      const handler = (await afresh())(
        read,
        async () => {
          await new Promise(resolve => setTimeout(resolve, 5));
          return 'an answer';
        },
        () => new Error('a fault'),
      );
      await handler('ours');
      await handler('theirs');
      expect(counted()).to.have.length(2);
      expect(counted()[0]).to.include({ Name: 'acme', FunctionName: 'acme-define', ColdStarts: 1 });
      expect(counted()[0]?.Duration).to.be.within(4, 1000);
      expect(counted()[1]).to.include({ ColdStarts: 0, Faults: 0 });
    });

    it('a fault', async () => {
      await rejection(answering(() => Promise.reject(new TypeError('a defect')))('ours'));
      expect(counted()[0]).to.include({ Faults: 1, FunctionName: 'acme-define' });
    });

    it('no fault where the caller was refused', async () => {
      await rejection(answering(() => Promise.reject(new PublicError('Not now')))('ours'));
      expect(counted()).to.have.length(1);
      expect(counted()[0]).to.include({ Faults: 0 });
    });
  });
});
