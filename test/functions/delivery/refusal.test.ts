import { expect } from 'chai';
import { AwsCallError } from '../../../functions/aws/send.ts';
import { isRefused, Refusal } from '../../../functions/delivery/refusal.ts';

describe('isRefused', () => {
  const cases: readonly [code: string, status: number, refused: boolean][] = [
    ['MessageRejected', 400, true],
    ['AccessDeniedException', 403, true],
    ['TooManyRequestsException', 429, true],
    ['InternalFailure', 500, true],
    ['UnknownError', 504, false],
    ['FunctionError', 200, true],
    ['ECONNREFUSED', 0, true],
    ...['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].map((code): [string, number, boolean] => [
      code,
      0,
      true,
    ]),
    ['UnknownError', 300, true],
    ['InvalidResponse', 200, false],
    ['ECONNRESET', 0, false],
    ['AbortError', 0, false],
    ['IncompleteResponse', 0, false],
  ];
  for (const [code, status, refused] of cases) {
    it(`is ${refused} for ${code} (${status})`, () => {
      expect(isRefused(new AwsCallError(code, status, ''))).to.equal(refused);
    });
  }

  it('has an error whose name tells the log what it is', () => {
    expect(String(new Refusal('MessageRejected'))).to.equal('Refusal: MessageRejected');
  });
});
