import { expect } from 'chai';
import { inARow, type RoundTrip } from '../../../bench/cold/round-trips.ts';

const trip = (start: number, end: number): RoundTrip => ({ kind: 'request', service: 'kms', start, end });

describe('round trips in a row', () => {
  const rows: readonly (readonly [what: string, trips: readonly RoundTrip[], count: number])[] = [
    ['none', [], 0],
    ['one after the other', [trip(0, 5), trip(5, 10), trip(12, 17)], 3],
    ['two side by side count once', [trip(0, 5), trip(1, 6)], 1],
    ['a handshake beside a request', [trip(0, 5), trip(5, 10), trip(2, 7), trip(11, 16)], 3],
    ['one that lasts beside two short ones', [trip(0, 20), trip(1, 6), trip(7, 12)], 2],
    ['in any order', [trip(12, 17), trip(0, 5), trip(5, 10)], 3],
  ];
  for (const [what, trips, count] of rows)
    it(what, () => {
      expect(inARow(trips)).to.equal(count);
    });
});
