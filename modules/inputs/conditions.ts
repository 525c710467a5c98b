/** Terraform expressions that several validations are made of. */

export const hclList = (names: readonly string[]) => `[${names.map(name => `"${name}"`).join(', ')}]`;

/** How many bytes a text has as UTF-8: Terraform counts characters. @param value an expression */
export const byteLength = (value: string) =>
  `floor(length(replace(base64encode(${value}), "=", "")) * 3 / 4)`;
