/**
 * A document of docs/ as a page, so that an error can lead to its cure: as much of Markdown as those documents use.
 */

import { page } from './page.ts';

export function documentPage(markdown: string): string {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? '';
  return page(
    title,
    undefined,
    `<article class="document">${blocks(markdown).map(toHtml).join('\n')}</article>`,
  );
}

/** What stands between blank lines; a fence is one block, whatever is in it. */
function blocks(markdown: string): string[] {
  return markdown.match(/^```[\s\S]*?^```$|^#+ .*$|(?:^(?!```|#+ ).+\n?)+/gm) ?? [];
}

function toHtml(block: string): string {
  const text = block.trimEnd();
  const [, fenced] = /^```.*\n([\s\S]*?)```$/.exec(text) ?? [];
  if (fenced !== undefined) return `<pre tabindex="0">${escaped(fenced)}</pre>`;
  const [, marks, heading] = /^(#+) (.*)$/.exec(text) ?? [];
  if (marks && heading)
    return `<h${marks.length} id="${slug(heading)}">${inline(heading)}</h${marks.length}>`;
  if (text.startsWith('|')) return table(text.split('\n'));
  if (/^(- |\d+\. )/.test(text)) {
    const items = text
      .split(/\n(?=- |\d+\. )/)
      .map(item => `<li>${inline(item.replace(/^(- |\d+\. )/, ''))}</li>`);
    const tag = text.startsWith('-') ? 'ul' : 'ol';
    return `<${tag}>${items.join('')}</${tag}>`;
  }
  return `<p>${inline(text)}</p>`;
}

function table([head = '', , ...rows]: readonly string[]): string {
  const cells = (row: string, tag: string) =>
    row
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map(cell => `<${tag}>${inline(cell.trim().replaceAll('\\|', '|'))}</${tag}>`)
      .join('');
  const body = rows.map(row => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Code first: nothing in it is markup. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map(part =>
      part.startsWith('`') ? `<code>${escaped(part.slice(1, -1))}</code>` : linked(escaped(part)),
    )
    .join('')
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>');
}

/** Links lead to other documents, and within this one; what is elsewhere in the repository is not here. */
const linked = (text: string): string =>
  text.replace(/\[([^\]]*)\]\(([^)]+)\)/g, (_, words, target) =>
    /^(#|[\w-]+\.md|https:)/.test(target) ? `<a href="${target}">${words}</a>` : words,
  );

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** As GitHub makes them. */
const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
