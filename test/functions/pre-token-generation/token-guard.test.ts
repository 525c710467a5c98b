import { expect } from 'chai';
import { PublicError } from '../../../functions/handlers/public-error.ts';
import { tokenGuard } from '../../../functions/pre-token-generation/token-guard.ts';
import { parseTokenSources } from '../../../functions/settings/token-sources.ts';
import { recordOutput } from '../../support/recorded-output.ts';

const event = (triggerSource: unknown) => ({
  version: '1',
  triggerSource,
  userName: 'jane',
  request: { userAttributes: { email: 'jane@example.com' } },
  response: { claimsOverrideDetails: null },
});

describe('The token guard', () => {
  const output = recordOutput();
  const guard = tokenGuard(() => parseTokenSources({}));

  for (const source of ['TokenGeneration_Authentication', 'TokenGeneration_RefreshTokens']) {
    it(`lets ${source} through, and changes nothing`, async () => {
      expect(await guard(event(source))).to.deep.equal(event(source));
    });
  }

  const refused = [
    'TokenGeneration_NewPasswordChallenge',
    'TokenGeneration_HostedAuth',
    'TokenGeneration_AuthenticateDevice',
    'TokenGeneration_ClientCredentials',
    'tokengeneration_authentication',
    '',
    undefined,
    null,
    ['TokenGeneration_Authentication'],
  ];
  for (const source of refused) {
    it(`refuses ${JSON.stringify(source)}, and tells nobody but the operator`, async () => {
      const error = await guard(event(source)).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(PublicError).with.property('message', 'Sign-in is not available');
      expect(output.text()).to.include('Tokens are refused.').and.not.include('jane');
    });
  }

  it('refuses what is not an event', async () => {
    const list = Object.assign([], { triggerSource: 'TokenGeneration_Authentication' });
    for (const nothing of [undefined, null, 'TokenGeneration_Authentication', 7, [], list]) {
      expect(await guard(nothing).catch((thrown: unknown) => thrown)).to.be.instanceOf(PublicError);
    }
  });

  it('takes other sources from the settings, in place of its own', async () => {
    const other = tokenGuard(() =>
      parseTokenSources({ tokenSources: ['TokenGeneration_NewPasswordChallenge'] }),
    );
    expect(await other(event('TokenGeneration_NewPasswordChallenge'))).to.be.an('object');
    expect(await other(event('TokenGeneration_Authentication')).catch(() => 'refused')).to.equal('refused');
  });

  it('refuses everything where its settings are wrong, and says which one', async () => {
    const broken = tokenGuard(() => parseTokenSources({ tokenSources: 'TokenGeneration_Authentication' }));
    expect(await broken(event('TokenGeneration_Authentication')).catch(() => 'refused')).to.equal('refused');
    expect(output.text()).to.include('tokenSources takes a list');
  });
});
