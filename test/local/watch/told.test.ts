import { expect } from 'chai';
import type { Json } from '../../../local/aws-service.ts';
import { withCure } from '../../../local/watch/cure.ts';
import { toLogLine } from '../../../local/watch/log-line.ts';
import { contentOf } from '../../../local/watch/messages.ts';
import { deliveryOf } from '../../../local/watch/silence.ts';
import { verdictOf } from '../../../local/watch/verdict.ts';

const line = (message: Json) => toLogLine(JSON.stringify({ level: 'INFO', message }), 0);

describe('what the local server says of a call', () => {
  for (const [text, level, told] of [
    [
      '{"timestamp":"2026-01-01T00:00:00Z","level":"FATAL","message":{"error":"no"}}',
      'ERROR',
      '{"error":"no"}',
    ],
    ['{"level":"WARN","message":"careful"}', 'WARN', 'careful'],
    ['2026-01-01T00:00:00.000Z\t1-2\tDEBUG\tone\ntwo', 'DEBUG', 'one\ntwo'],
    ['{"_aws":{},"level":"FATAL","MessageSent":1}', 'NONE', '{"_aws":{},"level":"FATAL","MessageSent":1}'],
    ['printed', 'NONE', 'printed'],
    ['x'.repeat(10_001), 'NONE', `${'x'.repeat(10_000)}…`],
    ['null', 'NONE', 'null'],
  ] as const)
    it(`reads the record ${JSON.stringify(text.slice(0, 60))}`, () => {
      expect(toLogLine(text, 7)).to.deep.equal({ atMs: 7, level, text: told });
    });

  for (const [text, content] of [
    ['Enter this code:\n\n083505\n\nIt is valid for 3 minutes.', { code: '083505' }],
    [
      '12345 67890 12345 67890 is your shop code.\n@shop.example #12345678901234567890',
      { code: '12345 67890 12345 67890' },
    ],
    ['BCDFGH is your code for +4915112345678, since 2026.', { code: 'BCDFGH' }],
    [
      'Open https://shop.example/in#token=123456789&x=1 now.',
      { link: 'https://shop.example/in#token=123456789&x=1' },
    ],
    ['Nothing to copy, in 10 minutes.', {}],
  ] as const)
    it(`finds what to copy in ${JSON.stringify(text)}`, () => {
      expect(contentOf(text)).to.deep.equal(content);
    });

  for (const [outcome, event, logs, kind] of [
    ['sent', {}, [line({ message: 'Delivery.', outcome: 'sent' })], undefined],
    ['decoy: no such user', { withheld: 'unknown_user' }, [], 'decoy'],
    ['undeliverable: not verified', { withheld: 'not_verified' }, [], 'refused'],
    ['withheld: hourly limit', { withheld: 'limit' }, [], 'limit'],
    [
      'not taken: MessageRejected',
      {},
      [line({ message: 'The message was not taken.', code: 'MessageRejected' })],
      'refused',
    ],
    ['not allowed', {}, [toLogLine('{"_aws":{},"level":"FATAL","MessageNotAllowed":1}', 0)], 'refused'],
  ] as const)
    it(`explains a delivery that came to ${outcome}`, () => {
      const delivery = deliveryOf({ ...event }, [...logs]);
      expect([delivery?.verdict, delivery?.notice?.kind]).to.deep.equal([outcome, kind]);
    });

  it('counts the tries that are left by the question', () => {
    const call = { role: 'VerifyAuthChallengeResponse', event: {}, response: { answerCorrect: false } };
    const judged = (verdict: string) => [line({ message: 'Judged.', verdict })];
    expect(verdictOf({ ...call, logs: judged('wrong') }, { attemptsRemaining: '3' })).to.equal(
      'wrong, 2 left',
    );
    expect(verdictOf({ ...call, logs: [] }, undefined)).to.equal('wrong');
    expect(verdictOf({ ...call, logs: judged('expired') }, { attemptsRemaining: '3' })).to.equal('expired');
  });

  it('has a cure for what the function’s log and IAM know, before what its caller is told', () => {
    const error = {
      code: 'UserLambdaValidationException',
      message: 'failed with error Sign-in is not available.',
    };
    expect(withCure(error).cure).to.include('docs/operations.md#an-error-in-a-functions-log');
    const logs = [
      { ...line(''), level: 'ERROR' as const, text: 'flow[0].attempts takes a whole number; got 11.' },
    ];
    expect(withCure(error, { logs, awsCalls: [] }).cure).to.include('A setting is wrong');
    expect(withCure({ code: 'Odd', message: '' })).to.deep.equal({ code: 'Odd', message: '' });
  });
});
