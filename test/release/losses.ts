import type { Change } from '../support/terraform.ts';

/** What a plan would take away: also by replacing it. */
const LOSSES = ['delete', 'replace', 'remove', 'unknown'];

/**
 * What an upgrade would take from its caller without the notes of the version saying so. They name an address as the module
 * has it, without the caller's part and without an index: `aws_kms_key.answers`.
 */
export function unannouncedLosses(changes: readonly Change[], notes: string): readonly Change[] {
  return changes.filter(({ action, address }) => LOSSES.includes(action) && !notes.includes(named(address)));
}

const named = (address: string) =>
  `\`${address.replace(/^(?:module\.\w+(?:\[[^\]]*\])?\.)+/, '').replace(/\[.*$/, '')}\``;
