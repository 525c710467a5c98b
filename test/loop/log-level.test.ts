import { expect } from 'chai';
import { LOG_LEVELS } from '../../local/deployment.ts';
import { withLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';

describe('log_level', function () {
  this.timeout(60_000);
  const inputs = { flow: [{ challenge: 'email_otp' }], email: { from: 'sign-in@acme.example' } };
  const has = (logs: readonly string[], text: string) => logs.some(line => line.includes(text));

  for (const log_level of LOG_LEVELS) {
    it(`${log_level} keeps the metrics`, () =>
      withLoop({ inputs: { ...inputs, log_level } }, async loop => {
        await sdkUser(loop).begin();
        await loop.log('"MessageSent":1');
        expect(has(loop.logs, '"Asked."')).to.equal(['TRACE', 'DEBUG', 'INFO'].includes(log_level));
      }));
  }

  it('FATAL keeps what stops the sign-in', () =>
    withLoop(
      {
        inputs: { ...inputs, log_level: 'FATAL' },
        edit: ({ data }) => {
          // The key's policy lets nobody derive answers any more.
          const document = data.aws_iam_policy_document.answers ?? expect.fail('The key has no policy.');
          document.statement = document.statement.slice(0, 1);
        },
      },
      async loop => {
        await sdkUser(loop)
          .begin()
          .then(
            () => expect.fail('signed in'),
            () => undefined,
          );
        expect(has(loop.logs, '"The trigger failed."')).to.equal(true);
        expect(has(loop.logs, '"level":"FATAL"')).to.equal(true);
      },
    ));
});
