/** The shape of blocks in Terraform's JSON: at every level one object, or a list of them. */

import { ExpressionError } from './errors.ts';
import { isJsonObject } from './expression/from-json.ts';
import type { Json, JsonObject } from './json.ts';

export interface Block {
  /** `["aws_kms_key", "this"]` of a resource, `["region"]` of a variable. */
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/**
 * The blocks that `json` describes, each with as many labels.
 * @throws ExpressionError for anything but objects
 */
export function blocksOf(json: Json | undefined, labels: 0 | 1 | 2): Block[] {
  if (json === undefined || json === null) return [];
  if (Array.isArray(json)) return json.flatMap(item => blocksOf(item, labels));
  if (!isJsonObject(json)) throw new ExpressionError('a block must be an object, or a list of objects');
  if (labels === 0) return [{ labels: [], body: json }];
  const inner = labels === 2 ? 1 : 0;
  return Object.entries(json)
    .filter(([label]) => label !== '//')
    .flatMap(([label, item]) =>
      blocksOf(item, inner).map(block => ({ ...block, labels: [label, ...block.labels] })),
    );
}

/** The bodies of a nested block, such as a variable's `validation`. */
export const nestedBlocks = (body: JsonObject, name: string): JsonObject[] =>
  blocksOf(body[name], 0).map(block => block.body);
