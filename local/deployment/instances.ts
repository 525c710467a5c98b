/** The managed resources of a type, with their arguments ready to be read. */

import type { Configuration } from '../terraform/configuration.ts';
import { type Fields, fieldsOf } from './fields.ts';

export interface Instance extends Fields {
  readonly address: string;
}

export function instancesOf({ resources }: Configuration, type: string): Instance[] {
  return resources
    .filter(resource => resource.mode === 'managed' && resource.type === type)
    .map(({ address, values }) => ({ address, ...fieldsOf(values, address) }));
}
