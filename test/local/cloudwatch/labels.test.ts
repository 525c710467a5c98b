import { expect } from 'chai';
import { labelOf, requireLabel } from '../../../local/cloudwatch/labels.ts';
import type { Series } from '../../../local/cloudwatch/math/series.ts';

const series = (
  name: string,
  dimensions: Record<string, string>,
  values: Series['values'] = [1, null, 4],
): Series => ({
  label: name,
  values,
  metric: { namespace: 'N', name, dimensions },
});
const right = series('Answers', { Name: 'acme', Verdict: 'right' });
const one = { name: 'right', isOneOfMany: false };

describe('A label', () => {
  for (const [label, line, text] of [
    [undefined, one, 'right'],
    ['all', one, 'all'],
    ['all', { ...one, isOneOfMany: true }, 'all right'],
    ['', { ...one, isOneOfMany: true }, 'right'],
    ["${PROP('Dim.Verdict')} ${PROP('MetricName')} of ${PROP('Namespace')}", one, 'right Answers of N'],
    ['${LABEL}: ${SUM}, ${AVG}, ${MIN} to ${MAX}, ${LAST}', one, 'right: 5, 2.5, 1 to 4, 4'],
    ["[${PROP('Dim.Step')}]", one, '[]'],
  ] as const)
    it(`${label ?? 'that is not given'} becomes ${text}`, () => {
      requireLabel(label ?? '');
      expect(labelOf(label, right, line)).to.equal(text);
    });

  it('has dashes for what cannot be computed without data', () => {
    expect(labelOf('${MAX} ${LAST} ${AVG} ${SUM}', series('A', {}, [null]), one)).to.equal('-- -- 0 0');
  });

  it('refuses a placeholder that is not modelled', () => {
    expect(() => requireLabel('${FIRST_TIME}')).to.throw(
      'the label ${FIRST_TIME} has ${FIRST_TIME}, which is not modelled',
    );
  });

  it('has six dynamic values at most, and the name once', () => {
    expect(() => requireLabel('${LABEL}${SUM}${SUM}${MIN}${MAX}${AVG}')).not.to.throw();
    expect(() => requireLabel('${SUM}${SUM}${SUM}${SUM}${SUM}${SUM}${SUM}')).to.throw('has 7 dynamic values');
    expect(() => requireLabel('${LABEL} ${LABEL}')).to.throw('has ${LABEL} more than once');
  });
});
