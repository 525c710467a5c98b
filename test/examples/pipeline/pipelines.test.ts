import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { parseYaml } from '../../support/yaml.ts';

const folder = fileURLToPath(new URL('../../../examples/pipeline/', import.meta.url));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const FILES = ['github-actions.yml', 'gitlab-ci.yml', 'buildspec.yml'];

interface GithubJob {
  readonly if: string;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

interface GitlabJob {
  readonly script: readonly string[];
  readonly rules: readonly { readonly if: string }[];
}

describe('the pipelines', () => {
  for (const file of FILES) {
    it(`${file} needs nothing of this repository but the folder that is copied`, () => {
      expect(read(file)).to.not.match(/npm run build|dist\/|examples\/|\.\.\//);
    });

    it(`${file} installs what the lock has, and runs no script of a package`, () => {
      expect(read(file).match(/npm \w+.*/g)).to.satisfy((calls: string[]) =>
        calls.every(call => call.startsWith('npm ci --ignore-scripts')),
      );
    });
  }

  it('for GitHub plans pull requests and deploys main, with actions by their commits and few rights', () => {
    const { permissions, jobs } = parseYaml(read('github-actions.yml')) as {
      permissions: Record<string, string>;
      jobs: Record<'plan' | 'deploy', GithubJob>;
    };
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(step => step.uses ?? []));

    expect(permissions).to.deep.equal({ contents: 'read', 'id-token': 'write' });
    expect([jobs.plan.if, jobs.plan.steps.at(-1)?.run]).to.deep.equal([
      "github.event_name == 'pull_request'",
      './plan.sh',
    ]);
    expect([jobs.deploy.if, jobs.deploy.steps.at(-1)?.run]).to.deep.equal([
      "github.event_name == 'push'",
      './deploy.sh',
    ]);
    for (const action of uses) expect(action).to.match(/@[0-9a-f]{40}$/);
  });

  it('for GitLab plans merge requests and deploys the default branch, one at a time', () => {
    const { plan, deploy } = parseYaml(read('gitlab-ci.yml')) as Record<
      'plan' | 'deploy',
      GitlabJob & { resource_group?: string }
    >;

    expect([plan.rules[0]?.if, plan.script.at(-1)]).to.deep.equal([
      '$CI_PIPELINE_SOURCE == "merge_request_event"',
      './plan.sh',
    ]);
    expect([deploy.rules[0]?.if, deploy.script.at(-1), deploy.resource_group]).to.deep.equal([
      '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
      './deploy.sh',
      'sign-in',
    ]);
  });

  it('for CodeBuild deploys, or plans where the project says so', () => {
    const { version, phases } = parseYaml(read('buildspec.yml')) as {
      version: number;
      phases: Record<string, { commands: readonly string[] }>;
    };

    expect(version).to.equal(0.2);
    expect(phases.build?.commands).to.deep.equal([
      'if [ "$DEPLOY" = true ]; then ./deploy.sh; else ./plan.sh; fi',
    ]);
  });
});

describe('the scripts of the pipelines', () => {
  const scratch = useScratchFolder();

  it('are scripts', () => {
    for (const script of ['plan.sh', 'deploy.sh'])
      expect(spawnSync('bash', ['-n', join(folder, script)]).status).to.equal(0);
  });

  it('plan nothing with providers that nobody has reviewed', () => {
    mkdirSync(scratch('sign-in'));
    copyFileSync(join(folder, 'plan.sh'), scratch('sign-in/plan.sh'));

    const { status, stderr } = spawnSync('bash', [scratch('sign-in/plan.sh')], { encoding: 'utf8' });

    expect(status).to.equal(1);
    expect(stderr).to.include('terraform providers lock -platform=linux_amd64');
  });

  it('check a plan from wherever the folder was copied to', () => {
    cpSync(folder, scratch('elsewhere/sign-in'), { recursive: true });
    // What npm ci would have installed.
    symlinkSync(
      fileURLToPath(new URL('../../../node_modules', import.meta.url)),
      scratch('elsewhere/node_modules'),
    );
    const module_calls = {
      sign_in: {
        source: 'git::https://git.example/sign-in.git?ref=main',
        module: { variables: { clients: {}, flow: {}, user_pool: {} } },
      },
    };
    const plan = { planned_values: {}, configuration: { root_module: { module_calls } } };
    writeFileSync(scratch('elsewhere/sign-in/plan.json'), JSON.stringify(plan));

    const { status, stderr } = spawnSync('npm', ['run', '--silent', 'check', '--', 'plan.json'], {
      cwd: scratch('elsewhere/sign-in'),
      encoding: 'utf8',
    });

    expect(status).to.equal(1);
    expect(stderr.trim()).to.equal(
      'refused: module.sign_in has a source without ?ref=v1.2.3 or ?checksum=sha256:…',
    );
  });
});
