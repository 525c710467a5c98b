import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { currentVersion } from '../../modules/release.ts';
import { billOfMaterials, checksums, releaseNotes } from '../../modules/release-files.ts';

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-11-27

### Added

- Something.

## [1.1.0] - 2026-01-01

- Older.
`;

describe('the notes of a release', () => {
  it('are the section of its version', () => {
    expect(releaseNotes(CHANGELOG, '1.2.0')).to.deep.equal({
      date: '2026-11-27',
      notes: '### Added\n\n- Something.',
    });
    expect(releaseNotes(CHANGELOG, '1.1.0').notes).to.equal('- Older.');
  });

  it('are missed where a version has no section, or one without a date', () => {
    for (const version of ['1.3.0', '1.2', 'Unreleased'])
      expect(() => releaseNotes(CHANGELOG, version)).to.throw(`"## [${version}] - <date>"`);
  });

  it('are there for the current version', () => {
    const changelog = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');

    expect(releaseNotes(changelog, currentVersion()).notes).to.match(/^### Added\n/);
  });
});

describe('checksums', () => {
  it('are lines that sha256sum takes', () => {
    expect(checksums({ 'a.tar.gz': Buffer.from('a'), b: Buffer.from('') })).to.equal(
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.tar.gz\n' +
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n',
    );
  });
});

describe('a bill of materials', () => {
  const npm = JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: 'urn:uuid:1',
    metadata: {
      timestamp: '2026-11-27T14:11:08.374Z',
      tools: [{ name: 'cli' }],
      component: {
        'bom-ref': 'm@1.2.0',
        type: 'library',
        name: 'folder',
        purl: 'pkg:npm/m@1.2.0',
        properties: [],
      },
    },
    components: [{ name: 'aws4', version: '1.13.2' }],
  });
  const bom = () =>
    JSON.parse(
      billOfMaterials(npm, {
        name: 'terraform-aws-m',
        version: '1.2.0',
        archive: Buffer.from('a'),
        date: '2026-11-27T12:00:00+02:00',
      }),
    );

  it('is about the archive, and names what is in it', () => {
    expect(bom().components).to.deep.equal([{ name: 'aws4', version: '1.13.2' }]);
    expect(bom().metadata.component).to.deep.equal({
      'bom-ref': 'm@1.2.0',
      type: 'library',
      name: 'terraform-aws-m',
      version: '1.2.0',
      hashes: [
        {
          alg: 'SHA-256',
          content: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
        },
      ],
    });
  });

  it('has nothing that is another at each run: no serial number, no time but the commit’s', () => {
    expect(bom()).to.not.have.property('serialNumber');
    expect(bom().metadata.timestamp).to.equal('2026-11-27T10:00:00.000Z');
  });
});
