import { expect } from 'chai';
import { humanCheck } from '../../../../functions/challenges/human-check/index.ts';
import { providers } from '../../../../functions/challenges/human-check/providers.ts';
import { postForm } from '../../../../functions/http/http.ts';
import { SettingsError } from '../../../../functions/settings/settings-error.ts';
import { breakOff, hang, type Reply, reply, useAwsServer } from '../../../support/aws-server.ts';
import { useEnvironment } from '../../../support/environment.ts';
import { rejection } from '../../../support/handlers.ts';
import { questionFrom, settingsFrom, worldWith } from '../../../support/questions.ts';
import { recordOutput } from '../../../support/recorded-output.ts';
import { NOW_SECONDS } from '../../../support/worlds.ts';

const SECRET = '0x4AAAAAAA+secret/of&the=site';
const TOKEN = `token.${'x'.repeat(2000)}&secret=other`;
const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:turnstile-AbCdEf';
const SETTINGS = {
  provider: 'turnstile',
  site_key: '1x00000000000000000000AA',
  secret_arn: SECRET_ARN,
  hostnames: ['app.ember.example'],
  action: 'sign-in',
};
const GOOD = {
  success: true,
  hostname: 'app.ember.example',
  action: 'sign-in',
  score: 0.9,
  challenge_ts: new Date((NOW_SECONDS - 20) * 1000).toISOString(),
};
const FLOW = settingsFrom([{ challenges: ['password'] }, { challenges: ['human_check'] }]);
const question = questionFrom(FLOW);

