import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { buildModule } from '../../modules/build-module.ts';
import { currentVersion, sourceArguments } from '../../modules/release.ts';
import { moduleExamples } from '../../modules/released-examples.ts';
import { need } from '../support/need.ts';
import { useScratchFolder } from '../support/scratch-folder.ts';

const SOURCE = `git::https://git.example/acme/terraform-aws-cognito-challenge.git?ref=v${currentVersion()}`;
const PAGES = 'https://git.example/acme/terraform-aws-cognito-challenge/blob/source';

describe('the examples of a release', () => {
  const scratch = useScratchFolder();
  let copied: string;
  let released: string;

  before(async () => {
    [copied, released] = await Promise.all([
      buildModule(scratch('copied')).then(({ folder }) => folder),
      buildModule(scratch('released'), { source: SOURCE, pages: PAGES }).then(({ folder }) => folder),
    ]);
  });

  const filesOf = (folder: string, end: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith(end));
  const sources = (folder: string) =>
    filesOf(join(folder, 'examples'), '.tf').flatMap(file =>
      Array.from(
        readFileSync(join(folder, 'examples', file), 'utf8').matchAll(
          /^ {2}source += "(?!hashicorp)(.*)"$/gm,
        ),
        ([, source]) => source,
      ),
    );

  it('are those that call the module', () => {
    expect(readdirSync(join(released, 'examples'))).to.have.members(moduleExamples());
    expect(moduleExamples()).to.include.members(['minimal', 'complete', 'existing-pool', 'hardened']);
  });

  it('call the module beside them, or the address that it is released under', () => {
    expect(new Set(sources(copied))).to.deep.equal(new Set(['../..']));
    expect(new Set(sources(released))).to.deep.equal(new Set([SOURCE]));
    expect(sources(released)).to.have.length.above(moduleExamples().length - 1);
  });

  it('and the module’s README have links that lead somewhere', () => {
    for (const page of filesOf(released, '.md')) {
      const text = readFileSync(join(released, page), 'utf8');
      for (const [, to = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g))
        expect(existsSync(join(released, dirname(page), to)), `${page}: ${to}`).to.equal(true);
    }
  });

  it('say nothing of how the module is built', () => {
    const pages = [...filesOf(released, '.md'), ...filesOf(released, '.yml')].filter(file =>
      file.startsWith('examples/'),
    );

    expect(pages).to.not.be.empty;
    for (const page of pages)
      expect(readFileSync(join(released, page), 'utf8'), page).to.not.match(
        /npm run (build|moto)|on moto|dist\/|npm ci &&/,
      );
  });

  it('have scripts that can be called', () => {
    const scripts = filesOf(released, '.sh');

    expect(scripts).to.include('examples/pipeline/deploy.sh');
    for (const script of scripts) expect(statSync(join(released, script)).mode & 0o777).to.equal(0o755);
  });

  it('are formatted as terraform fmt would', function () {
    need('terraform').call(this);
    execFileSync('terraform', ['fmt', '-check', '-diff', '-recursive', join(released, 'examples')]);
  });
});

describe('the arguments that name a module', () => {
  it('have a version where the source has none', () => {
    expect(sourceArguments('acme/cognito-challenge/aws', '1.2.3')).to.equal(
      'source  = "acme/cognito-challenge/aws"\n  version = "1.2.3"',
    );
    expect(sourceArguments('modules.acme.example/acme/cognito-challenge/aws', '1.2.3')).to.include('version');
    for (const source of [SOURCE, '../..', 'https://acme.example/a.tar.gz?checksum=sha256:00'])
      expect(sourceArguments(source, '1.2.3')).to.equal(`source = "${source}"`);
  });
});
