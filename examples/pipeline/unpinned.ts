import type { Plan } from './plan.ts';
import { signInCalls } from './sign-in-calls.ts';

/** A folder of this repository, whose commit says what is in it. */
const LOCAL = /^\.{0,2}\//;

/** `acme/cognito-challenge/aws`, with or without a host. */
const REGISTRY = /^(?:[\w.-]+\.[\w-]+(?::\d+)?\/)?[\w-]+\/[\w-]+\/[a-z0-9]+$/;

/** A release's tag, a commit, or the checksum of an archive: one set of bytes, today and tomorrow. */
const PINNED = /[?&](?:ref=(?:v?\d+\.\d+\.\d+|[0-9a-f]{40})|checksum=(?:sha256:)?[0-9a-f]{64})(?:&|$)/;

/**
 * Calls of the module from a source whose content may change without a change here.
 *
 * @returns a line for each, which begins with the call
 */
export function unpinned(plan: Plan): string[] {
  return signInCalls(plan).flatMap(([address, { source = './', version_constraint: version = '' }]) => {
    if (LOCAL.test(source)) return [];
    if (REGISTRY.test(source))
      return /^=? ?\d+\.\d+\.\d+$/.test(version)
        ? []
        : [`${address} names no version alone: version = "1.2.3"`];
    return PINNED.test(source) ? [] : [`${address} has a source without ?ref=v1.2.3 or ?checksum=sha256:…`];
  });
}
