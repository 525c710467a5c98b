import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import type { JsonObject } from '../../../local/aws-service.ts';
import { parseTfvars } from '../../../local/terraform/tfvars.ts';
import { moduleBlock, toHcl } from '../../../local/watch/hcl.ts';
import { need } from '../../support/need.ts';

const INPUTS: JsonObject = {
  name: 'shop',
  flow: [
    { challenge: 'password' },
    { any_of: ['email_otp', 'sms_otp'], name: 'code', attempts: 5, when: { clients: ['app'] } },
  ],
  email: { from: 'sign-in@example.com' },
  sms: null,
  clients: { app: {}, 'the back end': { generate_secret: true, read_attributes: [] } },
  ledger_enabled: false,
  texts: { en: 'a "quoted" $${literal} %{percent}\nline\ttab \\ \u0007 ünï ☕' },
  tags: { owner: 'identity', a: 1.5, b: -3, nothing: null },
  countries: [
    '+1',
    '+31',
    '+32',
    '+33',
    '+34',
    '+39',
    '+41',
    '+43',
    '+44',
    '+45',
    '+46',
    '+47',
    '+48',
    '+49',
  ],
};

describe('inputs as a Terraform module block', () => {
  it('have a line for each, with the equals signs of neighbours in one column', () => {
    const inputs = { name: 'shop', flow: [{ challenge: 'captcha' }], sms: null };
    expect(moduleBlock('sign_in', './module', inputs)).to.equal(`module "sign_in" {
  source = "./module"

  name = "shop"
  flow = [{ challenge = "captcha" }]
}
`);
    expect(moduleBlock('sign_in', './module', {})).to.equal(`module "sign_in" {
  source = "./module"
}
`);
  });

  it('quote what Terraform would take for a template', () => {
    expect(toHcl('${var.x} %{if} $$ "')).to.equal('"$${var.x} %%{if} $$ \\""');
  });

  describe('to Terraform', () => {
    before(need('terraform'));

    it('are formatted as it formats', () => {
      const input = moduleBlock('sign_in', './module', INPUTS);
      const { stdout, status } = spawnSync('terraform', ['fmt', '-'], { input, encoding: 'utf8' });
      expect(status).to.equal(0);
      expect(stdout).to.equal(input);
    });
  });

  it('mean the same when they are read', () => {
    const [, ...lines] = moduleBlock('sign_in', './module', INPUTS).trimEnd().split('\n').slice(0, -1);
    const { source, ...inputs } = parseTfvars(lines.join('\n'), 'main.tf');
    const { sms: _, ...given } = INPUTS;
    expect(source).to.equal('./module');
    expect(inputs).to.deep.equal(given);
  });
});
