import { expect } from 'chai';
import { distinguishing } from '../../../local/cloudwatch/line-names.ts';
import type { Series } from '../../../local/cloudwatch/math/series.ts';

const series = (name: string, dimensions: Record<string, string>): Series => ({
  label: name,
  values: [1, null, 4],
  metric: { namespace: 'N', name, dimensions },
});
const right = series('Answers', { Name: 'acme', Verdict: 'right' });

describe('The name of a line', () => {
  it('says in what lines differ', () => {
    const wrong = series('Answers', { Name: 'acme', Verdict: 'wrong' });
    expect(distinguishing([right])).to.deep.equal(['Answers']);
    expect(distinguishing([right, wrong])).to.deep.equal(['right', 'wrong']);
    expect(distinguishing([right, { label: 'computed', values: [] }])).to.deep.equal([
      'Answers acme right',
      'computed',
    ]);
    expect(distinguishing([right, series('Asked', { Name: 'acme' })])).to.deep.equal([
      'Answers right',
      'Asked',
    ]);
  });
});
