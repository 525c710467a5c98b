import { expect } from 'chai';
import { readRequest } from '../../../functions/support/request.ts';
import { RequestError } from '../../../functions/support/request-error.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS; // 2025-11-21T18:33:20Z
const DAY = 86_400;
const username = 'casey.ember';
const trace = (more: object = {}) => readRequest({ action: 'trace', username, ...more }, NOW);
const unblock = (more: object = {}) => readRequest({ action: 'unblock', ...more }, NOW);

describe('what is asked of the support function', () => {
  it('is about the day before, unless it says when', () => {
    expect(trace()).to.deep.equal({ action: 'trace', username, from: NOW - DAY, until: NOW });
    const until = '2025-11-20T00:00:00Z';
    const end = Date.parse(until) / 1000;
    expect(trace({ until })).to.include({ from: end - DAY, until: end });
    expect(trace({ from: '2025-11-21T19:00+01:00' })).to.include({ from: NOW - 33 * 60 - 20, until: NOW });
  });

  it('ends now, whatever is asked: nobody gets what is derived from the key of an hour to come', () => {
    expect(trace({ until: '2025-11-28T00:00:00Z' })).to.include({ until: NOW });
  });

  it('is about seven days at most, at any minute of the hour', () => {
    expect(trace({ from: '2025-11-14T18:33:20Z' })).to.include({ from: NOW - 7 * DAY });
    expect(() => trace({ from: '2025-11-14T18:33:19Z' })).to.throw(RequestError, 'more than 7 days apart');
  });

  it('is about a user by one of two names', () => {
    expect(unblock({ username })).to.deep.equal({ action: 'unblock', username, clientIds: [] });
    expect(unblock({ guesses: 'Ab-_45678zZ' })).to.deep.equal({
      ...{ action: 'unblock', guesses: 'Ab-_45678zZ', clientIds: [] },
    });
    expect(unblock({ username, address: 'casey@example.com', clientIds: ['abc'] })).to.deep.equal({
      ...{ action: 'unblock', username, address: 'casey@example.com', clientIds: ['abc'] },
    });
  });

  it('takes a name of 2048 characters, 20 clients, and any id that a client may have', () => {
    const longest = 'x'.repeat(2048);
    expect(trace({ username: longest })).to.include({ username: longest });
    const clientIds = [...Array(19).fill('a'), `${'a'.repeat(125)}_+9`];
    expect(unblock({ username, clientIds })).to.deep.equal({ action: 'unblock', username, clientIds });
    for (const address of ['+1202555', '+123456789012345', 'Casey.Ember+x@mail.example.com'])
      expect(unblock({ username, address })).to.include({ address });
  });

  it('is about a time with any zone, and parts of a second', () => {
    const from = Date.parse('2025-11-21T08:00:00Z') / 1000;
    for (const text of ['2025-11-21T03:30:00-04:30', '2025-11-21T08:00:00.999Z', '2025-11-21T08:00Z'])
      expect(trace({ from: text }), text).to.include({ from });
    // The other zone's day is another month, and one that a leap year alone has.
    expect(
      readRequest({ action: 'trace', username, from: '2024-02-29T23:59:00-01:00' }, 1709300000),
    ).to.include({
      from: 1709254740,
    });
  });

  const refused: readonly [wrong: string, event: unknown, cure: string][] = [
    ['nothing', undefined, 'action takes trace or unblock'],
    ['a list', [], 'action takes trace or unblock'],
    ['another action', { action: 'sign_in', username }, 'action takes trace or unblock'],
    ['what every object has', { action: 'constructor', username }, 'action takes trace or unblock'],
    [
      'a misspelt range',
      { action: 'trace', username, form: 'x' },
      'trace takes action, username, from, until',
    ],
    ['no user', { action: 'trace' }, 'username is missing: the name that Cognito gives'],
    ['a user that is a number', { action: 'trace', username: 7 }, 'username takes the name that'],
    ['an empty name', { action: 'trace', username: '' }, 'username takes the name that'],
    ['a book', { action: 'trace', username: 'x'.repeat(2049) }, 'username takes the name that'],
    ['a time without a zone', { action: 'trace', username, from: '2025-11-21T08:00:00' }, 'with its zone'],
    [
      'no time',
      { action: 'trace', username, until: '2025-13-45T08:00:00Z' },
      'until takes a time with its zone, such as 2026-11-27T08:00:00Z.',
    ],
    [
      'a day that no month has',
      { action: 'trace', username, from: '2025-02-29T08:00:00Z' },
      'from takes a time with its zone',
    ],
    ['a day of no month', { action: 'trace', username, from: '2025-13-29T08:00:00Z' }, 'from takes a time'],
    ['a 25th hour', { action: 'trace', username, from: '2025-11-20T25:00:00Z' }, 'from takes a time'],
    [
      'a range that runs backwards',
      { action: 'trace', username, from: '2025-11-21T08:00Z', until: '2025-11-21T08:00Z' },
      'from must be before until',
    ],
    [
      'what is to come',
      { action: 'trace', username, from: '2025-11-22T00:00Z', until: '2025-11-23T00:00Z' },
      'from must be past',
    ],
    ['nobody to unblock', { action: 'unblock' }, 'send one of them'],
    ['two names', { action: 'unblock', username, guesses: 'Ab-_45678zZ' }, 'send one of them'],
    ['a time in a text', { action: 'trace', username, from: 'at 2025-11-21T08:00Z' }, 'with its zone'],
    ['a time and more', { action: 'trace', username, from: '2025-11-21T08:00Z (UTC)' }, 'with its zone'],
    ['a time that is a number', { action: 'trace', username, from: 1763750000 }, 'with its zone'],
    [
      'now for a beginning',
      { action: 'trace', username, from: '2025-11-21T18:33:20Z', until: '2025-11-22T00:00Z' },
      'from must be past',
    ],
    [
      'more than a pseudonym',
      { action: 'unblock', guesses: 'Ab-_45678zZ9' },
      'guesses takes the 11 characters',
    ],
    ['half of a pseudonym', { action: 'unblock', guesses: 'Ab-_45678z' }, 'guesses takes the 11 characters'],
    [
      'an address of nobody',
      { action: 'unblock', guesses: 'Ab-_45678zZ', address: 'a@b' },
      'goes with username',
    ],
    ...['+1 202-555-0100', '12025550100', '+02025550100', 'casey', 'casey ember@example.com', '', 7].map(
      (address): [string, unknown, string] => [
        `${JSON.stringify(address)} for an address`,
        { action: 'unblock', username, address },
        'address takes an e-mail address, or a phone number in E.164: + and digits without blanks',
      ],
    ),
    ['a client that is no list', { action: 'unblock', username, clientIds: 'abc' }, 'clientIds takes a list'],
    ...['', 'a b', 'ab ', '-ab', 'a'.repeat(129), 7].map((id): [string, unknown, string] => [
      `${JSON.stringify(id)} for a client, behind one that is right`,
      { action: 'unblock', username, clientIds: ['abc', id] },
      'clientIds takes a list',
    ]),
    ['what is no id', { action: 'unblock', username, clientIds: ['a b'] }, 'clientIds takes a list'],
    ['21 clients', { action: 'unblock', username, clientIds: Array(21).fill('a') }, 'list of up to 20'],
  ];
  for (const [wrong, event, cure] of refused)
    it(`is refused, with the cure and without what was given: ${wrong}`, () => {
      let error: unknown;
      try {
        readRequest(event, NOW);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.be.instanceOf(RequestError);
      expect(Object(error).message).to.include(cure);
      expect(Object(error).stack).to.equal(`RequestError: ${Object(error).message}`);
      expect(String(error)).to.not.include(username).and.not.include('Ab-_');
    });
});
