/** Encodings and digests. */

import type { ExpressionCase } from './index.ts';

export const encoding: readonly ExpressionCase[] = [
  ['jsonencode("\\u007f")', '"\u007f"', 'string'],
  ['jsonencode({})', '{}', 'string'],
  ['jsonencode([])', '[]', 'string'],
  ['jsonencode("é😀")', '"é😀"', 'string'],
  ['jsonencode({"<a>"=1})', '{"\\u003ca\\u003e":1}', 'string'],
  ['sha1("a")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8', 'string'],
  ['base64encode("é")', 'w6k=', 'string'],
  [
    'jsonencode("a<b>&\\u2028\\u2029\\u0001\\u0008\\u000c\\n\\r\\t\\"\\\\/")',
    '"a\\u003cb\\u003e\\u0026\\u2028\\u2029\\u0001\\b\\f\\n\\r\\t\\"\\\\/"',
    'string',
  ],
  ['jsonencode(toset(["b","a"]))', '["a","b"]', 'string'],
  ['jsonencode({b=1.50,a=[true,null],c={}})', '{"a":[true,null],"b":1.5,"c":{}}', 'string'],
  ['jsonencode(tomap({b="x",a="y"}))', '{"a":"y","b":"x"}', 'string'],
  ['jsonencode(tolist([]))', '[]', 'string'],
  ['jsonencode(1e21)', '1000000000000000000000', 'string'],
  ['jsonencode(0.1)', '0.1', 'string'],
];
