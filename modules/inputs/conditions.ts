/** Terraform expressions that several validations are made of. */

export const hclList = (names: readonly string[]) => `[${names.map(name => `"${name}"`).join(', ')}]`;

/** Whether a number is whole and within bounds. @param value an expression; the bounds may be some too */
export const isWhole = (value: string, min: number | string, max: number | string) =>
  `${value} >= ${min} && ${value} <= ${max} && floor(${value}) == ${value}`;

/** Whether a text is the ARN of a function, or of one of its versions and aliases. @param value an expression */
export const isFunctionArn = (value: string) =>
  `can(regex("^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$", ${value}))`;

/** How many bytes a text has as UTF-8: Terraform counts characters. @param value an expression */
export const byteLength = (value: string) =>
  `floor(length(replace(base64encode(${value}), "=", "")) * 3 / 4)`;

/** The end of a message on what is missing: it may be there under another name, of which Terraform says nothing (terraform#29204). */
export const SPELLING =
  'If it is there, check its spelling: Terraform drops attributes that it does not know.';
