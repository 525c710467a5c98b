import { expect } from 'chai';
import { type Fault, faultOf, isThrottled } from '../../../functions/aws/fault.ts';

/** Codes as AWS's services and Node's `http` send them. */
const FAULTS: Readonly<Record<Fault, readonly (readonly [code: string, status: number])[]>> = {
  Denied: [
    ['AccessDeniedException', 400],
    ['AccessDenied', 403],
    ['AuthorizationError', 403],
    ['UnrecognizedClientException', 400],
    ['InvalidSignatureException', 400],
    ['SignatureDoesNotMatch', 403],
    ['IncompleteSignature', 400],
    ['ExpiredTokenException', 400],
    ['InvalidClientTokenId', 403],
    ['MissingAuthenticationTokenException', 400],
    ['NotAuthorized', 400],
    ['UnknownError', 401],
    // As from a proxy, or a firewall.
    ['UnknownError', 403],
    ['KMSAccessDeniedException', 502],
  ],
  Throttled: [
    ['ThrottlingException', 400],
    ['ProvisionedThroughputExceededException', 400],
    ['TooManyRequestsException', 429],
    ['RequestLimitExceeded', 400],
    ['Throttling', 400],
    ['UnknownError', 429],
  ],
  TimedOut: [
    ['ABORT_ERR', 0],
    ['AbortError', 0],
    ['TimeoutError', 0],
    ['ETIMEDOUT', 0],
    ['UnknownError', 504],
  ],
  Unavailable: [
    ['ECONNREFUSED', 0],
    ['ECONNRESET', 0],
    ['ENOTFOUND', 0],
    ['IncompleteResponse', 0],
    ['InvalidResponse', 200],
    ['InternalFailure', 500],
    ['KMSInternalException', 503],
  ],
  Refused: [
    ['NotFoundException', 400],
    ['DisabledException', 400],
    ['KMSInvalidStateException', 400],
    ['MessageRejected', 400],
    ['ValidationException', 400],
    ['ResourceNotFoundException', 404],
    ['UnknownError', 302],
    // An answer in time, whatever it is about.
    ['RequestTimeTooSkewed', 400],
  ],
};

describe('faultOf', () => {
  for (const [fault, ends] of Object.entries(FAULTS))
    for (const [code, status] of ends)
      it(`calls ${code} with status ${status} ${fault}`, () => {
        expect(faultOf({ code, status })).to.equal(fault);
      });

  it('finds no fault with a condition that does not hold: it is asked for where a limit may be reached', () => {
    expect(faultOf({ code: 'ConditionalCheckFailedException', status: 400 })).to.equal(undefined);
  });
});

describe('isThrottled', () => {
  it('knows what is worth another try', () => {
    expect(FAULTS.Throttled.filter(([code]) => !isThrottled(code)).map(([code]) => code)).to.deep.equal([
      'UnknownError',
    ]);
    expect(FAULTS.Refused.filter(([code]) => isThrottled(code))).to.deep.equal([]);
  });
});
