/** Functions of numbers and bools. */

import type { ExpressionCase } from './index.ts';

export const numbers: readonly ExpressionCase[] = [
  ['sum(toset([1,1]))', 1, 'number'],
  ['max(1,"5")', 5, 'number'],
  ['alltrue([])', true, 'bool'],
  ['alltrue(["true"])', true, 'bool'],
  ['anytrue([])', false, 'bool'],
  ['anytrue([null,true])', true, 'bool'],
  ['anytrue([null])', false, 'bool'],
  ['range(1)', [0], 'list(number)'],
  ['range(0,1,0.25)', [0, 0.25, 0.5, 0.75], 'list(number)'],
  ['range(0,1,0.1)', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], 'list(number)'],
  ['range(-3)', [0, -1, -2], 'list(number)'],
  ['floor(1.5)', 1, 'number'],
  ['max(1,[2,3]...)', 3, 'number'],
  ['range(3,1,-1)', [3, 2], 'list(number)'],
  ['sum([0.1,0.2])', 0.3, 'number'],
  ['min("2",1)', 1, 'number'],
  ['min(3,1,2)', 1, 'number'],
  ['max(-1,-2)', -1, 'number'],
  ['floor(-1.2)', -2, 'number'],
  ['sum([1,"2"])', 3, 'number'],
  ['alltrue([true,true])', true, 'bool'],
  ['alltrue([true,false])', false, 'bool'],
  ['anytrue([false,"true"])', true, 'bool'],
  ['range(1,10,3)', [1, 4, 7], 'list(number)'],
  ['range(5,1)', [5, 4, 3, 2], 'list(number)'],
  ['range(0)', [], 'list(number)'],
  ['range(3)', [0, 1, 2], 'list(number)'],
];
