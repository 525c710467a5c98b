import { readFileSync } from 'node:fs';
import { expect } from 'chai';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { hasInstallScript?: boolean }>;
};
const { allowScripts, scripts } = JSON.parse(read('package.json')) as {
  allowScripts: Record<string, boolean>;
  scripts: Record<string, string>;
};

/** Whoever adds a package with a script sees here that it would run on every machine that installs this. */
describe('npm ci', () => {
  it('runs no script of a package: each that has one is known, and denied', () => {
    const withScript = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));

    expect(Object.keys(allowScripts)).to.have.members(withScript);
    expect(Object.values(allowScripts)).to.not.include(true);
  });

  it('runs none of the project’s own', () => {
    expect(scripts).to.not.have.any.keys('preinstall', 'install', 'postinstall', 'prepare');
  });

  it('has its scripts explained in CONTRIBUTING.md', () => {
    for (const name of Object.keys(allowScripts)) expect(read('CONTRIBUTING.md')).to.include(`\`${name}\``);
  });
});
