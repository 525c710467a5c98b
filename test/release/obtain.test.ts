import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { buildModule } from '../../modules/build-module.ts';
import { git, tagTree } from '../../modules/tag-tree.ts';
import { need } from '../support/need.ts';
import { useScratchFolder } from '../support/scratch-folder.ts';
import { type ModuleServer, serveModule, sha256 } from './module-server.ts';

const ADDRESS = 'acme/cognito-challenge/aws';
const VERSION = '1.2.3';

describe('the released module is what Terraform fetches', function () {
  this.timeout(60_000);

  const scratch = useScratchFolder();
  let folder: string;
  let archive: string;
  let repository: string;
  let server: ModuleServer | undefined;

  before(async function () {
    need('terraform').call(this);
    ({ folder, archive } = await buildModule(scratch('dist')));
    repository = scratch('repository');
    mkdirSync(repository);
    git(repository, ['init', '--quiet']);
    tagTree(repository, { folder, tag: `v${VERSION}`, message: VERSION, date: '2026-11-27T12:00:00Z' });
    server = await serveModule(archive, {
      address: ADDRESS,
      version: VERSION,
      source: endpoint => `${endpoint}/files/module?archive=tar.gz&checksum=sha256:${sha256(archive)}`,
    });
  });

  after(() => server?.close());

  const forms: Readonly<Record<string, () => string>> = {
    'a tag of a git repository': () => `source = "git::file://${repository}?ref=v${VERSION}"`,
    'an archive on a web server, with its checksum': () =>
      `source = "${server?.endpoint}/files/${basename(archive)}?checksum=sha256:${sha256(archive)}"`,
    'an archive whose name does not say what it is': () =>
      `source = "${server?.endpoint}/files/17?archive=tar.gz"`,
    'a private registry': () => `source  = "modules.acme.example/${ADDRESS}"\n  version = "~> 1.2"`,
  };
  for (const [form, source] of Object.entries(forms)) {
    it(`from ${form}`, async () => {
      const { fetched } = await get(form, source());

      expect(digests(fetched)).to.deep.equal(digests(folder));
      expect(Object.keys(digests(fetched))).to.include.members([
        'README.md',
        'examples/minimal/main.tf',
        'packages/create-auth-challenge.zip',
      ]);
    });
  }

  it('as terraform fmt would have it, examples and all', async () => {
    await promisify(execFile)('terraform', ['fmt', '-check', '-recursive', folder]);
  });

  it('and nothing from an archive with another checksum', async () => {
    const source = `source = "${server?.endpoint}/files/${basename(archive)}?checksum=sha256:${'0'.repeat(64)}"`;

    const refusal = await get('tampered', source).catch((error: { stderr: string }) => error.stderr);

    expect(refusal).to.match(/Checksums did not match/i);
  });

  it('and nothing from a version that is not there', async () => {
    const refusal = await get('gone', `source = "git::file://${repository}?ref=v9.9.9"`).catch(
      (error: { stderr: string }) => error.stderr,
    );

    expect(refusal).to.include('v9.9.9');
  });

  /** `terraform get` in a root that calls the module. */
  async function get(name: string, source: string): Promise<{ fetched: string }> {
    const root = scratch(`get/${name.replaceAll(/\W+/g, '-')}`);
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'main.tf'), `module "sign_in" {\n  ${source}\n\n  name = "acme-sign-in"\n}\n`);
    const configuration = join(root, 'terraform.rc');
    const services = `services = { "modules.v1" = "${server?.modules}" }`;
    writeFileSync(configuration, `host "modules.acme.example" {\n  ${services}\n}\n`);
    await promisify(execFile)('terraform', ['get', '-no-color'], {
      cwd: root,
      env: { ...process.env, TF_CLI_CONFIG_FILE: configuration, CHECKPOINT_DISABLE: 'true' },
    });
    return { fetched: join(root, '.terraform/modules/sign_in') };
  }
});

/** SHA-256 of each file of a module, by path; git's own folder is how one of them came. */
function digests(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .filter(path => !path.includes('/.git/'))
      .map(path => [path.slice(folder.length + 1), sha256(path)]),
  );
}
