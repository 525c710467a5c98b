import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { requiredTerraform } from '../../modules/versions.ts';
import { PROMISED } from './promised-node.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const workflow = read('.github/workflows/ci.yml');
const { engines } = JSON.parse(read('package.json'));

describe('.nvmrc', () => {
  it('names a Node.js that is promised, and that Lambda runs the functions on', () => {
    const version = read('.nvmrc').trim();

    expect(PROMISED).to.include(version);
    expect(read('modules/inputs/functions.ts')).to.include(`nodejs${version}.x`);
  });
});

describe('the workflow of the public host', () => {
  it('runs what must hold, on each Node.js that is promised, from the least', () => {
    const [, least = ''] = /container: node:(\d+)-/.exec(workflow) ?? [];
    const [, others = ''] = /node: \[([\d, ]+)\]/.exec(workflow) ?? [];

    expect(workflow).to.include('- run: .ci/run\n');
    expect([least, ...others.split(', ')]).to.deep.equal(PROMISED);
    expect(engines.node).to.match(new RegExp(`^>=${least}\\.`));
  });

  it('takes a Terraform that the module runs with', () => {
    const [, major, minor] = /TERRAFORM_VERSION: (\d+)\.(\d+)\.\d+/.exec(workflow) ?? [];

    expect(requiredTerraform).to.equal(`>= ${major}.${minor}.0, < ${Number(major) + 1}.0.0`);
  });

  it('reads only, and takes each action by its commit', () => {
    const actions = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action]) => action);

    expect(workflow).to.match(/^permissions:\n {2}contents: read\n\n/m);
    expect(actions).to.not.be.empty;
    for (const action of actions) expect(action).to.match(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });
});

describe('dependency updates', () => {
  it('look at every package.json', () => {
    const [, directories = ''] = /directories: \[(.*)\]/.exec(read('.github/dependabot.yml')) ?? [];
    const examples = readdirSync(new URL('../../examples', import.meta.url), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter(file => /^[\w-]+\/package\.json$/.test(file))
      .map(file => `/examples/${file.split('/')[0]}`);

    expect(directories.split(', ')).to.have.members(['/', ...examples]);
  });
});
