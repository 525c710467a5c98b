import { expect } from 'chai';
import { exited, notStarted, payloadOf, timedOut } from '../../../local/lambda/outcome.ts';

const REQUEST_ID = '0a1b2c3d-0000-4000-8000-000000000000';

describe('payloadOf', () => {
  it('passes on what the runtime posted', () => {
    expect(payloadOf({ kind: 'response', payload: ' {"a": 1} ' }, REQUEST_ID)).to.equal(' {"a": 1} ');
    expect(payloadOf({ kind: 'error', payload: 'no json' }, REQUEST_ID)).to.equal('no json');
  });

  for (const [title, fault, errorType, text] of [
    ['a timeout', timedOut(5), 'Sandbox.Timedout', 'Task timed out after 5.00 seconds'],
    ['a short timeout', timedOut(0.25), 'Sandbox.Timedout', 'Task timed out after 0.25 seconds'],
    ['an exit status', exited(7, null), 'Runtime.ExitError', 'Runtime exited with error: exit status 7'],
    [
      'an exit without an error',
      exited(0, null),
      'Runtime.ExitError',
      'Runtime exited without providing a reason',
    ],
    ['a kill', exited(null, 'SIGKILL'), 'Runtime.ExitError', 'Runtime exited with error: signal: killed'],
    ['an abort', exited(null, 'SIGABRT'), 'Runtime.ExitError', 'Runtime exited with error: signal: aborted'],
    [
      'another signal',
      exited(null, 'SIGUSR2'),
      'Runtime.ExitError',
      'Runtime exited with error: signal: SIGUSR2',
    ],
    [
      'no start',
      notStarted('/task/bootstrap', Object.assign(new Error('spawn EACCES'), { errno: -13 })),
      'Runtime.InvalidEntrypoint',
      'fork/exec /task/bootstrap: permission denied',
    ],
  ] as const) {
    it(`words ${title} as Lambda does`, () => {
      expect(payloadOf(fault, REQUEST_ID)).to.equal(
        `{"errorType":"${errorType}","errorMessage":"RequestId: ${REQUEST_ID} Error: ${text}"}`,
      );
    });
  }
});
