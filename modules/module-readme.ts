import { inputReference } from './input-reference.ts';
import { outputs } from './outputs.ts';
import { currentVersion, type Release, sourceArguments } from './release.ts';
import { moduleExamples } from './released-examples.ts';
import { requiredAwsProvider, requiredTerraform } from './versions.ts';

/** The README that ships with the module: how to call it, and tables of every input and output. */
export function moduleReadme({ source = './terraform-aws-cognito-challenge', pages }: Release = {}): string {
  return `# terraform-aws-cognito-challenge

An Amazon Cognito user pool whose users sign in through a sequence of challenges. The module creates the pool, its app
clients, the trigger functions with a role each, their permissions, the KMS key that answers are derived from, and the
table that counts attempts and messages; where the flow sends messages, the function that does; where it begins with a
password, the token guard, which refuses tokens that did not come from the flow.

\`\`\`hcl
module "sign_in" {
  ${sourceArguments(source, currentVersion())}

  name = "acme-sign-in"
  flow = [{ challenge = "password" }, { challenge = "captcha", attempts = 3 }]
}
\`\`\`

Terraform \`${requiredTerraform}\`, provider hashicorp/aws \`${requiredAwsProvider}\`. Version ${currentVersion()}:
[what is new](CHANGELOG.md).

Examples: ${moduleExamples()
    .map(name => `[${name}](examples/${name})`)
    .join(', ')}.${pages === undefined ? '' : ` Documentation: [docs](${pages}/README.md#documentation).`}

${interfaceTables()}`;
}

/** Every input and output, from the tables that declare them. */
export function interfaceTables(): string {
  const rows = Object.entries(outputs).map(
    ([name, { description, sensitive }]) =>
      `| \`${name}\` | ${description.replaceAll('|', '\\|')}${sensitive ? ' Sensitive.' : ''} |`,
  );
  return `${inputReference()}

## Outputs

| name | description |
|---|---|
${rows.join('\n')}
`;
}

const BEGIN = '<!-- BEGIN INPUTS -->';
const END = '<!-- END INPUTS -->';

/**
 * A document with the tables of today between its markers.
 *
 * @throws Error without the markers
 */
export function withInterfaceTables(document: string): string {
  const [start, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (start < 0 || end < start)
    throw new Error(`The document needs the lines ${BEGIN} and ${END}, in this order.`);
  return `${document.slice(0, start + BEGIN.length)}\n\n${interfaceTables()}\n${document.slice(end)}`;
}
