import type { Threat, Threats } from './threats.ts';

const BEGIN = '<!-- BEGIN THREATS -->';
const END = '<!-- END THREATS -->';

/** What a heading is called in a link, as GitHub makes it. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
    .replaceAll(' ', '-');
}

/**
 * SECURITY.md with the threat tables between its markers: each threat links to its tests.
 *
 * @throws Error when the markers are missing
 */
export function withThreatTables(document: string, threats: Threats): string {
  const [start, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (start < 0 || end < start)
    throw new Error(`The document needs the lines ${BEGIN} and ${END}, in this order.`);
  return `${document.slice(0, start + BEGIN.length)}\n\n${tables(threats)}\n\n${document.slice(end)}`;
}

function tables(threats: Threats): string {
  const row = ({ threat, stop }: Threat) =>
    `| [${threat}](docs/threat-tests.md#${anchor(threat)}) | ${stop} |`;
  return Object.entries(threats)
    .map(
      ([heading, rows]) =>
        `**${heading}**\n\n| threat | what stops it |\n|---|---|\n${rows.map(row).join('\n')}`,
    )
    .join('\n\n');
}

/** docs/threat-tests.md. */
export function threatTestsPage(threats: Threats): string {
  const tests = ({ tests }: Threat) =>
    Object.entries(tests).map(
      ([file, titles]) => `- [${file}](../${file})\n${titles.map(title => `  - ${title}`).join('\n')}`,
    );
  const sections = Object.entries(threats).map(
    ([heading, rows]) =>
      `## ${heading}\n\n${rows.map(row => `### ${row.threat}\n\n${tests(row).join('\n')}`).join('\n\n')}`,
  );
  return `<!-- \`npm run docs\` writes this page from test/threats/threats.json. -->

# Threats and their tests

For each threat of [the threat model](../SECURITY.md#what-stops-them): the files that test it, and the titles of the tests.
Run one with \`npx mocha test/loop/attacks.test.ts\`.

${sections.join('\n\n')}
`;
}
