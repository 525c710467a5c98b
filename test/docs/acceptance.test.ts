import { readFileSync } from 'node:fs';
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

  it('has a policy that is JSON', () => {
    const [, policy = ''] = /```json\n(\{\n {2}"Version".*?)```/s.exec(page) ?? [];

    expect(JSON.parse(policy).Statement).to.not.deep.equal([]);
  });
});
