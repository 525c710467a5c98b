import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { compose } from '../../functions/delivery/outgoing.ts';
import { sendersFor } from '../../functions/delivery/senders.ts';
import { parseMessageSettings } from '../../functions/delivery/settings.ts';
import { blanks } from '../../functions/delivery/texts/blanks.ts';
import { builtIn } from '../../functions/delivery/texts/built-in.ts';
import { parseOwnTexts } from '../../functions/delivery/texts/own-texts.ts';
import { render } from '../../functions/delivery/texts/render.ts';
import { messageNames } from '../../functions/delivery/texts/template.ts';
import { reply, useAwsServer } from '../support/aws-server.ts';
import { ADDRESS, deliverSettings, handedOver } from '../support/delivery.ts';
import { awsEnvironment, useEnvironment } from '../support/environment.ts';
import { SAMPLE } from '../support/texts-sheet.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('docs/messages.md', () => {
  const page = readFileSync(join(root, 'docs/messages.md'), 'utf8');
  const [texts = '', event = ''] = Array.from(
    page.matchAll(/^```json\n(.*?)^```$/gms),
    ([, json = '']) => json,
  );

  const aws = useAwsServer(reply(200, 'null'));
  useEnvironment(() => awsEnvironment(aws.url()));

  it('shows texts that the function takes, one of each message', () => {
    const templates = parseOwnTexts(texts, 'texts.en');
    expect(Object.keys(templates)).to.have.members([...messageNames]);
    for (const template of Object.values(templates)) {
      expect(() => template && render(template, SAMPLE, 'en')).not.to.throw();
    }
  });

  it('tells of every blank there is, and of no other', () => {
    const told = Array.from(page.matchAll(/^\| `\{(\w+)\}` \|/gm), ([, name]) => name);
    expect(told).to.have.members([...new Set(messageNames.flatMap(name => blanks[name].known))]);
  });

  it('shows the event that own senders get, field by field', async () => {
    const sender = { functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:sender' };
    const settings = parseMessageSettings(JSON.stringify(deliverSettings({ sender })));
    const found = { template: builtIn('en').email_otp ?? { text: '' }, locale: 'en' };
    const values = { code: '482915', minutes: '3' };
    const message = { ...handedOver({ name: 'Casey' }), address: ADDRESS };
    await sendersFor(settings, Date.now).EMAIL?.(
      compose(message, found, { medium: 'EMAIL', values, expiresAt: 1 }, settings),
    );
    const fields = (value: object): unknown =>
      Object.fromEntries(
        Object.entries(value).map(([name, each]) => [
          name,
          Object(each) === each ? fields(each) : typeof each,
        ]),
      );
    expect(fields(JSON.parse(event))).to.deep.equal(fields(JSON.parse(aws.received[0]?.body ?? '')));
  });

  it('tells of every metric there is, and of no other', () => {
    const source = readFileSync(join(root, 'functions/delivery/report.ts'), 'utf8');
    const told = Array.from(page.matchAll(/^\| `(Message\w+)` \|/gm), ([, name]) => name);
    const counted = Array.from(source.matchAll(/'(Message[A-Z]\w+)'/g), ([, name]) => name);
    expect(told).to.have.members([...new Set(counted)]);
  });
});
