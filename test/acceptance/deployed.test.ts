import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { type Deploying, withDeployment } from '../../acceptance/deploy/deployed.ts';
import { useEnvironment } from '../support/environment.ts';
import { useScratchFolder } from '../support/scratch-folder.ts';
import { rejection } from '../support/tokens.ts';
import { usePrepared } from './rehearsals.ts';

/** A program in Terraform's place: writes down what it was called with, and fails where it is told to. */
const TERRAFORM = `#!/usr/bin/env node
const { appendFileSync } = require('node:fs');
const [command] = process.argv.slice(2);
appendFileSync(process.env.CALLS, command + '\\n');
if (process.env.FAILS?.split(' ').includes(command)) {
  console.error(command + ' went wrong');
  process.exit(1);
}
if (command === 'output') console.log('{"probe": {"value": {"userPoolId": "pool"}}}');
if (command === 'state') console.log('module.probe.aws_cognito_user_pool.probe');
`;

describe('a deployment of the acceptance', function () {
  this.timeout(60_000);
  const scratch = useScratchFolder();
  const prepared = usePrepared();
  const path = () => `${scratch('bin')}${delimiter}${process.env.PATH}`;
  useEnvironment(() => ({ PATH: path() }));
  let said: string[] = [];
  let test = 0;

  before(() => {
    mkdirSync(scratch('bin'));
    writeFileSync(scratch('bin/terraform'), TERRAFORM);
    chmodSync(scratch('bin/terraform'), 0o755);
  });
  beforeEach(() => {
    said = [];
    test += 1;
  });

  const folder = () => scratch(`run-${test}`);
  const calls = () => {
    const file = join(folder(), 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  };
  const deploying = (parts: Partial<Deploying> = {}, fails = ''): Deploying => {
    mkdirSync(folder());
    return {
      name: 'accept-0123abcd',
      place: { region: 'eu-central-1', accountId: '111122223333', partition: 'aws' },
      emailFrom: undefined,
      built: { modulePath: prepared().modulePath, packages: prepared().run.packages },
      folder: folder(),
      provider: 'provider "aws" {}\n',
      environment: { CALLS: join(folder(), 'calls'), FAILS: fails },
      keep: false,
      say: line => said.push(line),
      signal: new AbortController().signal,
      ...parts,
    };
  };

  it('is made, used and destroyed', async () => {
    const used = await withDeployment(deploying(), async outputs => outputs.probe?.userPoolId);

    expect(used).to.equal('pool');
    expect(calls()).to.deep.equal(['init', 'apply', 'output', 'destroy']);
  });

  it('is destroyed when its use fails', async () => {
    const use = withDeployment(deploying(), () => Promise.reject(new Error('in use')));

    expect((await rejection(use)).message).to.equal('in use');
    expect(calls()).to.include('destroy');
  });

  it('is destroyed when half of it could be made', async () => {
    const failed = withDeployment(deploying({}, 'apply'), async () => 'used');

    expect((await rejection(failed)).message).to.include('apply went wrong');
    expect(calls()).to.deep.equal(['init', 'apply', 'destroy']);
  });

  it('is destroyed when the run is called off while it is made', async () => {
    const calledOff = new AbortController();
    const say = (line: string) => {
      if (line === 'terraform apply') calledOff.abort(new Error('called off'));
    };
    let isUsed = false;
    const run = withDeployment(deploying({ say, signal: calledOff.signal }), async () => {
      isUsed = true;
    });

    expect((await rejection(run)).message).to.equal('called off');
    expect(isUsed).to.equal(false);
    expect(calls()).to.deep.equal(['init', 'apply', 'destroy']);
  });

  it('tells what is left and how to delete it, where it cannot be destroyed', async () => {
    const error = await rejection(withDeployment(deploying({}, 'destroy'), async () => 'used'));

    expect(error.name).to.equal('NotDestroyed');
    expect(said.join('\n'))
      .to.include('module.probe.aws_cognito_user_pool.probe')
      .and.to.include(`terraform -chdir=${join(folder(), 'root')} destroy`)
      .and.to.include('Key=acceptance,Values=accept-0123abcd');
  });

  it('stays where it is to be kept, and tells how to delete it', async () => {
    await withDeployment(deploying({ keep: true }), async () => 'used');

    expect(calls()).to.not.include('destroy');
    expect(said.join('\n')).to.include('destroy');
  });

  it('has everything under the run’s name, and no deletion protection', async () => {
    await withDeployment(deploying(), async () => 'used');
    const root = JSON.parse(readFileSync(join(folder(), 'root/main.tf.json'), 'utf8'));
    const modules = Object.entries<Module>(root.module).filter(([, { name }]) => name !== undefined);

    expect(modules.map(([name]) => name))
      .to.include.members(['captcha', 'codes', 'riddle'])
      .and.not.include('mail');
    for (const [name, module] of modules) {
      expect(module.name).to.equal(`accept-0123abcd-${name}`);
      expect(module.user_pool?.deletion_protection_enabled).to.equal(false);
    }
  });
});

interface Module {
  readonly name?: string;
  readonly user_pool?: { readonly deletion_protection_enabled: boolean };
}
