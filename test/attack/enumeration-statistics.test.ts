import { expect } from 'chai';
import { enumeration } from '../../attack/enumeration-statistics.ts';
import { differences } from '../../attack/statistics/groups.ts';
import { maskDifferences } from '../../attack/statistics/masks.ts';
import { aucOf, leastShown, textAucOf } from '../../attack/statistics/two-samples.ts';
import { seeded } from '../support/seeded.ts';

describe('what a stranger learns of users', function () {
  // Some thousand sign-ins, on a machine that may be busy.
  this.timeout(600_000);

  it('is the same for known and unknown users, and whether or not the user signs in meanwhile', async () => {
    const log: string[] = [];
    const { figures, succeeded } = await enumeration.run(line => log.push(line));
    expect(succeeded, log.join('\n')).to.deep.equal([]);
    expect(figures).to.include({ 'users a side': 250 });
    const most = Object.entries(figures).filter(([name]) => name.startsWith('AUC at most'));
    expect(most.map(([, auc]) => auc)).to.deep.equal(Array(4).fill('0.500'));
  });

  it('is nothing of masks before a proof, and less than with uniform letters after one', async () => {
    const told = await maskDifferences(2000);
    for (const who of ['people with mail at large providers', 'people of one company'])
      expect(told[`${who}, before a proof`]?.auc).to.equal(0.5);
    const after = told['people with mail at large providers, after one']?.auc ?? 1;
    const uniform = told['people with mail at large providers, all letters as likely']?.auc ?? 0;
    expect(after)
      .to.be.below(0.65)
      .and.below(uniform - 0.1);
  });
});

describe('the statistics of two groups', () => {
  const random = seeded(1);
  const times = (count: number, value: () => number) => Array.from({ length: count }, value);

  it('find a time that is shifted, and nothing where there is nothing', () => {
    const [one, same] = [times(400, random), times(400, random)];
    const later = times(400, () => random() + 0.3);
    const groups = [one, same, later].map(list => list.map(value => ({ 'begin: expiresAt': value })));
    const [first = [], second = [], third = []] = groups;
    expect(differences(first, second).map(({ isShown }) => isShown)).to.deep.equal([false]);
    const [told] = differences(first, third);
    expect(told).to.include({ name: 'begin: expiresAt', isShown: true });
    expect(told?.auc).to.be.within(0.7, 0.8);
  });

  it('find a text that one group has more often, and what one group lacks', () => {
    const limited = (share: number) =>
      times(400, random).map(value => ({ error: value < share ? 'SEND_LIMIT' : 'none' }));
    expect(differences(limited(0.1), limited(0.1))[0]).to.include({ isShown: false });
    expect(differences(limited(0.1), limited(0.6))[0]).to.include({ isShown: true });
    const without = Array.from({ length: 400 }, () => ({}));
    expect(differences(limited(0.1), without)[0]).to.include({ name: 'error', isShown: true });
  });

  it('count ties half, and know how much chance does', () => {
    expect(aucOf([1, 2, 3], [1, 2, 3]).auc).to.equal(0.5);
    expect(aucOf([1, 1], [2, 2]).auc).to.equal(1);
    expect(aucOf([5, 5, 5], [5, 5, 5])).to.deep.equal({ auc: 0.5, sigma: 0 });
    expect(textAucOf(Array(100).fill('a'), Array(100).fill('b')).auc).to.equal(1);
    expect(leastShown(400, 200)).to.be.within(0.6, 0.63);
    expect(leastShown(4000, 200)).to.be.within(0.53, 0.54);
  });
});
