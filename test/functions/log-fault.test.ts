import { expect } from 'chai';
import { logFault, stackOf } from '../../functions/log-fault.ts';
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

describe('stackOf', () => {
  it('gives the text of an error, places in the code, and nothing else', () => {
    const error = Object.assign(new TypeError('a defect', { cause: 'q7Zk-cause' }), { body: 'q7Zk-body' });
    const [first, ...places] = stackOf(error)?.split('\n') ?? [];
    expect(first).to.equal('TypeError: a defect');
    expect(places[0]).to.match(/^ {4}at .*log-fault\.test\.ts:\d+:\d+/);
    for (const place of places)
      expect(place)
        .to.match(/^ {4}at /)
        .and.not.include('q7Zk');
  });

  it('gives nothing for what has no stack', () => {
    for (const thrown of ['a defect', undefined, null, {}]) expect(stackOf(thrown)).to.equal(undefined);
  });
});
