import { readFileSync } from 'node:fs';

interface Property {
  readonly enum?: readonly string[];
  readonly description?: string;
}

interface Schema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
}

const schemaFile = new URL('../../schemas/public-parameters.schema.json', import.meta.url);

/** `client/parameters.ts`: the schema of the public parameters as a TypeScript interface. */
export function parametersSource(): string {
  const { required, properties }: Schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const members = Object.entries(properties).map(([name, property]) => {
    const optional = required.includes(name) ? '' : '?';
    return `  /** ${property.description} */\n${member(`  readonly ${name}${optional}:`, property)};\n`;
  });
  return `// Written by \`npm run docs\` from schemas/public-parameters.schema.json.

/** \`ChallengeParameters\` of a \`CUSTOM_CHALLENGE\`. Ignore names that are not here: later versions may add some. */
export interface PublicParameters {
${members.join('')}}
`;
}

/** As Biome would format it: a long union has a line for each member. */
function member(name: string, property: Property): string {
  const types = property.enum?.map(value => `'${value}'`) ?? ['string'];
  const line = `${name} ${types.join(' | ')}`;
  return line.length < 110 ? line : `${name}${types.map(type => `\n    | ${type}`).join('')}`;
}
