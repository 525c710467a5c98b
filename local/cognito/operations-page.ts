/** `docs/local-operations.md`, from the tables of operations. */

import { absentOperations } from './operations/absent.ts';
import { answeredOperations, general } from './operations/answered.ts';

const API = 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_';

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map(cells => row(...cells))].join('\n');

const answered = answeredOperations.map(({ title, operations }) => {
  const rows = Object.entries(operations).map(([name, differs]) => [
    `[${name}](${API}${name}.html)`,
    differs || '—',
  ]);
  return `### ${title}\n\n${table(['operation', 'differs from AWS'], rows)}`;
});

const absent = table(
  ['what for', 'instead', 'operations'],
  absentOperations.map(({ about, instead, names }) => [about, instead, names.join(', ')]),
);

export const operationsPage = (): string => `# Operations of the local Cognito

<!-- Written by \`npm run docs\` from local/cognito/operations: change it there. -->

What \`npm start\` answers of \`cognito-idp\`, by any SDK whose endpoint is this server. AWS's own service model judges inputs,
outputs and errors in the tests. An attribute outside the pool's schema, a value that its type or length does not allow, and a
change of one that is not mutable are refused, as on AWS.

## Discovery

\`/<user pool id>/.well-known/jwks.json\` and \`/<user pool id>/.well-known/openid-configuration\` are served, without the addresses
of managed login. By default tokens carry the issuer that they have on AWS, so that verifiers made for Cognito, such as
aws-jwt-verify, accept them with the local keys. A library that discovers an issuer, such as Spring Security with \`issuer-uri\` or
ASP.NET with \`Authority\`, requires the tokens to name the address that it asked. For those, start the server with the issuer
\`local\`: it is \`http://127.0.0.1:<port>/<user pool id>\`, to the letter, so give the library that and no \`localhost\`.

## In general

${general.map(each => `- ${each}`).join('\n')}

## Answered

${answered.join('\n\n')}

## Not here

An operation that is not here is answered with \`UnknownOperationException\`, and a message that says what to do instead.

${absent}
`;
