import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { challengeKinds } from '../../functions/challenge-kinds.ts';
import { toMetadata } from '../../functions/flow/round.ts';
import * as budget from '../../functions/flow/session-budget.ts';
import { worstSessionBytes } from '../../functions/flow/session-size.ts';
import { toPrivateParameters } from '../../functions/question/question.ts';
import { faults, type Schema } from '../conformance/json-schema.ts';
import { publicParameters } from '../support/public-parameters.ts';
import { recordOutput } from '../support/recorded-output.ts';
import { CAPTCHA, EMAIL, PASSWORD } from '../support/settings.ts';
import { cognitoEvent, type TriggerKind, unknownUser } from '../support/trigger-events.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const schemaOf = (name: string): Schema => JSON.parse(text(`schemas/${name}.schema.json`));

describe('docs/contract.md', () => {
  recordOutput();
  const page = text('docs/contract.md');

  /** The names in the first column of the table under a heading. */
  function table(heading: string): string[] {
    const [, section = ''] = page.split(`## ${heading}\n`);
    const rows = section.split('\n## ')[0]?.match(/^\| `.*$/gm) ?? [];
    return rows.flatMap(row =>
      Array.from(row.split('|')[1]?.matchAll(/`([^`]+)`/g) ?? [], ([, name = '']) => name),
    );
  }

  for (const [heading, name] of [
    ['Public parameters', 'public-parameters'],
    ['ClientMetadata', 'client-metadata'],
  ] as const) {
    it(`has the names of ${name} in its table, each and no other`, () => {
      const names = Object.keys(Object(schemaOf(name).properties));
      const told = table(heading).filter(each => each !== '<step name>.<name>');
      expect(told).to.have.members(names);
    });
  }

  const { password: _, ...asked } = challengeKinds;
  for (const challenge of Object.keys(asked)) {
    it(`tells of every public parameter of ${challenge}`, async () => {
      const parameters = await publicParameters(challenge);
      const strict = { ...schemaOf('public-parameters'), additionalProperties: false };
      expect(faults(parameters, strict)).to.deep.equal([]);
      expect(parameters).to.include({ challenge, error: 'WRONG_ANSWER' });
    });
  }

  it('names no public parameter that no challenge has', async () => {
    const had = (await Promise.all(Object.keys(asked).map(publicParameters))).flatMap(Object.keys);
    const named = Object.keys(Object(schemaOf('public-parameters').properties));
    expect(named.filter(name => !had.includes(name))).to.deep.equal(['USERNAME']);
  });

  const events: readonly [kind: TriggerKind, schema: string][] = [
    ['define', 'define-auth-challenge-event'],
    ['create', 'create-auth-challenge-event'],
    ['verify', 'verify-auth-challenge-response-event'],
  ];
  for (const [kind, name] of events) {
    it(`has a schema for what Cognito sends to ${kind}`, () => {
      const clientMetadata = { action: 'resend', locale: 'de' };
      const event = cognitoEvent(kind, { clientMetadata }, { newField: 1 });
      for (const sent of [event, unknownUser(event), cognitoEvent(kind, { clientMetadata: null })])
        expect(faults(sent, schemaOf(name))).to.deep.equal([]);
    });

    it(`has one that an event to another trigger than ${kind} does not meet`, () => {
      for (const [other] of events.filter(([each]) => each !== kind))
        expect(faults(cognitoEvent(other), schemaOf(name))).not.to.deep.equal([]);
    });
  }

  it('shows the lines for Python as the example has them', () => {
    const [, code = ''] = /```python\n([^`]*sys\.stdin[^`]*)```/.exec(page) ?? [];
    expect(code).not.to.equal('');
    const lines = code.trim().split('\n');
    expect(text('examples/python-challenge/handler.py')).to.include(
      lines.map(line => `    ${line}`).join('\n'),
    );
  });

  it('names the limits that the reader of external answers has', () => {
    expect(text('functions/challenges/external/answers.ts')).to.include('MAX_PUBLIC_BYTES = 8192');
    for (const bytes of [8192, budget.EXTERNAL_PRIVATE_BYTES, budget.NOTE_MAX_BYTES])
      expect(page).to.include(`${bytes} bytes`);
  });
});

describe('docs/how-it-works.md', () => {
  const page = text('docs/how-it-works.md');
  const NONCE = 'lsBFzp8XLa7ptwYVYJG2OQ';
  const TRACE = '0wqZkBv-Kq3vT_0a';
  const [issuedAt, sends] = [Number.parseInt('tovdde', 36), 1];

  it('shows what a session holds as it is', () => {
    const question = { step: 'email_otp', challenge: 'email_otp', nonce: NONCE, issuedAt };
    const asked = toPrivateParameters({ ...question, askedAt: issuedAt, round: 'Kq3vT_0a', trace: TRACE });
    const kept = { nonce: NONCE, askedAt: issuedAt, sends, sentAt: issuedAt };
    expect(page).to.include(`\`question\`: \`${asked.question}\``);
    expect(page).to.include(`\`${toMetadata('email_otp', { ...question, spent: 0, kept, trace: TRACE })}\``);
  });

  it('has the numbers of the session budget', () => {
    expect(page)
      .to.include(`${budget.SESSION_LIMIT_BYTES} bytes of JSON`)
      .and.include('all eight free rounds');
    expect(budget.FREE_ROUNDS).to.equal(8);
    const rows = [
      `${budget.PASSWORD_FIRST_BYTES} where the flow begins with \`password\`, ${budget.OTHERWISE_FIRST_BYTES} otherwise`,
      `| ${budget.ENTRY_BYTES + budget.METADATA_BYTES} and the challenge's name`,
      `| … of \`email_otp\`, \`sms_otp\`, \`magic_link\` | ${budget.KEPT_BYTES} more`,
      `${budget.NOTE_BYTES} more: a note of ${budget.NOTE_MAX_BYTES} bytes`,
      `| the first round | ${budget.FIRST_ROUND_BYTES} more: the trace`,
      `| private parameters | ${budget.PRIVATE_BYTES}; ${budget.EXTERNAL_PRIVATE_BYTES} more with`,
    ];
    for (const row of rows) expect(page).to.include(row);
  });

  it('has what two flows come to', () => {
    const codes = [1, 2, 3, 4, 5, 6].map(n => ({ ...EMAIL, name: `code_${n}` }));
    expect(page).to.include(`The default flow can fill ${worstSessionBytes([PASSWORD, CAPTCHA])} bytes`);
    expect(Math.round(worstSessionBytes([PASSWORD, ...codes]) / 100) * 100).to.equal(4800);
    expect(page).to.include('some 4800');
  });
});

describe('docs/challenges.md', () => {
  it('has a section for each challenge, and no other', () => {
    const headings = Array.from(text('docs/challenges.md').matchAll(/^## (\w+)$/gm), ([, name]) => name);
    expect(headings).to.have.members(Object.keys(challengeKinds));
  });

  it('says of each what it stops and what it does not', () => {
    const [, ...sections] = text('docs/challenges.md').split(/^## /m);
    for (const section of sections) expect(section, section.slice(0, 20)).to.match(/\*\*Stops/);
  });
});
