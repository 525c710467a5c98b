import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { format } from '@cdktf/hcl-tools';
import { expect } from 'chai';
import { buildModule } from '../../modules/build-module.ts';
import { moduleReadme } from '../../modules/module-readme.ts';
import { functionNames, mappedNames, packageFunctions } from '../../modules/packages.ts';
import { INPUTS_SOURCE, withTypedInputs } from '../../modules/typed-inputs.ts';
import { useScratchFolder } from '../support/scratch-folder.ts';
import { meaningOfHcl, meaningOfJson } from './native-syntax/meaning.ts';
import { moduleJson } from './synthesized.ts';

const root = new URL('../../', import.meta.url);

/** Files of the module. A construct of the stack that no file names has one of its own. */
const concerns = [
  ...['main', 'variables', 'outputs', 'versions', 'locals'],
  ...functionNames,
  ...[
    'answer-key',
    'ledger',
    'user-pool',
    'user-pool-clients',
    'triggers',
    'risk-configuration',
    'existing-pool',
  ],
];

describe('the built module', function () {
  this.timeout(30_000);

  const scratch = useScratchFolder();
  let folder: string;
  let archive: string;

  before(async () => {
    ({ folder, archive } = await buildModule(scratch('.')));
  });

  const read = (file: string) => readFileSync(join(folder, file), 'utf8');

  it('is a folder that looks like any Terraform module', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      // test/release looks at them.
      .filter(entry => !entry.parentPath.startsWith(join(folder, 'examples')))
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1));
    const isConcern = (file: string) => /^[^/]*\.tf$/.test(file);

    expect(files.filter(isConcern)).to.include.members(concerns.map(name => `${name}.tf`));
    expect(files.filter(file => !isConcern(file))).to.have.members([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'licenses/aws4',
      ...['variables', 'main', 'outputs'].map(name => `modules/inputs/${name}.tf`),
      ...functionNames.map(name => `packages/${name}.zip`),
      ...mappedNames.map(name => `source-maps/${name}.map`),
      ...readdirSync(new URL('../../schemas', import.meta.url)).map(name => `schemas/${name}`),
    ]);
  });

  /** Its HCL by file. */
  const configurations = (path: string) => {
    const files = readdirSync(join(folder, path)).filter(file => file.endsWith('.tf'));
    return Object.fromEntries(files.map(file => [file, read(join(path, file))]));
  };

  it('is in HCL, and says what the constructs say', async () => {
    const { root: blocks, inputs } = withTypedInputs(moduleJson());

    expect(await meaningOfHcl(configurations('.'))).to.deep.equal(meaningOfJson(blocks));
    expect(await meaningOfHcl(configurations(INPUTS_SOURCE))).to.deep.equal(meaningOfJson(inputs));
  });

  it('is as terraform fmt would have it', async () => {
    for (const path of ['.', INPUTS_SOURCE])
      for (const [file, text] of Object.entries(configurations(path)))
        expect(await format(text), file).to.equal(text);
  });

  it('has the functions’ packages', async () => {
    for (const [name, bytes] of Object.entries(await packageFunctions())) {
      expect(readFileSync(join(folder, 'packages', `${name}.zip`)).equals(bytes), name).to.equal(true);
    }
  });

  it('has a README, and the licence and the changes of this repository', () => {
    const words = (text: string) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');

    expect(read('README.md')).to.equal(moduleReadme());
    expect(read('LICENSE')).to.equal(readFileSync(new URL('LICENSE', root), 'utf8'));
    expect(words(read('CHANGELOG.md'))).to.equal(words(readFileSync(new URL('CHANGELOG.md', root), 'utf8')));
  });

  it('has the licence of what the functions’ bundles hold of others', () => {
    expect(read('licenses/aws4')).to.match(/^Copyright.*Permission is hereby granted, free of charge/s);
  });

  it('has an archive beside it that names the version', () => {
    const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

    expect(dirname(archive)).to.equal(dirname(folder));
    expect(basename(archive)).to.equal(`terraform-aws-cognito-challenge-${version}.tar.gz`);
  });

  it('leaves nothing of what was built before', async () => {
    writeFileSync(join(folder, 'old.tf'), '');

    await buildModule(scratch('.'));

    expect(readdirSync(folder)).to.not.include('old.tf');
  });
});
