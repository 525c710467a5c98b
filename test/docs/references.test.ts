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

/** What headings are called in a link, as GitHub makes it. */
function anchors(page: string): string[] {
  const headings = Array.from(read(page).matchAll(/^#+ (.+)$/gm), ([, heading = '']) => heading);
  return headings.map(heading =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
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

  it('SECURITY.md names tests that there are', () => {
    const named = Array.from(
      read('SECURITY.md').matchAll(/\((test\/[\w/.-]+)\)((?: "[^"]+",?)+)/g),
      ([, file = '', titles = '']) => ({ file, titles: titles.match(/(?<=")[^",][^"]+(?=")/g) ?? [] }),
    );
    const missing = named.flatMap(({ file, titles }) => {
      const source = readFileSync(join(root, file), 'utf8');
      return titles.filter(title => !source.includes(title)).map(title => `${file}: ${title}`);
    });

    expect(named).to.have.length.above(20);
    expect(missing).to.deep.equal([]);
  });
});
