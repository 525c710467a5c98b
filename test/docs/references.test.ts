import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Markdown that the repository keeps, by path from its root. */
function pages(): string[] {
  const markdown = (folder: string, recursive: boolean) =>
    readdirSync(join(root, folder), { recursive, encoding: 'utf8' })
      .filter(file => file.endsWith('.md') && !/node_modules|cdktf\.out|\.terraform/.test(file))
      .map(file => join(folder, file));
  return [...markdown('.', false), ...markdown('docs', true), ...markdown('examples', true)];
}

/** Without code blocks, in which brackets are no links. */
function read(page: string): string {
  return readFileSync(join(root, page), 'utf8').replace(/^ *```.*?^ *```$/gms, '');
}

/** What a link can lead to: anchors that are written out, and headings, as GitHub calls them. */
function anchors(page: string): string[] {
  const written = Array.from(read(page).matchAll(/<a id="([^"]+)">/g), ([, id = '']) => id);
  const headings = Array.from(read(page).matchAll(/^#+ (.+)$/gm), ([, heading = '']) => heading);
  const titles = headings.map(heading =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...written, ...titles];
}

/** Rows that GitHub would show as text, or with cells missing: a pipe counts in code too, unless a backslash is before it. */
function brokenTables(markdown: string): string[] {
  const tables = markdown.match(/(?:^\|.*\n?)+/gm) ?? [];
  return tables.flatMap(table => {
    const [header = '', rule = '', ...rows] = table.trimEnd().split('\n');
    if (!/^\|(?: *:?-+:? *\|)+$/.test(rule)) return [header];
    const cells = (row: string) => row.match(/(?<!\\)\|/g)?.length;
    return [rule, ...rows].filter(row => cells(row) !== cells(header) || !row.endsWith('|'));
  });
}

describe('The documentation', () => {
  for (const page of pages()) {
    it(`${page} links to what is there`, () => {
      const links = Array.from(read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g));
      const broken = links.filter(([, path = '', anchor]) => {
        const target = path ? join(dirname(page), path) : page;
        return !existsSync(join(root, target)) || (anchor && !anchors(target).includes(anchor));
      });

      expect(broken.map(([link]) => link)).to.deep.equal([]);
    });
  }

  for (const page of pages()) {
    it(`${page} has tables that are tables: a header, and as many cells in each row`, () => {
      expect(brokenTables(read(page))).to.deep.equal([]);
    });
  }

  it('takes rows without a header, and rows that are too long or too short, for broken', () => {
    expect(brokenTables('x\n\n| a | b |\n| c | d |\n')).to.deep.equal(['| a | b |']);
    expect(brokenTables('| a | b |\n|---|---|\n| c |\n| `x \\| y` | d |\n| `x | y` | d |\n')).to.deep.equal([
      '| c |',
      '| `x | y` | d |',
    ]);
  });

  // Contributing shows files to be written, and examples have scripts of their own.
  for (const page of pages().filter(each => /^(README|SECURITY|docs)/.test(each))) {
    it(`${page} names commands and files of the repository that there are`, () => {
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      const text = read(page);
      const commands = Array.from(text.matchAll(/`npm run ([\w:-]+)/g), ([, name = '']) => name);
      const files = Array.from(
        text.matchAll(/`((?:attack|bench|functions|local|modules|test)\/[\w/.-]+\.\w+)`/g),
        ([, file = '']) => file,
      );

      expect(commands.filter(name => !(name in scripts))).to.deep.equal([]);
      expect(files.filter(file => !existsSync(join(root, file)))).to.deep.equal([]);
    });
  }
});
