/** `schema` blocks of a pool: custom attributes, and standard ones with their own rules. */

import type { SchemaAttribute } from '../deployment.ts';
import { isStandardAttribute } from '../standard-attributes.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import type { Fields } from './fields.ts';

const types: readonly SchemaAttribute['type'][] = ['String', 'Number', 'DateTime', 'Boolean'];

/** SchemaAttributeType */
const LONGEST_NAME = 20;

/** @throws ConfigurationError for what CreateUserPool refuses */
export function readSchema(blocks: readonly Fields[], pool: string): SchemaAttribute[] {
  return blocks.map(block => {
    const name = block.text('name');
    const type = types.find(known => known === block.text('attribute_data_type'));
    if (type === undefined)
      throw new ConfigurationError(
        `${pool}.schema: attribute_data_type of ${name} takes ${types.join(', ')}`,
      );
    const required = block.optionalBool('required') ?? false;
    const custom = !isStandardAttribute(name);
    if (custom && required)
      throw new ConfigurationError(
        `${pool}.schema: ${name} is a custom attribute, which Cognito cannot require: set required = false`,
      );
    if (custom && [...name].length > LONGEST_NAME)
      throw new ConfigurationError(
        `${pool}.schema: ${name}: a custom attribute's name has at most ${LONGEST_NAME} characters`,
      );
    const developerOnly = block.optionalBool('developer_only_attribute') ?? false;
    return {
      name: custom ? `${developerOnly ? 'dev:' : ''}custom:${name}` : name,
      type,
      // The provider sends false where nothing is written.
      mutable: block.optionalBool('mutable') ?? false,
      required,
      developerOnly,
      ...limits(block),
    };
  });
}

function limits(block: Fields): Pick<SchemaAttribute, 'minimum' | 'maximum'> {
  const [length] = block.blocks('string_attribute_constraints');
  const [value] = block.blocks('number_attribute_constraints');
  const minimum = length?.optionalNumber('min_length') ?? value?.optionalNumber('min_value');
  const maximum = length?.optionalNumber('max_length') ?? value?.optionalNumber('max_value');
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}
