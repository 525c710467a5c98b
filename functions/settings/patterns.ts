/**
 * Texts of AWS that more than one setting takes. A pattern means the same to RE2, which Terraform uses, and to JavaScript:
 * no \s, \w, \d or dot, which the two read differently (`test/functions/settings/patterns.test.ts`).
 */

import { text } from './declare.ts';

export const functionArn = text(
  'the ARN of a Lambda function',
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/u,
);

export const identityArn = text(
  'the ARN of an identity, arn:aws:ses:<region>:<account>:identity/<address or domain>',
  /^arn:aws[a-z-]*:ses:[a-z0-9-]+:[0-9]{12}:identity\/[!-~]+$/u,
);
