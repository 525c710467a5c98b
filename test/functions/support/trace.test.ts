import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { type ChallengeName, challengeKinds } from '../../../functions/challenge-kinds.ts';
import { loadChallenges } from '../../../functions/challenges/load.ts';
import { hasTraces, type SupportSettings } from '../../../functions/support/settings.ts';
import { tracesOf } from '../../../functions/support/trace.ts';
import { requiredSettings } from '../../support/challenge-settings.ts';
import { rejection } from '../../support/handlers.ts';
import { KEY_ID, settingsOf, step } from '../../support/settings.ts';
import { fakeMac, NOW_SECONDS, testWorld } from '../../support/worlds.ts';

const NOW = NOW_SECONDS; // 2025-11-21T18:33:20Z
const settings: SupportSettings = {
  ...{ keyId: KEY_ID, userPoolId: 'eu-central-1_AbCdEfGhI', clientIds: ['app'], ledgerTable: 'ledger' },
  logGroups: ['/aws/lambda/acme-define-auth-challenge'],
  flow: [
    { name: 'password', challenges: ['password'], lifetimeSeconds: 180 },
    { name: 'captcha', challenges: ['captcha'], lifetimeSeconds: 180 },
  ],
};
const asked = { username: 'casey.ember', from: NOW - 3600, until: NOW };

describe('the traces of a user', () => {
  it('are derived where create takes the hour’s key: in flows with a challenge whose answer is derived', async () => {
    const names = (Object.keys(challengeKinds) as ChallengeName[]).filter(name => name !== 'password');
    const all = settingsOf(...names.map(name => step({ name, challenges: [name] })));
    const loaded = await loadChallenges({ ...all, challenges: requiredSettings }, testWorld());
    expect(loaded.size).to.equal(names.length);
    for (const [name, { answer }] of loaded)
      expect(hasTraces([{ challenges: ['password'] }, { challenges: [name] }]), name).to.equal(
        answer !== undefined,
      );
  });

  it('are derived where one of the alternatives of a step takes the key', () => {
    expect(hasTraces([{ challenges: ['proof_of_work', 'captcha'] }])).to.equal(true);
  });

  it('begin with a MAC by the key of their hour, worked out here apart from the functions', async () => {
    const { hours, logGroups } = await tracesOf(asked, settings, fakeMac);
    const expected = [17, 18].map(hour => async () => {
      const start = Date.parse(`2025-11-21T${hour}:00:00Z`);
      const key = await fakeMac(KEY_ID, `cognito-challenge epoch ${start / 3_600_000}`);
      const mac = createHmac('sha256', key).update('["trace","eu-central-1_AbCdEfGhI","casey.ember"]');
      return { hour: `2025-11-21T${hour}:00:00Z`, trace: mac.digest('base64url').slice(0, 8) };
    });
    expect(hours).to.deep.equal(await Promise.all(expected.map(each => each())));
    expect(logGroups).to.equal(settings.logGroups);
  });

  it('are found by the query, in lines of the log and of metrics, and no others are', async () => {
    const { hours, query } = await tracesOf(asked, settings, fakeMac);
    const [first, second] = hours.map(({ trace }) => trace);
    const begins = `like /^(${first}|${second})/`;
    expect(query).to.equal(
      `fields @timestamp, @log, @message | filter message.trace ${begins} or trace ${begins} | sort @timestamp`,
    );
    const [, source = ''] = /like \/(.*?)\//.exec(query) ?? [];
    const pattern = new RegExp(source);
    expect(pattern.test(`${second}Rand0m-_`)).to.equal(true);
    expect(pattern.test(`Rand0m-_${second}`)).to.equal(false);
  });

  it('are those of the hours that the range has a part of: not of one that begins at its end', async () => {
    const hour = Date.parse('2025-11-21T17:00:00Z') / 1000;
    const of = async (from: number, until: number) =>
      (await tracesOf({ ...asked, from, until }, settings, fakeMac)).hours.map(({ hour: each }) => each);
    expect(await of(hour, hour + 3600)).to.deep.equal(['2025-11-21T17:00:00Z']);
    expect(await of(hour - 1, hour + 3601)).to.have.length(3);
  });

  it('are another user’s in no hour', async () => {
    const [mine, others] = await Promise.all(
      ['casey.ember', 'casey.ember2'].map(username => tracesOf({ ...asked, username }, settings, fakeMac)),
    );
    const all = [...(mine?.hours ?? []), ...(others?.hours ?? [])].map(({ trace }) => trace);
    expect(new Set(all).size).to.equal(4);
  });

  it('cost a call of KMS an hour, a few at a time: a week is 169', async () => {
    let [running, most, calls] = [0, 0, 0];
    const { hours, query } = await tracesOf(
      { ...asked, from: NOW - 7 * 86_400 },
      settings,
      async (...call) => {
        calls++;
        most = Math.max(most, ++running);
        const mac = await fakeMac(...call);
        running--;
        return mac;
      },
    );
    expect([hours.length, calls, most]).to.deep.equal([169, 169, 4]);
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
    expect(query.length).to.be.below(10_000);
  });

  it('are random where nothing of the flow is derived from the hour’s key, which the operator is told', async () => {
    const flow = [
      { name: 'password', challenges: ['password'], lifetimeSeconds: 180 },
      { name: 'work', challenges: ['proof_of_work'], lifetimeSeconds: 180 },
    ];
    const error = await rejection(tracesOf(asked, { ...settings, flow }, fakeMac));
    expect(error.message).to.include('traces of this flow are random');
  });
});
