import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ALARMS } from '../../modules/alarms/alarms.ts';
import { dashboardRows } from '../../modules/alarms/dashboard-rows.ts';
import { QUERIES } from '../../modules/alarms/queries.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/runbook.md');
const prose = page.replace(/^ *```.*?^ *```$/gms, '');

/** What a line of code or a template says. */
function sources(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => read(join(folder, file)))
    .join('\n');
}

const headings = Array.from(page.matchAll(/^## (.+)$/gm), ([, heading = '']) => heading);
const quoted = (pattern: RegExp) => [
  ...new Set(Array.from(prose.matchAll(pattern), ([, text = '']) => text)),
];

describe('docs/runbook.md', () => {
  it('has a section for each alarm, in their order, and for no other', () => {
    expect(headings.filter(heading => /^[a-z-]+$/.test(heading))).to.deep.equal(Object.keys(ALARMS));
  });

  for (const suffix of Object.keys(ALARMS))
    it(`says of ${suffix} what it means, where to look, what to do, and when to stop`, () => {
      const [, section = ''] = page.split(`\n## ${suffix}\n`);
      const [own = ''] = section.split('\n## ');
      const parts = Array.from(own.matchAll(/^\*\*(.+?)\*\*/gm), ([, part = '']) => part);

      expect(parts).to.deep.equal(['It means:', 'Look at:', 'Do:', 'Stop when:']);
    });

  it('quotes what the functions log', () => {
    const functions = sources('functions');
    const lines = quoted(/`([A-Z][^`]* [^`]*\.)`/g);

    expect(lines).to.have.length.above(5);
    expect(lines.filter(line => !functions.includes(`'${line}'`))).to.deep.equal([]);
  });

  it('names metrics, reasons and errors that there are', () => {
    const known = ['functions', 'local/cognito', 'modules/inputs'].map(sources).join('\n');
    const names = quoted(/`([A-Z][A-Za-z]*(?:_[A-Za-z]+)?)`/g);

    expect(names).to.include.members(['AttemptsUsed', 'CallsFailed', 'Denied', 'InvalidParameterException']);
    expect(names.filter(name => !known.includes(name))).to.deep.equal([]);
  });

  it('points at questions, graphs and queries that there are', () => {
    const shown = JSON.stringify(dashboardRows);
    const queries = Object.values(QUERIES).map(({ name }) => name);
    const pointed = quoted(/(?<![*\w])\*([^*]+)\*(?![*\w])/g).map(text => text.replaceAll('\n', ' '));
    const isThere = (text: string) =>
      shown.includes(JSON.stringify(text).slice(1, -1)) ||
      queries.includes(text.charAt(0).toLowerCase() + text.slice(1));

    expect(pointed).to.have.length.above(10);
    expect(pointed.filter(text => !isThere(text))).to.deep.equal([]);
  });

  it('names the query where it says that one tells something', () => {
    expect(prose).to.match(/\bquery \*/);
    expect(prose.match(/.*\bquery\b(?!\s+\*).*/g)).to.equal(null);
  });

  it('names the region of what is of one region, or elsewhere than where the on-call looks', () => {
    const commands = page.match(
      /^.*(?:aws [\w-]+ [\w-]*(?:spend-limit-override|sms-attributes)|iam[.]amazonaws[.]com).*$/gm,
    );

    expect(commands).to.have.lengthOf(5);
    for (const command of commands ?? []) expect(command).to.include('--region');
  });

  it('names settings of the module', () => {
    const inputs = read('docs/module.md');
    const settings = quoted(/`([a-z]+(?:[._][a-z]+)+)(?: = [^`]*)?`/g);
    const isThere = (name: string) => inputs.includes(`\`${name.slice(name.lastIndexOf('.') + 1)}\``);
    // What Lambda's own log lines are called, and outputs and log lines of functions.
    const others = ['platform.report'];

    expect(settings).to.include.members(['sms.excluded_prefixes', 'sign_in_failure_percent']);
    expect(settings.filter(name => !others.includes(name) && !isThere(name))).to.deep.equal([]);
  });
});