describe('human_check', function () {
  this.timeout(20_000);

  const output = recordOutput();
  const service = useAwsServer(reply(200, GOOD));
  useEnvironment(() => ({ HUMAN_CHECK_ENDPOINT: `${service.url()}/siteverify` }));

  const secretsAsked: string[] = [];
  const world = worldWith({
    postForm,
    secretText: async arn => {
      secretsAsked.push(arn);
      return SECRET;
    },
  });
  const verify = (changes: object = {}) =>
    humanCheck({ ...SETTINGS, ...changes }, world).verify(question, TOKEN, {});

  it('gives the client what the widget needs', async () => {
    const create = (changes: object) => humanCheck({ ...SETTINGS, ...changes }, world).create(question);
    const shown = { provider: 'turnstile', siteKey: SETTINGS.site_key };
    expect(await create({})).to.deep.equal({ public: { ...shown, action: 'sign-in' } });
    expect(await create({ action: undefined })).to.deep.equal({ public: shown });
  });

  it('posts secret and token as a form, not in the query string, where logs would keep them', async () => {
    expect(await verify()).to.equal(true);
    const [request] = service.received;
    expect(request).to.include({ method: 'POST', path: '/siteverify' });
    expect(request?.headers['content-type']).to.equal('application/x-www-form-urlencoded');
    const fields = Object.fromEntries(new URLSearchParams(request?.body));
    const { idempotency_key } = fields;
    expect(fields).to.deep.equal({ secret: SECRET, response: TOKEN, idempotency_key });
    expect(secretsAsked.at(-1)).to.equal(SECRET_ARN);
  });

  it('has Turnstile repeat its verdict where Cognito calls again, and only for the same question', async () => {
    for (const each of [question, question, questionFrom(FLOW, { nonce: 'B'.repeat(22) })])
      await humanCheck(SETTINGS, world).verify(each, TOKEN, {});
    const [one, again, other] = service.received.map(({ body }) =>
      new URLSearchParams(body).get('idempotency_key'),
    );
    expect(one).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    expect(again).to.equal(one);
    expect(other).not.to.equal(one);
  });

  it('gives hCaptcha the site key too', async () => {
    expect(await verify({ provider: 'hcaptcha' })).to.equal(true);
    expect(new URLSearchParams(service.received[0]?.body).get('sitekey')).to.equal(SETTINGS.site_key);
  });

  it('asks the provider itself where the environment names no other place', async () => {
    delete process.env.HUMAN_CHECK_ENDPOINT;
    for (const [provider, { url }] of Object.entries(providers)) {
      const asked: string[] = [];
      const noting = worldWith({
        ...world,
        postForm: async address => {
          asked.push(address);
          return GOOD;
        },
      });
      await humanCheck({ ...SETTINGS, provider }, noting).verify(question, TOKEN, {});
      expect(asked).to.deep.equal([url]);
      expect(url).to.match(/^https:\/\/[^?]+$/);
    }
  });

  for (const onFailure of ['closed', 'open']) {
    describe(`with onFailure ${onFailure}`, () => {
      it('takes a good token', async () => {
        expect(await verify({ on_failure: onFailure })).to.equal(true);
        expect(output.text()).not.to.include('_aws').and.not.include('was not passed');
      });

      const negative: readonly [title: string, verdict: object][] = [
        ['a refused token', { success: false, 'error-codes': ['invalid-input-response'] }],
        ['a token of another site', { ...GOOD, hostname: 'evil.example' }],
        ['a token for another action', { ...GOOD, action: 'checkout' }],
        ['an old token', { ...GOOD, challenge_ts: '2025-11-21T18:20:00Z' }],
        ['an answer with nothing but success', { success: true }],
      ];
      for (const [title, verdict] of negative) {
        it(`refuses ${title}`, async () => {
          service.replies(reply(200, verdict));
          expect(await verify({ on_failure: onFailure })).to.equal(false);
          expect(output.text()).to.include('The human check was not passed.');
        });
      }

      const unusable: readonly [title: string, reply: Reply][] = [
        ['an error of the service', reply(500, { success: true })],
        ['a redirect', reply(302, GOOD)],
        ['a page in the place of JSON', reply(200, '<html>Welcome to the hotel</html>')],
        ['JSON that is no object', reply(200, '[true]')],
        ['null', reply(200, 'null')],
        ['an object without a verdict', reply(200, { message: 'ok' })],
        ['a verdict that is neither true nor false', reply(200, { ...GOOD, success: 'yes' })],
        ['more than 64 KB', reply(200, { ...GOOD, padding: 'x'.repeat(70_000) })],
        ['a broken connection', breakOff],
        ['no answer at all', hang],
      ];
      for (const [title, response] of unusable) {
        it(`${onFailure === 'open' ? 'lets pass' : 'refuses'} on ${title}, and counts it`, async () => {
          service.replies(response);
          expect(await inNoTime(() => verify({ on_failure: onFailure }))).to.equal(onFailure === 'open');
          const name = onFailure === 'open' ? 'HumanCheckFailedOpen' : 'HumanCheckFailedClosed';
          const line =
            output
              .text()
              .split('\n')
              .find(text => text.includes('_aws')) ?? '{}';
          expect(JSON.parse(line)).to.include({ [name]: 1, Provider: 'turnstile' });
          expect(output.text()).to.match(/The human check (could not be asked|gave no verdict)\./);
        });
      }

      it('fails, rather than let anyone pass, without its own secret', async () => {
        const broken = worldWith({ postForm, secretText: async () => Promise.reject(new Error('denied')) });
        const error = await rejection(
          humanCheck({ ...SETTINGS, on_failure: onFailure }, broken).verify(question, TOKEN, {}),
        );
        expect(error.message).to.equal('denied');
      });
    });
  }

  it('writes neither the token nor the secret into the log', async () => {
    service.replies(
      breakOff,
      reply(200, `${SECRET} ${TOKEN}`),
      reply(200, { success: false, 'error-codes': [TOKEN] }),
    );
    for (let n = 0; n < 3; n++) await verify();
    expect(output.text()).not.to.equal('');
    for (const secret of [SECRET, TOKEN, 'token.']) expect(output.text()).not.to.include(secret);
  });

  describe('settings', () => {
    const wrong: readonly [field: string, value: unknown][] = [
      ['provider', 'recaptcha'],
      ['provider', undefined],
      ['site_key', ''],
      ['secret_arn', undefined],
      ['hostnames', []],
      ['hostnames', 'app.ember.example'],
      ['action', ''],
      ['minimum_score', 1.1],
      ['minimum_score', -0.1],
      ['minimum_score', '0.5'],
      ['minimum_score', Number.NaN],
      ['max_age_seconds', 10],
      ['max_age_seconds', 901],
      ['on_failure', 'maybe'],
    ];
    it('take a score of 0 and of 1', () => {
      for (const minimumScore of [0, 1]) humanCheck({ ...SETTINGS, minimum_score: minimumScore }, world);
    });

    for (const [field, value] of wrong) {
      it(`name ${field} where it is ${JSON.stringify(value)}`, () => {
        expect(() => humanCheck({ ...SETTINGS, [field]: value }, world)).to.throw(
          SettingsError,
          `human_check.${field}`,
        );
      });
    }
  });
});

/** Runs with deadlines cut short: what hangs need not be waited for. */
async function inNoTime<Result>(run: () => Promise<Result>): Promise<Result> {
  const real = AbortSignal.timeout;
  AbortSignal.timeout = () => real(150);
  try {
    return await run();
  } finally {
    AbortSignal.timeout = real;
  }
}
