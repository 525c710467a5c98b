import { type TerraformDataSource, type TerraformResource, Token } from 'cdktf';

/**
 * A Terraform expression where CDKTF's types require a value: `hcl.number('var.memory_size')`. Written as it will appear
 * in the JSON, because CDKTF's own operators silently lose values (`Op.eq(x, null)` becomes `undefined`).
 */
export const hcl = {
  string: (expression: string): string => `\${${expression}}`,
  number: (expression: string): number => Token.asNumber(`\${${expression}}`),
  list: (expression: string): string[] => Token.asList(`\${${expression}}`),
  map: (expression: string): Record<string, string> => Token.asStringMap(`\${${expression}}`),
  boolean: (expression: string) => Token.asAny(`\${${expression}}`),
};

/** `aws_kms_key.answers`: a resource's address, for use inside an expression. (CDKTF's `fqn` brings its own `${}`.) */
export function address(resource: TerraformResource | TerraformDataSource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
