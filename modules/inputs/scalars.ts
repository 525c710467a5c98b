/** Settings that only Terraform reads: what they are made of besides `functions/settings/declare.ts`. */

import { number, type Scalar, text } from '../../functions/settings/declare.ts';

/** Any text, and the empty one too: AWS says what it takes. */
export const anyText: Scalar<string> = { ...text(), isAny: true } as Scalar<string>;

/** The same setting, with other words for what it takes. */
export const saying = <Of extends Scalar>(takes: string, setting: Of): Of => ({ ...setting, takes });

/** Any number, unless a rule beside it says which. */
export const anyNumber = saying('any number', number(-Infinity, Infinity));

export const keyArn = text(
  'the ARN of a key, not of an alias: arn:aws:kms:<region>:<account>:key/<id>',
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\//u,
);
