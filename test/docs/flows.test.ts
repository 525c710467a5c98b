import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));

const files = ['README.md', 'SECURITY.md', 'docs', 'examples'].flatMap(path =>
  path.endsWith('.md')
    ? [path]
    : readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
        .filter(file => /\.(md|tf|ts|json)$/.test(file) && !/node_modules|\.terraform|cdktf\.out/.test(file))
        .map(file => join(path, file)),
);

/** The steps of each flow that a text shows, in HCL, JSON or TypeScript: the challenges that each may ask. */
function flowsIn(text: string): string[][][] {
  const starts = Array.from(
    text.matchAll(/\bflow"?\s*[=:]\s*\[/g),
    ({ index, 0: start }) => index + start.length,
  );
  return starts.map(start => {
    const steps: string[] = [];
    let depth = 0;
    for (let at = start, from = start; at < text.length && depth >= 0; at++) {
      const character = text.charAt(at);
      if (character === '{' && depth++ === 0) from = at;
      else if (character === '}' && --depth === 0) steps.push(text.slice(from, at));
      else if (character === ']' && depth === 0) break;
    }
    return steps.map(step => {
      const [, asked = ''] = /\b(?:any_of|challenge)"?\s*[=:]\s*(\[[^\]]*\]|"\w+"|'\w+')/.exec(step) ?? [];
      return asked.match(/\w+/g) ?? [];
    });
  });
}

const MESSAGES = ['email_otp', 'sms_otp', 'magic_link'];

/** Whether all that stands before the first message is a picture, which programs read. */
function isGuardedByCaptchaAlone(flow: readonly (readonly string[])[]): boolean {
  const first = flow.findIndex(step => step.some(name => MESSAGES.includes(name)));
  return first > 0 && flow.slice(0, first).every(step => step.includes('captcha'));
}

describe('The flows that the documentation and the examples show', () => {
  it('are found', () => {
    expect(
      flowsIn(
        'flow = [{ challenge = "captcha" }, { any_of = ["email_otp", "sms_otp"], when = { clients = ["a"] } }]',
      ),
    ).to.deep.equal([[['captcha'], ['email_otp', 'sms_otp']]]);
    expect(
      flowsIn('"flow": [{ "challenge": "password" }]\nflow: [{ challenge: \'captcha\' }]'),
    ).to.deep.equal([[['password']], [['captcha']]]);
    const shown = files.flatMap(file => flowsIn(readFileSync(join(root, file), 'utf8')));
    expect(shown).to.have.length.above(15);
    expect(shown.flat(2)).to.include.members([...MESSAGES, 'captcha', 'password', 'proof_of_work']);
  });

  it('have no picture as the only guard before a message', () => {
    expect(isGuardedByCaptchaAlone([['human_check', 'captcha'], ['sms_otp']])).to.equal(true);
    const guarded = files.filter(file =>
      flowsIn(readFileSync(join(root, file), 'utf8')).some(isGuardedByCaptchaAlone),
    );

    expect(guarded).to.deep.equal([]);
  });
});
