import { expect } from 'chai';
import type { OpenStage } from '../../acceptance/deploy/local-stages.ts';
import { notHere } from '../../acceptance/not-here.ts';
import { progressTo, stepsOf } from '../../acceptance/progress.ts';
import { report } from '../../acceptance/report.ts';
import { type RunOptions, run } from '../../acceptance/run.ts';
import type { Scenario } from '../../acceptance/scenario.ts';
import type { Stage } from '../../acceptance/stage.ts';
import { silent } from './rehearsals.ts';

const scenario = (name: string, attempt: Scenario['run'], on: Scenario['on'] = 'probe'): Scenario => ({
  ...{ name, on, run: attempt },
  ...{ kind: 'question', asks: `${name}?` },
});

describe('a run', () => {
  let opened: string[] = [];
  let closed: string[] = [];
  beforeEach(() => {
    [opened, closed] = [[], []];
  });

  const kept = { forget: async () => undefined, events: async () => [] };
  const open = async (name: string): Promise<OpenStage> => {
    opened.push(name);
    const close = async () => void closed.push(name);
    return { stage: { name, kept } as unknown as Stage, close };
  };
  const runOf = (scenarios: readonly Scenario[], parts: Partial<RunOptions> = {}) =>
    run({
      ...{ scenarios, open, notHere, progress: silent },
      signal: new AbortController().signal,
      ...parts,
    });

  it('opens a stage once, and closes it', async () => {
    await runOf([
      scenario('a', async () => 1),
      scenario('b', async () => 2, 'codes'),
      scenario('c', async () => 3),
    ]);

    expect(opened).to.deep.equal(['probe', 'codes']);
    expect(closed).to.deep.equal(['probe', 'codes']);
  });

  it('goes on after what failed', async () => {
    const results = await runOf([
      scenario('a', () => Promise.reject(new Error('broken'))),
      scenario('b', async () => 2),
    ]);

    expect(results.map(({ outcome, why }) => [outcome, why])).to.deep.equal([
      ['failed', 'Error: broken'],
      ['answered', undefined],
    ]);
  });

  it('tells what is not here from what failed, where the place may lack it', async () => {
    const lacks = [
      scenario('a', () => Promise.reject(new Error('This local Cognito does not have ConfirmDevice.'))),
    ];
    const [here] = await runOf(lacks);
    const [onAws] = await runOf(lacks, { notHere: () => undefined });

    expect(here?.outcome).to.equal('not tried');
    expect(onAws?.outcome).to.equal('failed');
  });

  it('names all scenarios of a stage that does not start', async () => {
    const progress: string[] = [];
    const results = await runOf([scenario('a', async () => 1), scenario('b', async () => 2)], {
      open: () => Promise.reject(new Error('no pool')),
      progress: progressTo(
        line => progress.push(line),
        2,
        () => 0,
      ),
    });

    expect(results.map(({ name, why }) => `${name} ${why}`)).to.deep.equal([
      'a Error: no pool',
      'b Error: no pool',
    ]);
    expect(progress[1]).to.match(/^2 of 2 +0 s +failed +b: Error: no pool$/);
  });

  it('tells when a step begins, and what came of it, and counts in English', async () => {
    const lines: string[] = [];
    const progress = progressTo(
      line => lines.push(line),
      1,
      () => 0,
    );
    await runOf(
      [
        scenario('a', async () => {
          expect(lines).to.have.length(1);
          return 1;
        }),
      ],
      { progress },
    );

    expect(lines).to.deep.equal(['1 of 1     0 s  begins     a', '1 of 1     0 s  answered   a']);
    expect([stepsOf(1), stepsOf(2)]).to.deep.equal(['1 step', '2 steps']);
  });

  it('ends after the scenario in which it is called off, and closes the stage', async () => {
    const calledOff = new AbortController();
    const results = await runOf(
      [
        scenario('a', async () => {
          calledOff.abort();
          return 1;
        }),
        scenario('b', async () => 2),
      ],
      { signal: calledOff.signal },
    );

    expect(results.map(({ name }) => name)).to.deep.equal(['a']);
    expect(closed).to.deep.equal(['probe']);
  });

  it('reports what failed and what nothing is known of, with the reasons', async () => {
    const results = await runOf([
      scenario('a', () => Promise.reject(new Error('broken'))),
      scenario('b', () => Promise.reject(new Error('This local Cognito does not have ConfirmDevice.'))),
      scenario('c', async () => 3),
    ]);

    expect(report(results)).to.deep.equal([
      'Failed:',
      '  a: Error: broken',
      'Not tried here, so that nothing is known of it:',
      '  b: This local Cognito does not have ConfirmDevice.',
      '1 answered, 1 failed, 1 not tried',
    ]);
  });
});
