/** What a run says at its end. */

import type { Result } from './result.ts';

/** @returns lines: what failed, what was not tried, and how many there were of each */
export function report(results: readonly Result[]): readonly string[] {
  const of = (outcome: Result['outcome']) => results.filter(result => result.outcome === outcome);
  const told = (outcome: Result['outcome']) => of(outcome).map(({ name, why }) => `  ${name}: ${why}`);
  return [
    ...section('Failed:', told('failed')),
    ...section('Not tried here, so that nothing is known of it:', told('not tried')),
    `${of('answered').length} answered, ${of('failed').length} failed, ${of('not tried').length} not tried`,
  ];
}

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [title, ...lines]);

/** How to get rid of what a run could not destroy. */
export function leftovers(
  name: string,
  region: string,
  folder: string,
  addresses: readonly string[],
): readonly string[] {
  return [
    `What this run made under the name ${name} is still there${addresses.length > 0 ? ':' : '.'}`,
    ...addresses.map(address => `  ${address}`),
    'To delete it:',
    `  terraform -chdir=${folder} destroy`,
    'To see whether something is left, Terraform or not:',
    `  aws resourcegroupstaggingapi get-resources --region ${region} --tag-filters Key=acceptance,Values=${name}`,
    `  aws cognito-idp list-user-pools --region ${region} --max-results 60 --query "UserPools[?starts_with(Name, '${name}')]"`,
  ];
}
