import { expect } from 'chai';
import { logFault } from '../../functions/log-fault.ts';
import { recordOutput } from '../support/recorded-output.ts';

type LambdaConsole = { fatal?: (entry: object) => void };

describe('logFault', () => {
  const output = recordOutput();

  afterEach(() => {
    delete (console as LambdaConsole).fatal;
  });

  it('is an error to Node.js', () => {
    logFault({ message: 'The trigger failed.' });
    expect(output.text()).to.include('The trigger failed.');
  });

  it('is fatal to Lambda, whose runtime has a method for that', () => {
    const told: object[] = [];
    (console as LambdaConsole).fatal = entry => told.push(entry);
    logFault({ message: 'The trigger failed.' });
    expect(told).to.deep.equal([{ message: 'The trigger failed.' }]);
    expect(output.text()).to.equal('');
  });
});
