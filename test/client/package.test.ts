import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { extract, list } from 'tar';
import { buildClient, ENTRIES } from '../../client/build/build-client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Minified and compressed, without what is loaded when it is first asked for. */
const LIMITS = { 'index.js': 4096, 'element/index.js': 10_240, 'worker.js': 1024 };

/** An app in TypeScript, which uses each export. */
const APP = `import { createSignIn, type State } from 'cognito-challenge-client';
import { amplifyTransport } from 'cognito-challenge-client/amplify';
import { awsSdkTransport } from 'cognito-challenge-client/aws-sdk';
import 'cognito-challenge-client/element';
import { fetchTransport } from 'cognito-challenge-client/fetch';
import { humanCheck } from 'cognito-challenge-client/human-check';
import { identityJsTransport } from 'cognito-challenge-client/identity-js';
import { solve } from 'cognito-challenge-client/proof-of-work';
import { useSignIn } from 'cognito-challenge-client/react';
import { stories } from 'cognito-challenge-client/stories';
export const transports = [amplifyTransport, awsSdkTransport, fetchTransport, identityJsTransport, humanCheck, solve, useSignIn];
const element = document.createElement('cognito-challenge');
element.signIn = createSignIn(amplifyTransport());
element.state = stories[0]!.state;
export const title = (state: State): string => {
  // @ts-expect-error only a challenge has steps
  if (state.at === 'idle') return state.steps;
  return state.at === 'challenge' && state.challenge.name === 'captcha' ? state.challenge.imageUrl : state.at;
};`;

describe('The package of the client kit', function () {
  this.timeout(60_000);
  let folder = '';
  let installed = '';
  const packed: string[] = [];
  before(async () => {
    // Inside the project, where what it is used with is found.
    folder = mkdtempSync(join(root, 'node_modules', '.kit-'));
    await buildClient(join(folder, 'built'));
    installed = join(folder, 'node_modules/cognito-challenge-client');
    mkdirSync(installed, { recursive: true });
    const options = ['pack', './built', '--json', '--ignore-scripts', '--offline'];
    const [{ filename }] = JSON.parse(execFileSync('npm', options, { cwd: folder, encoding: 'utf8' }));
    const file = join(folder, filename);
    await list({ file, onReadEntry: ({ path }) => void packed.push(path.replace(/^package\//, '')) });
    await extract({ file, cwd: installed, strip: 1 });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has a module, types and nothing that is needed at run time for each export', () => {
    const { exports, dependencies, peerDependenciesMeta } = JSON.parse(
      readFileSync(join(installed, 'package.json'), 'utf8'),
    );
    expect(Object.keys(exports)).to.have.members([...Object.keys(ENTRIES), './worker.js']);
    for (const files of Object.values(exports))
      for (const path of typeof files === 'string' ? [files] : Object.values(Object(files)))
        expect(packed).to.include(String(path).replace('./', ''));
    expect(dependencies).to.equal(undefined);
    for (const peer of Object.values(peerDependenciesMeta)) expect(peer).to.deep.equal({ optional: true });
    expect(packed).to.include.members(['README.md', 'LICENSE']);
  });

  for (const [file, most] of Object.entries(LIMITS))
    it(`has a ${file} of ${most} bytes at most, minified and compressed`, () => {
      expect(gzipSync(readFileSync(join(installed, file)), { level: 9 }).length).to.be.at.most(most);
    });

  it('is typed for apps', () => {
    writeFileSync(join(folder, 'app.ts'), APP);
    const compilerOptions = {
      ...{ noEmit: true, strict: true, module: 'nodenext', target: 'es2022', skipLibCheck: false },
      ...{ lib: ['es2023', 'dom'], types: [] },
    };
    const settings = JSON.stringify({ compilerOptions, files: ['app.ts'] });
    writeFileSync(join(folder, 'tsconfig.json'), settings);
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
    // Of the kit's own: libraries beside it have errors of theirs.
    expect(stdout.split('\n').filter(line => /^(app|.*cognito-challenge-client)/.test(line))).to.deep.equal(
      [],
    );
  });

  it('is loaded by Node without a browser', () => {
    const program = `import { createSignIn } from 'cognito-challenge-client';
      import { fetchTransport } from 'cognito-challenge-client/fetch';
      const signIn = createSignIn(fetchTransport({ endpoint: 'http://127.0.0.1:1/', clientId: 'x' }));
      await signIn.start({ username: 'casey' });
      console.log(signIn.state.at);`;
    const options = ['--input-type=module', '--eval', program];
    const { stdout, stderr } = spawnSync(process.execPath, options, { cwd: folder, encoding: 'utf8' });
    expect(stderr + stdout).to.equal('unavailable\n');
  });
});
