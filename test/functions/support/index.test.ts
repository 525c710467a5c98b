import { expect } from 'chai';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import { parseSupportSettings } from '../../../functions/support/settings.ts';
import { useEnvironment } from '../../support/environment.ts';
import { importAfresh, rejection } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { KEY_ID } from '../../support/settings.ts';

const settings = {
  ...{ keyId: KEY_ID, userPoolId: 'eu-central-1_AbCdEfGhI', clientIds: [], logGroups: [], ledgerTable: 'l' },
  flow: [{ name: 'captcha', challenges: ['captcha'], lifetime_seconds: 180 }],
};

describe('support', () => {
  const output = recordOutput();
  let json: string | undefined;
  beforeEach(() => {
    json = JSON.stringify(settings);
  });
  // Nobody listens there.
  useEnvironment(() => ({ CHALLENGE_SETTINGS: json, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }));
  const call = async (event: unknown) => rejection((await importAfresh('support'))(event));

  it('tells an operator what is wrong with a request, logs nothing of it, and counts no fault', async () => {
    const event = { action: 'trace', username: 'casey.ember', from: 'casey.ember' };
    const { error } = await (await importAfresh('support'))(event);
    expect(error).to.include('from takes a time with its zone');
    const lines = output.text().split('\n');
    expect(lines.filter(line => !line.startsWith('{"_aws"')).join('')).to.equal('');
    expect(output.text()).to.include('"Faults":0').and.not.include('casey');
  });

  it('names what AWS answered, and leaves the rest to the log, which names no user', async () => {
    const error = await call({ action: 'trace', username: 'casey.ember' });
    expect(error.message).to.equal("The request failed (ECONNREFUSED): the function's log says why.");
    expect(output.text())
      .to.include('"Faults":1')
      .and.include('A support request failed.')
      .and.match(/error: 'AwsCallError: ECONNREFUSED/)
      .and.match(/stack: '.*\n? *at /)
      .and.not.include('casey');
  });

  it('reads its settings once', async () => {
    const handler = await importAfresh('support');
    const wrong = { action: 'trace' };
    await handler(wrong);
    process.env.CHALLENGE_SETTINGS = '{}';
    expect(await handler(wrong))
      .to.have.property('error')
      .that.includes('username is missing');
  });

  it('takes settings as the module writes them, and no others', () => {
    const of = (step: object) =>
      parseSupportSettings(JSON.stringify({ ...settings, flow: [{ ...settings.flow[0], ...step }] }));
    for (const seconds of [30, 900])
      expect(of({ lifetime_seconds: seconds }).flow[0]).to.include({ lifetimeSeconds: seconds });
    const { ledgerTable: _, ...stateless } = settings;
    expect(parseSupportSettings(JSON.stringify(stateless))).to.not.have.property('ledgerTable', 'l');
    for (const wrong of [{ lifetime_seconds: 29 }, { lifetime_seconds: 901 }, { challenges: [] }])
      expect(() => of(wrong)).to.throw(SettingsError);
  });

  it('says in the log which setting is wrong', async () => {
    process.env.CHALLENGE_SETTINGS = JSON.stringify({ ...settings, flow: [] });
    expect((await call({ action: 'trace', username: 'casey.ember' })).message).to.include('(an error)');
    expect(output.text()).to.include('flow takes one or more; got [].');
  });
});
