import { AdminDisableUserCommand, ChangePasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import type { BusEvent, Snapshot } from '../../local/watch/protocol.ts';
import { listen } from '../local/watch/client.ts';
import { detailFaults } from '../support/bus.ts';
import { codeIn } from '../support/codes.ts';
import { useLoop } from '../support/loop.ts';
import { sdkClient, sdkUser } from '../support/sdk-client.ts';
import { rejection } from '../support/tokens.ts';

describe('Events of sign-ins', function () {
  this.timeout(120_000);
  const running = useLoop({
    inputs: {
      flow: [{ challenge: 'email_otp', attempts: 1 }],
      email: { from: 'sign-in@acme.example' },
      events: { user_changes_enabled: true },
    },
  });
  let events: Awaited<ReturnType<typeof listen>>;
  /** The next one of a type, once it is on the bus. */
  const next = async (detailType: string): Promise<BusEvent> => {
    for (;;) {
      const { event } = (await events.next('bus')) as unknown as { event: BusEvent };
      if (event.detailType === detailType) return event;
    }
  };
  before(async () => {
    events = await listen(running().endpoint);
  });
  after(() => events.close());

  it('say of one that passed, and of one that ended, which they are and not whose', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    await user.answer(await user.begin(), codeIn(await loop.message(email)));
    const passed = await next('Sign-In Passed');
    await rejection(user.answer(await user.begin(), 'wrong'));
    const ended = await next('Sign-In Ended');
    for (const event of [passed, ended]) {
      expect(detailFaults(event.detailType, event.detail)).to.deep.equal([]);
      expect(event).to.include({ source: 'cognito-challenge' });
      expect(event.bus).to.equal('arn:aws:events:us-east-1:123456789012:event-bus/default');
      expect(event.detail).to.include({ name: 'test', clientId: loop.clientId });
      expect(JSON.stringify(event)).to.not.include(email);
    }
    expect(ended.detail).to.include({ reason: 'AttemptsUsed' });
    // Which leads to the lines of all three functions that saw the sign-in, and is another one's in the other.
    const { trace } = passed.detail;
    expect(trace).to.not.equal(ended.detail.trace);
    const lines = loop.logs.filter(line => line.includes(`"trace":"${trace}"`));
    expect(lines.some(line => line.includes('Judged.'))).to.equal(true);
    expect(lines.some(line => line.includes('"MessageSent":1'))).to.equal(true);
  });

  it('say that a factor was changed, by whom of the two, and the sub alone of whose it is', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const { AuthenticationResult: tokens } = await user.answer(
      await user.begin(),
      codeIn(await loop.message(email)),
    );
    const client = sdkClient(loop);
    const { userPoolId: UserPoolId } = loop.config;
    const change = { PreviousPassword: 'Correct-horse-7', ProposedPassword: 'Correct-horse-8' };
    await client.send(new ChangePasswordCommand({ AccessToken: tokens?.AccessToken, ...change }));
    const isOf = async (by: string, kind: string): Promise<BusEvent> => {
      const event = await next('Factor Changed');
      return event.detail.by === by && event.detail.change === kind ? event : isOf(by, kind);
    };
    const byUser = await isOf('user', 'password');
    await client.send(new AdminDisableUserCommand({ UserPoolId, Username: email }));
    const byAdmin = await isOf('admin', 'disabled');
    for (const { detailType, detail } of [byUser, byAdmin]) {
      expect(detailFaults(detailType, detail)).to.deep.equal([]);
      expect(JSON.stringify(detail)).to.not.match(/@|horse/);
    }
    expect(byUser.detail).to.not.have.property('userPoolId');
    expect(byAdmin.detail).to.include({ userPoolId: UserPoolId, sub: byUser.detail.sub });
  });

  it('stand where a person or a script can look at them, with the call that published them', async () => {
    const state = (await (await fetch(`${running().endpoint}/local/state`)).json()) as Snapshot;
    const calls = state.runs.flatMap(run => run.calls).filter(({ role }) => role === 'Publish');
    expect(calls[0]?.awsCalls[0]).to.deep.include({
      ...{ action: 'events:PutEvents', isAllowed: true },
      resource: 'arn:aws:events:us-east-1:123456789012:event-bus/default',
    });
    const bus = (await (await fetch(`${running().endpoint}/local/bus`)).json()) as BusEvent[];
    const sources = new Set(bus.map(({ source }) => source));
    expect(sources).to.deep.equal(new Set(['cognito-challenge', 'aws.cognito-idp']));
  });
});
