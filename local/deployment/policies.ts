/** Policy documents, as AWS takes them and as they can be judged here. */

import { requireKnownKeys } from '../iam/condition-keys.ts';
import { type Attachment, parsePolicy } from '../iam/parse-policy.ts';
import type { Policy } from '../iam/policy.ts';
import { PolicyError } from '../iam/policy-error.ts';
import { ConfigurationError } from '../terraform/errors.ts';

/** @param address of what has it, for messages @throws ConfigurationError */
export function readPolicy(text: string, attachment: Attachment, address: string): Policy {
  try {
    const policy = parsePolicy(text, attachment);
    requireKnownKeys(policy);
    return policy;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new ConfigurationError(`${address}: ${error.message}`, { cause: error });
  }
}
