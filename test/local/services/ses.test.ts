import { expect } from 'chai';
import type { Caller, JsonObject } from '../../../local/aws-service.ts';
import type { Iam } from '../../../local/services/iam.ts';
import type { OutgoingMessage } from '../../../local/services/outbox.ts';
import { createSes, emailSender } from '../../../local/services/ses.ts';
import type { SesAccount } from '../../../local/services/ses-requests.ts';
import { allow, parsed, person, place, refusal, roleOf, type Statement } from './caller.ts';

const SES = 'arn:aws:ses:eu-central-1:123456789012';
const [SENDER, RECIPIENT] = [`${SES}:identity/acme.example`, `${SES}:identity/user@example.com`];
const OUT_OF_SANDBOX: SesAccount = { sandbox: false };

describe('createSes', () => {
  let sent: OutgoingMessage[];
  beforeEach(() => {
    sent = [];
  });

  const message = (changes: JsonObject = {}): JsonObject => ({
    FromEmailAddress: '"Acme" <sign-in@acme.example>',
    Destination: { ToAddresses: ['user@example.com'] },
    Content: {
      Simple: {
        Subject: { Data: 'Your code' },
        Body: { Text: { Data: '123456' }, Html: { Data: '<p>123456</p>' } },
      },
    },
    ...changes,
  });
  const send = async (
    { iam, caller }: { iam: Iam; caller: Caller },
    input: JsonObject = message(),
    account?: SesAccount,
  ) => {
    const request = { labels: [], query: new URLSearchParams(), headers: {}, body: JSON.stringify(input) };
    const ses = createSes(emailSender(place, iam, outgoing => void sent.push(outgoing), account));
    const answer = await ses.routes[0]?.operation(request, caller);
    return parsed(answer ?? { body: '{}' });
  };
  const anyone = { ...roleOf(), caller: person };
  const allowed = (...resources: string[]) => roleOf(allow('ses:SendEmail', ...resources));

  it('puts the mail into the outbox', async () => {
    const answer = await send(anyone);
    expect(answer.MessageId).to.match(/^[\w-]{36}$/);
    expect(sent).to.deep.equal([
      {
        medium: 'EMAIL',
        to: 'user@example.com',
        subject: 'Your code',
        text: '123456',
        html: '<p>123456</p>',
      },
    ]);
  });

  it('takes nothing while the account is suspended, and again once it is not', async () => {
    let suspended = true;
    const said = { code: 'AccountSuspendedException', message: 'No.' } as const;
    const account: SesAccount = { refusal: () => (suspended ? said : undefined) };
    expect(await refusal(() => send(anyone, message(), account))).to.include(said);
    expect(sent).to.deep.equal([]);
    suspended = false;
    await send(anyone, message(), account);
    expect(sent).to.have.length(1);
  });

  const CONFIGURATION_SET = `${SES}:configuration-set/codes`;
  const OF_OTHERS = 'arn:aws:ses:eu-central-1:999999999999:identity/acme.example';
  const authorised: [title: string, input: JsonObject, account: SesAccount, resources: string[]][] = [
    ['the domain of the sender', {}, OUT_OF_SANDBOX, [SENDER]],
    ['the domain in small letters', { FromEmailAddress: 'a@ACME.Example' }, OUT_OF_SANDBOX, [SENDER]],
    [
      'the address of the sender, where it is verified',
      {},
      { sandbox: false, identities: ['acme.example', 'sign-in@acme.example'] },
      [`${SES}:identity/sign-in@acme.example`],
    ],
    [
      'a domain above, where that is verified',
      { FromEmailAddress: 'a@mail.acme.example' },
      { sandbox: false, identities: ['acme.example'] },
      [SENDER],
    ],
    ['the identity that is named', { FromEmailAddressIdentityArn: OF_OTHERS }, OUT_OF_SANDBOX, [OF_OTHERS]],
    [
      'the configuration set besides',
      { ConfigurationSetName: 'codes' },
      OUT_OF_SANDBOX,
      [SENDER, CONFIGURATION_SET],
    ],
    ['the recipient’s identity besides, in the sandbox', {}, {}, [SENDER, RECIPIENT]],
    [
      'the domain of the recipient, where that is verified',
      {},
      { identities: ['acme.example', 'example.com'] },
      [SENDER, `${SES}:identity/example.com`],
    ],
  ];
  for (const [title, input, account, resources] of authorised) {
    it(`wants the permission for ${title}`, async () => {
      await send(allowed(...resources), message(input), account);
      expect(sent).to.have.length(1);
      for (const missing of resources) {
        const rest = resources.filter(resource => resource !== missing);
        const error = await refusal(() =>
          send(allowed('arn:aws:s3:::none', ...rest), message(input), account),
        );
        expect(error.code).to.equal('AccessDeniedException');
        expect(error.message).to.include(`ses:SendEmail on resource: ${missing} because`);
      }
      expect(sent).to.have.length(1);
    });
  }

  const context: [key: string, value: string][] = [
    ['ses:FromAddress', 'sign-in@acme.example'],
    ['ses:FromDisplayName', 'Acme'],
    ['ses:ApiVersion', '2'],
  ];
  for (const [key, value] of context) {
    it(`tells policies ${key}`, async () => {
      const on = (expected: string): Statement => ({
        ...allow('ses:SendEmail', '*'),
        Condition: { StringEquals: { [key]: expected } },
      });
      await send(roleOf(on(value)));
      await refusal(() => send(roleOf(on(value.toUpperCase().concat('x')))));
    });
  }

  it('tells policies the recipients, of which there may be several', async () => {
    const to = (pattern: string): Statement => ({
      ...allow('ses:SendEmail', '*'),
      Condition: { 'ForAllValues:StringLike': { 'ses:Recipients': pattern } },
    });
    await send(roleOf(to('*@example.com')));
    await refusal(() => send(roleOf(to('*@acme.example'))));
  });

  describe('with an override of tracking', () => {
    const [BOTH, CLICKS] = [
      { OpenTrackingEnabled: 'DISABLED', ClickTrackingEnabled: 'DISABLED' },
      { ClickTrackingEnabled: 'DISABLED' },
    ];
    const tracked = (Tracking: JsonObject) => message({ ConfigurationOverrides: { Tracking } });
    const OVERRIDE = 'ses:ApplyTrackingConfigurationOverrides';
    const may = (Condition?: object) =>
      roleOf(allow('ses:SendEmail', '*'), { ...allow(OVERRIDE, '*'), ...(Condition && { Condition }) });
    const ONLY_OFF = {
      StringEquals: { 'ses:OpenTrackingEnabled': 'DISABLED', 'ses:ClickTrackingEnabled': 'DISABLED' },
    };

    it('sends nothing without the permission for it, on *', async () => {
      const roles = [allowed('*'), roleOf(allow('ses:SendEmail', '*'), allow(OVERRIDE, `${SES}:identity/*`))];
      for (const role of roles) {
        const error = await refusal(() => send(role, tracked(BOTH)));
        expect(error.message).to.include(`perform: ${OVERRIDE} on resource: * because`);
      }
      expect(sent).to.deep.equal([]);
      await send(may(), tracked(BOTH));
      expect(sent).to.have.length(1);
    });

    it('asks for it only where there is an override', async () => {
      await send(allowed('*'), message({ ConfigurationOverrides: {} }));
      expect(sent).to.have.length(1);
    });

    it('tells policies only what the request says: one of two keys meets no condition on both', async () => {
      await send(may(ONLY_OFF), tracked(BOTH));
      await refusal(() => send(may(ONLY_OFF), tracked(CLICKS)));
      await refusal(() => send(may(ONLY_OFF), tracked({ ...BOTH, OpenTrackingEnabled: 'ENABLED' })));
    });
  });

  const invalid: [string, JsonObject][] = [
    ['no sender', { FromEmailAddress: 'Acme' }],
    ['no recipient', { Destination: { ToAddresses: [] } }],
    ['several recipients', { Destination: { ToAddresses: ['a@b.example', 'c@d.example'] } }],
    ['no content', { Content: {} }],
    ['no body', { Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } }],
  ];
  for (const [title, changes] of invalid) {
    it(`refuses a mail with ${title}`, async () => {
      const error = await refusal(() => send(anyone, message(changes)));
      expect(error.code).to.equal('BadRequestException');
      expect(sent).to.deep.equal([]);
    });
  }
});
