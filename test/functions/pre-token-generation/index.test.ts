import { expect } from 'chai';
import { importAfresh, rejection } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';

describe('pre-token-generation', () => {
  const output = recordOutput();
  const before = process.env.CHALLENGE_SETTINGS;
  afterEach(() => {
    process.env.CHALLENGE_SETTINGS = before;
    if (before === undefined) delete process.env.CHALLENGE_SETTINGS;
  });

  const startWith = (settings: string | undefined) => {
    process.env.CHALLENGE_SETTINGS = settings;
    if (settings === undefined) delete process.env.CHALLENGE_SETTINGS;
    return importAfresh('pre-token-generation');
  };
  const tokens = (triggerSource: string) => ({ triggerSource, response: {} });

  it('lets through what the settings of its environment name, and nothing else', async () => {
    const handler = await startWith('{"tokenSources":["TokenGeneration_HostedAuth"]}');
    expect(await handler(tokens('TokenGeneration_HostedAuth'))).to.deep.equal(
      tokens('TokenGeneration_HostedAuth'),
    );
    expect((await rejection(handler(tokens('TokenGeneration_Authentication')))).message).to.equal(
      'Sign-in is not available',
    );
  });

  for (const [title, settings] of [
    ['there are none', undefined],
    ['they are no JSON', '{'],
  ] as const) {
    it(`gives no tokens where ${title}, and says so to the operator`, async () => {
      const handler = await startWith(settings);
      expect((await rejection(handler(tokens('TokenGeneration_Authentication')))).message).to.equal(
        'Sign-in is not available',
      );
      expect(output.text()).to.include('CHALLENGE_SETTINGS');
    });
  }
});
