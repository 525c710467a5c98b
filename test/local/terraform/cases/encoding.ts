/** Encodings and digests. */

import type { ExpressionCase } from './index.ts';

export const encoding: readonly ExpressionCase[] = [
  ['jsonencode("\\u007f")', '"\u007f"', 'string'],
  ['jsonencode({})', '{}', 'string'],
  ['jsonencode([])', '[]', 'string'],
  ['jsonencode("é😀")', '"é😀"', 'string'],
  ['jsonencode({"<a>"=1})', '{"\\u003ca\\u003e":1}', 'string'],
  ['jsondecode("1")', 1, 'number'],
  ['jsondecode("\\"a\\"")', 'a', 'string'],
  ['jsondecode("1.0")', 1, 'number'],
  ['jsondecode("{\\"b\\":1,\\"a\\":{}}")', { a: {}, b: 1 }, 'object({a=object({}), b=number})'],
  ['jsondecode("1e2")', 100, 'number'],
  ['jsondecode("null")', null, 'any'],
  ['base64decode("aGk=")', 'hi', 'string'],
  ['base64sha256("a")', 'ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=', 'string'],
  ['sha256("a")', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', 'string'],
  ['sha1("a")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8', 'string'],
  ['md5("a")', '0cc175b9c0f1b6a831c399e269772661', 'string'],
  ['urlencode("ü+ %")', '%C3%BC%2B+%25', 'string'],
  ['fileexists("nope")', false, 'bool'],
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
  [
    'jsondecode("[1,\\"a\\",{\\"b\\":null}]")',
    [1, 'a', { b: null }],
    'tuple([number, string, object({b=any})])',
  ],
  ['urlencode("a b&c/é~*\'()!")', 'a+b%26c%2F%C3%A9~%2A%27%28%29%21', 'string'],
  ['base64decode("w6k=")', 'é', 'string'],
  ['sha256("é")', '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c', 'string'],
];
