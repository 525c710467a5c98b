import { expect } from 'chai';
import { archiveOf, withSource } from '../../../examples/pipeline/source.ts';
import { unpinned } from '../../../examples/pipeline/unpinned.ts';

const SUM = 'a'.repeat(64);

describe('the source that the pipeline pins', () => {
  it('is the one archive that the checksums name', () => {
    expect(archiveOf(`${SUM}  acme-1.2.3.tar.gz\n${'b'.repeat(64)}  sbom.cdx.json\n`)).to.equal(
      `acme-1.2.3.tar.gz?checksum=sha256:${SUM}`,
    );
    expect(() => archiveOf(`${SUM}  sbom.cdx.json\n`)).to.throw('names 0 archives');
    expect(() => archiveOf(`${SUM}  a.tar.gz\n${SUM}  b.tar.gz\n`)).to.throw('names 2 archives');
  });

  it('takes the place of any other, and of its version; sources of providers stay', () => {
    const before =
      'aws = {\n  source = "hashicorp/aws"\n}\nmodule "sign_in" {\n  source  = "acme/sign-in/aws"\n  version = "1.2.3"\n\n  name = "x"\n}\n';

    expect(withSource(before, 'https://a.example/b.tar.gz')).to.equal(
      'aws = {\n  source = "hashicorp/aws"\n}\nmodule "sign_in" {\n  source = "https://a.example/b.tar.gz"\n\n  name = "x"\n}\n',
    );
    expect(() => withSource('module "other" {\n  source = "./a"\n}\n', 'b')).to.throw('no module "sign_in"');
  });

  it('is one that the check takes', () => {
    const source = `https://a.example/v1/${archiveOf(`${SUM}  acme.tar.gz\n`)}`;
    const module_calls = {
      sign_in: { source, module: { variables: { clients: {}, flow: {}, user_pool: {} } } },
    };

    expect(unpinned({ configuration: { root_module: { module_calls } } } as never)).to.deep.equal([]);
  });
});
