import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseYaml } from '../support/yaml.ts';

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const { permissions, jobs } = parseYaml(
  readFileSync(new URL('../../.github/workflows/release.yml', import.meta.url), 'utf8'),
) as {
  readonly permissions: object;
  readonly jobs: Readonly<Record<'build' | 'reproduce' | 'publish', Job>>;
};
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const commands = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []).join('\n');

describe('the release workflow', () => {
  it('takes each action by its commit', () => {
    const actions = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));

    expect(actions).to.have.length.above(5);
    for (const action of actions) expect(action).to.match(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('may read where it runs what was installed, and writes where it runs nothing of it', () => {
    expect(permissions).to.deep.equal({});
    for (const job of [jobs.build, jobs.reproduce])
      expect(job.permissions).to.deep.equal({ contents: 'read' });
    expect(jobs.publish.permissions).to.deep.equal({
      contents: 'write',
      'id-token': 'write',
      attestations: 'write',
    });
    expect(commands(jobs.publish)).to.not.match(/\b(npm|npx|node|pip)\b/);
    expect(jobs.publish.steps.map(({ uses }) => uses?.split('@')[0])).to.not.include('actions/checkout');
  });

  it('publishes what was checked, and built twice with the same bytes', () => {
    expect(jobs.publish.needs).to.deep.equal(['build', 'reproduce']);
    expect(commands(jobs.build))
      .to.include('npm run release-check\n')
      .and.include('npm run release-tree -- --source');
    expect(commands(jobs.reproduce)).to.include('cmp dist/*.tar.gz built/*.tar.gz');
    expect(commands(jobs.publish)).to.include('sha256sum --check SHA256SUMS');
  });

  it('calls commands that there are', () => {
    const called = Object.values(jobs).flatMap(job =>
      Array.from(commands(job).matchAll(/npm run ([\w-]+)/g), ([, name = '']) => name),
    );

    expect(called).to.have.length.above(2);
    for (const name of called) expect(scripts).to.have.property(name);
  });
});
