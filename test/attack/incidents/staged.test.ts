import { expect } from 'chai';
import { pageText } from '../../../attack/incidents/dashboard-text.ts';
import type { Incident } from '../../../attack/incidents/incident.ts';
import { incidents } from '../../../attack/incidents/incidents.ts';
import { hasMoved } from '../../../attack/incidents/moved.ts';
import type { Manner } from '../../../attack/incidents/people.ts';
import { play } from '../../../attack/incidents/play.ts';
import { startStage } from '../../../attack/incidents/stage.ts';
import type { Metrics } from '../../../local/watch/protocol.ts';

/** As short as it can be: one period before, and one of it. */
async function staged(incident: Incident, signIns: readonly Manner[]) {
  const stage = await startStage();
  try {
    const beganMs = await play(stage, incident, { periods: 1, signIns }, () => undefined);
    const response = await fetch(`${stage.loop.endpoint}/local/metrics?minutes=10`);
    const metrics = (await response.json()) as Metrics;
    const time = { beganMs, untilMs: metrics.untilMs };
    return {
      page: pageText(metrics, {
        shows: (series, graph) => hasMoved(series, graph, time),
        reading: 'question',
      }),
      ringing: metrics.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name),
    };
  } finally {
    await stage.loop.close();
  }
}

const named = (name: string): Incident => {
  const incident = incidents[name];
  if (!incident) throw new Error(`There is no incident ${name}.`);
  return incident;
};

describe('npm run incidents', function () {
  this.timeout(120_000);

  it('shows of a denied key what woke the on-call engineer, and why', async () => {
    const { page, ringing } = await staged(named('kms-denied'), Array(3).fill({ client: 'web' }));

    expect(page).to.match(/percent that pass +100 +0\n/);
    expect(page).to.match(/kms Denied +· +\d+\n/);
    expect(ringing).to.include.members(['test-calls-failed', 'test-function-errors']);
  });

  it('shows of a broken client that it is that one, while somebody guesses at codes at the other', async () => {
    const both = { ...named('parallel-guessing'), ...named('broken-client') };
    const { page } = await staged(both, [{ client: 'web' }, { client: 'app' }]);

    expect(page).to.match(/app passed +1 +·\n/);
    expect(page).to.not.include('web passed');
    expect(page).to.match(/web started +1 +[2-9]\n/);
    expect(page).to.match(/AttemptsUsed +· +\d+\n/);
  });
});
