import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
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
    for (const script of ['take.sh', 'plan.sh', 'deploy.sh'])
      expect(spawnSync('bash', ['-n', join(folder, script)]).status).to.equal(0);
  });

  it('plan nothing with providers that nobody has reviewed', () => {
    mkdirSync(scratch('sign-in'));
    copyFileSync(join(folder, 'plan.sh'), scratch('sign-in/plan.sh'));

    const { status, stderr } = spawnSync('bash', [scratch('sign-in/plan.sh')], { encoding: 'utf8' });

    expect(status).to.equal(1);
    expect(stderr).to.include('./take.sh');
  });

  it('take a release by its address: the archive with its checksum, and both locks', async () => {
    const sum = 'a'.repeat(64);
    const server = createServer((request, response) =>
      request.url === '/v1.2.3/SHA256SUMS'
        ? response.end(`${'b'.repeat(64)}  sbom.cdx.json\n${sum}  sign-in-1.2.3.tar.gz\n`)
        : response.writeHead(404).end(),
    );
    await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
    const release = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.2.3`;
    cpSync(folder, scratch('taken/sign-in'), { recursive: true });
    symlinkSync(
      fileURLToPath(new URL('../../../node_modules', import.meta.url)),
      scratch('taken/node_modules'),
    );
    // What reaches for a registry is written down instead.
    mkdirSync(scratch('taken/bin'));
    writeFileSync(scratch('taken/bin/terraform'), '#!/bin/sh\necho "terraform $*" >>"$CALLS"\n', {
      mode: 0o755,
    });
    writeFileSync(
      scratch('taken/bin/npm'),
      `#!/bin/sh\nif [ "$1" = install ]; then echo "npm $*" >>"$CALLS"; else exec ${process.execPath} --import tsx pin.ts "$5"; fi\n`,
      { mode: 0o755 },
    );

    await promisify(execFile)('bash', [scratch('taken/sign-in/take.sh'), release], {
      env: {
        ...process.env,
        CALLS: scratch('taken/calls'),
        PATH: `${scratch('taken/bin')}:${process.env.PATH}`,
      },
    });
    server.close();

    expect(readFileSync(scratch('taken/sign-in/main.tf'), 'utf8')).to.equal(
      read('main.tf').replace(
        'source = "../../dist/terraform-aws-cognito-challenge"',
        `source = "${release}/sign-in-1.2.3.tar.gz?checksum=sha256:${sum}"`,
      ),
    );
    expect(readFileSync(scratch('taken/calls'), 'utf8').trim().split('\n')).to.deep.equal([
      'npm install --ignore-scripts --no-fund --no-audit',
      'terraform init -input=false -upgrade',
      'terraform providers lock -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_amd64 -platform=darwin_arm64 -platform=windows_amd64',
    ]);
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
