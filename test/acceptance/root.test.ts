import { expect } from 'chai';
import { configurationNames } from '../../acceptance/deploy/configurations.ts';
import { writeRoot } from '../../acceptance/deploy/root.ts';
import { EMAIL_FROM } from '../../acceptance/rehearse.ts';
import { providerBlock } from '../support/moto/provider.ts';
import { need } from '../support/need.ts';
import { useScratchFolder } from '../support/scratch-folder.ts';
import { terraformIn } from '../support/terraform.ts';
import { usePrepared } from './rehearsals.ts';

/** `npm run acceptance -- --rehearse` applies and destroys it on moto, which takes minutes. */
describe('the Terraform of the acceptance', function () {
  this.timeout('5m');
  before(need('terraform'));
  const prepared = usePrepared();
  const scratch = useScratchFolder();

  it('plans, with every configuration in it', async () => {
    const { modulePath, run } = prepared();
    // Nothing of it exists, so a plan asks AWS for nothing, and need not find it.
    writeRoot(run, scratch('root'), modulePath, providerBlock('http://127.0.0.1:9'));
    const terraform = terraformIn(scratch('root'), {});
    await terraform.init();
    const changes = await terraform.plan('-refresh=false');

    const created = changes.filter(({ action }) => action === 'create').map(({ address }) => address);
    for (const name of configurationNames(EMAIL_FROM))
      expect(
        created.some(address => address.startsWith(`module.${name}.aws_cognito_user_pool_client.`)),
        name,
      ).to.equal(true);
    expect(changes.filter(({ action }) => !['create', 'read'].includes(action))).to.deep.equal([]);
  });
});
