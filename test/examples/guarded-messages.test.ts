import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SENDS = ['email_otp', 'sms_otp', 'magic_link'];

/** What people copy: configurations, programs and pages, by path. */
const files = ['README.md', 'SECURITY.md', 'docs', 'examples'].flatMap(path =>
  path.endsWith('.md')
    ? [path]
    : readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
        .filter(
          file => /\.(md|tf|ts|js|json)$/.test(file) && !/node_modules|cdktf\.out|\.terraform/.test(file),
        )
        .map(file => join(path, file)),
);

/** Every `flow = […]` of a text, in HCL, JSON or TypeScript: for each step, the challenges that the user chooses from. */
function flowsIn(text: string): string[][][] {
  return Array.from(text.matchAll(/\bflow["']?\s*[=:]\s*\[/g), ({ index, 0: start }) => {
    const steps = balanced(text.slice(index + start.length - 1).replace(/#.*$/gm, ''));
    return (steps.match(/\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g) ?? []).map(challengesOf);
  });
}

/** Up to the bracket that closes the first one. */
function balanced(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[') depth++;
    if (text[at] === ']' && --depth === 0) return text.slice(0, at + 1);
  }
  throw new Error(`A bracket is not closed: ${text.slice(0, 80)}`);
}

function challengesOf(step: string): string[] {
  const [, one, several] =
    /\b(?:challenge["']?\s*[=:]\s*["'](\w+)["']|any_of["']?\s*[=:]\s*\[([^\]]*)\])/.exec(step) ?? [];
  return one === undefined ? (several?.match(/\w+/g) ?? []) : [one];
}

/** Whether a message is to be had for pictures alone, which programs read. A choice is as dear as its cheapest part. */
function isForPicturesOnly(flow: readonly (readonly string[])[]): boolean {
  const message = flow.findIndex(challenges => challenges.some(challenge => SENDS.includes(challenge)));
  const before = flow.slice(0, message);
  return before.length > 0 && before.every(challenges => challenges.includes('captcha'));
}

describe('What people copy', () => {
  const flows = files.flatMap(file =>
    flowsIn(readFileSync(join(root, file), 'utf8')).map(flow => ({ file, flow })),
  );

  it('has flows in each of its forms', () => {
    const forms = new Set(flows.map(({ file }) => file.replace(/^.*\./, '')));
    expect([...forms]).to.include.members(['md', 'tf', 'ts']);
    expect(flows.length).to.be.greaterThan(15);
    for (const { file, flow } of flows) for (const step of flow) expect(step, file).to.not.be.empty;
  });

  it('has no flow in which a picture is all that is between a stranger and a message', () => {
    expect(flows.filter(({ flow }) => isForPicturesOnly(flow))).to.deep.equal([]);
  });

  it('would show one that has', () => {
    const alone = [
      'flow = [{ challenge = "captcha" }, { any_of = ["email_otp", "sms_otp"], name = "code" }]',
    ];
    alone.push('"flow": [{ "challenge": "captcha" }, { "challenge": "magic_link" }]');
    alone.push("flow: [\n { any_of: ['human_check', 'captcha'], attempts: 5 },\n { challenge: 'sms_otp' } ]");
    for (const text of alone) expect(flowsIn(text).map(isForPicturesOnly), text).to.deep.equal([true]);

    const guarded =
      'flow = [{ challenge = "proof_of_work" }, { challenge = "captcha" }, { challenge = "email_otp" }]';
    expect(flowsIn(guarded).map(isForPicturesOnly)).to.deep.equal([false]);
  });
});
