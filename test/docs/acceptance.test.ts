import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { NOT_ASKED, scenarios } from '../../acceptance/scenarios.ts';

const page = readFileSync(new URL('../../docs/acceptance.md', import.meta.url), 'utf8');

describe('docs/acceptance.md', () => {
  it('names every question that is asked, and none that is not', () => {
    const [, section = ''] = /^## What it asks$(.*?)^## /ms.exec(page) ?? [];
    const rows = Array.from(section.matchAll(/^\| `([\w-]+)`/gm), ([, name]) => name);
    const questions = scenarios.filter(({ kind }) => kind === 'question').map(({ name }) => name);

    expect(rows).to.have.members(questions);
  });

  it('names what is not asked', () => {
    for (const { name } of NOT_ASKED) expect(page).to.include(name);
  });

  it('shows as many steps as there are', () => {
    const shown = Array.from(page.matchAll(/(?:^|: | of )(\d+)(?: steps| {2}| answered)/gm), ([, count]) =>
      Number(count),
    );

    expect(new Set(shown)).to.deep.equal(new Set([scenarios.length]));
  });

  it('answers for each thing that a document calls unverified: a question asks it, or the record says why none does', () => {
    const root = new URL('../../', import.meta.url);
    const pages = readdirSync(new URL('docs/', root)).filter(name => name.endsWith('.md'));
    const texts = ['README.md', 'SECURITY.md', ...pages.map(name => `docs/${name}`)].map(
      path => [path, readFileSync(new URL(path, root), 'utf8')] as const,
    );
    const doubts = texts.flatMap(([path, text]) =>
      passages(text)
        .filter(passage => passage.includes('(unverified'))
        .map(passage => [path, passage] as const),
    );

    expect(doubts, 'that are found').to.have.length.of.at.least(8);
    const names = [
      ...scenarios.filter(({ kind }) => kind === 'question').map(({ name }) => `\`${name}\``),
      ...NOT_ASKED.map(({ name }) => `"${name}"`),
    ];
    for (const [path, passage] of doubts)
      expect(
        names.some(name => passage.includes(name)),
        `${path}: ${passage}`,
      ).to.equal(true);
  });

  it('has a policy that is JSON', () => {
    const [, policy = ''] = /```json\n(\{\n {2}"Version".*?)```/s.exec(page) ?? [];

    expect(JSON.parse(policy).Statement).to.not.deep.equal([]);
  });
});

/** Paragraphs, rows of tables and points of lists, each on one line. */
function passages(text: string): string[] {
  return text.split(/\n\s*\n|\n(?=\||\s*- )/).map(passage => passage.replace(/\s+/g, ' '));
}
