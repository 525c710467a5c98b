import { expect } from 'chai';
import { releasedPage } from '../../modules/released-pages.ts';

const page = (text: string, pages?: string) =>
  releasedPage(text, {
    path: 'examples/minimal/README.md',
    isThere: path => ['examples/complete', 'CHANGELOG.md'].includes(path),
    release: { ...(pages !== undefined && { pages }) },
  });

describe('a page of the repository in a release', () => {
  it('keeps links to what is there, to its own headings and to the web', () => {
    const kept = '[a](../complete), [b](#here), [c](../../CHANGELOG.md#top), [d](https://aws.amazon.com/x)';

    expect(page(kept)).to.equal(kept);
  });

  it('links to the rest where the repository’s pages are, and says only the words where that is not known', () => {
    const text = 'More: [messages.md](../../docs/messages.md#own-texts).';

    expect(page(text, 'https://git.example/blob/source-v1')).to.equal(
      'More: [messages.md](https://git.example/blob/source-v1/docs/messages.md#own-texts).',
    );
    expect(page(text)).to.equal('More: messages.md.');
  });

  it('has no step that builds what is already built', () => {
    expect(page('```sh\nnpm ci && npm run build   # here\nterraform init\n```\n')).to.equal(
      '```sh\nterraform init\n```\n',
    );
    expect(page('```sh\nnpm run build-image\n```\n')).to.include('build-image');
  });

  it('leaves out what only the repository’s readers can do', () => {
    expect(
      page('A\n\n<!-- repository only -->\n## Try\n\nx\n<!-- end of repository only -->\n\nB\n'),
    ).to.equal('A\n\nB\n');
  });
});
