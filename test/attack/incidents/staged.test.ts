import { expect } from 'chai';
import { pageText } from '../../../attack/incidents/dashboard-text.ts';
import { incidents } from '../../../attack/incidents/incidents.ts';
import { hasMoved } from '../../../attack/incidents/moved.ts';
import { play } from '../../../attack/incidents/play.ts';
import { startStage } from '../../../attack/incidents/stage.ts';
import type { Metrics } from '../../../local/watch/protocol.ts';

describe('npm run incidents', function () {
  this.timeout(120_000);

  it('shows of a denied key what woke the on-call engineer, and why', async () => {
    const incident = incidents['kms-denied'];
    if (!incident) throw new Error('There is no such incident.');
    const stage = await startStage();
    try {
      const extent = { periods: 1, signIns: Array.from({ length: 3 }, () => ({ client: 'web' }) as const) };
      const beganMs = await play(stage, incident, extent, () => undefined);
      const response = await fetch(`${stage.loop.endpoint}/local/metrics?minutes=10`);
      const metrics = (await response.json()) as Metrics;
      const page = pageText(metrics, {
        shows: (series, { atMs }) => hasMoved(series, atMs, beganMs),
        reading: 'question',
      });

      expect(page).to.match(/percent that pass +100 +0\n/);
      expect(page).to.match(/kms Denied +· +\d+\n/);
      const ringing = metrics.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name);
      expect(ringing).to.include.members(['test-calls-failed', 'test-function-errors']);
    } finally {
      await stage.loop.close();
    }
  });
});
