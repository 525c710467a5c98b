/** Encodings and digests of strings. */

import { createHash } from 'node:crypto';
import { fn, string } from './signature.ts';

export const encodingFunctions = {
  base64encode: fn([string], text => Buffer.from(text).toString('base64')),
  sha1: fn([string], text => createHash('sha1').update(text).digest('hex')),
};
