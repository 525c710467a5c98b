import { expect } from 'chai';
import { need } from '../support/need.ts';
import { type Person, person, type Served, serveConsole } from './served.ts';

/** What takes its time on AWS takes it here: the shortest that the module lets anybody set. */
const [RESEND_SECONDS, LIFETIME_SECONDS] = [25, 30];

describe('A code that a person waits with, in a browser', function () {
  this.timeout(120_000);
  let served: Served;
  let somebody: Person;

  before(async function () {
    need('chromium').call(this);
    served = await serveConsole({
      flow: [{ challenge: 'email_otp', lifetime_seconds: LIFETIME_SECONDS }],
      delivery: { app_name: 'Acme', resend_seconds: RESEND_SECONDS },
      email: { from: 'sign-in@acme.example' },
    });
    somebody = await person(served);
  });
  after(() => served?.close());

  it('is sent again when the countdown is over, comes too late after its time, and the next one signs in', async () => {
    const { app, inbox, press, sees, problems } = somebody;
    /** The codes that came, once there are so many. */
    const codes = async (count: number) => {
      await inbox
        .locator('.code')
        .nth(count - 1)
        .waitFor();
      return (await served.state()).messages.map(({ code }) => code);
    };
    const give = async (text = '') => {
      await app.getByRole('textbox').fill(text);
      await app.getByRole('button', { name: 'Continue' }).click();
    };
    await press('Continue');
    await sees(/^Send it again in /, app);
    const [sent] = await codes(1);
    const again = app.getByRole('button', { name: 'Send it again', exact: true });
    await again.click({ timeout: (RESEND_SECONDS + 10) * 1000 });
    await sees(/^Send it again in /, app);
    expect(await codes(2)).to.deep.equal([sent, sent]);

    const timeLeft = app.getByText(/Time left/).first();
    await timeLeft.waitFor({ state: 'hidden', timeout: (LIFETIME_SECONDS + 10) * 1000 });
    await give(sent);
    await sees('That came too late.', app);
    const [, , fresh] = await codes(3);
    await give(fresh);
    await sees('Signed in', app);
    expect(fresh).to.not.equal(sent);
    expect(problems).to.deep.equal([]);
  });
});
