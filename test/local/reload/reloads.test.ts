import { EventEmitter, once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type Running, run } from '../../../local/run/run.ts';
import { readGiven, readSetup } from '../../../local/run/setup.ts';
import { synthesizedModule } from '../../../local/run/synthesized-module.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { sdkUser } from '../../support/sdk-client.ts';

const RIDDLE = 'arn:aws:lambda:us-east-1:123456789012:function:riddle';
const DEMO = { username: 'demo@example.com', password: 'Demo-password-1' };

/** Asks for a word, and takes any answer. */
const riddle = (word: string) => `exports.handler = async event => {
  console.log('asked by ' + event.triggerSource + ' for ${word}');
  event.response.publicChallengeParameters = { word: '${word}' };
  event.response.answerCorrect = true;
  return event;
};`;
const text = (subject: string, blank = '{code}') =>
  JSON.stringify({ email_otp: { subject, text: `${blank}\n` } });
const flow = (...steps: object[]) => JSON.stringify({ flow: steps, email: { from: 'sign-in@acme.example' } });
const riddleStep = { challenge: 'external', name: 'riddle', function_arn: RIDDLE, proof: true };
const mailStep = { challenge: 'email_otp' };

describe('live reload', function () {
  this.timeout(60_000);
  const scratch = useScratchFolder();
  const module = synthesizedModule();
  let running: Running;
  const said: string[] = [];
  const logged: string[] = [];
  const news = new EventEmitter();

  const write = (name: string, content: string) => {
    const path = scratch(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  /** The next line that begins so. */
  const line = async (beginning: string): Promise<string> => {
    for (;;) {
      const index = said.findIndex(each => each.startsWith(beginning));
      if (index >= 0) return said.splice(0, index + 1).at(-1) ?? '';
      await once(news, 'line');
    }
  };
  const user = (username = DEMO.username) => {
    const { userPool, clients } = running.setup().deployment;
    const { endpoint } = running.local;
    const config = { userPoolId: userPool.id, clientIds: {} };
    return sdkUser({ endpoint, config, clientId: clients[0]?.id ?? '', demoUser: DEMO }, username);
  };
  /** Of the message that somebody's first sign-in brings. */
  const subjectFor = async (to: string) => {
    await running.local.users().add([{ username: to }]);
    await user(to).begin();
    const [message] = await running.local.messages({ to, waitMs: 20_000 });
    return message?.subject;
  };

  before(async () => {
    write('riddle/index.js', riddle('first'));
    write('texts/en.json', text('English'));
    running = await run(module, {
      inputs: write('inputs.json', flow(riddleStep, mailStep)),
      texts: scratch('texts'),
      externalFunctions: {
        [RIDDLE]: { packagePath: scratch('riddle'), runtime: 'nodejs22.x', handler: 'index.handler' },
      },
      demo: { password: DEMO.password },
      reload: 'on change',
      say: each => {
        said.push(each);
        news.emit('line');
      },
      onLog: (name, each) => logged.push(`${name}: ${each}`),
    });
  });
  after(() => running?.close());

  it('runs a changed external function, in the middle of a sign-in', async () => {
    const asked = await user().begin();
    expect(asked.ChallengeParameters).to.include({ 'riddle.word': 'first' });
    write('riddle/index.js', riddle('second'));

    expect(await line('Live: ')).to.include('riddle');
    const next = await user().answer(asked, 'anything');
    expect(next.ChallengeParameters).to.include({ challenge: 'email_otp' });
    expect((await user().begin()).ChallengeParameters).to.include({ 'riddle.word': 'second' });
    expect(logged.join('\n')).to.include('for first').and.include('for second');
  });

  it('goes on with the old one where the new one is broken, and says which and why', async () => {
    write('riddle/index.js', 'exports.handler = async (;');

    expect(await line('Not live: '))
      .to.include('What was there before goes on.')
      .and.include(`${RIDDLE} cannot be initialized: `)
      .and.include('SyntaxError');
    expect((await user().begin()).ChallengeParameters).to.include({ 'riddle.word': 'second' });
  });

  it('runs changed inputs, together with what else has changed, with the users that there are', async () => {
    await running.local.users().add([{ username: 'casey@example.com' }]);
    write('riddle/index.js', riddle('third'));
    write('inputs.json', flow(mailStep));

    expect(await line('Live: '))
      .to.include('inputs.json')
      .and.include('riddle');
    expect((await user().begin()).ChallengeParameters).to.include({ challenge: 'email_otp', steps: '1' });
    const users = await running.local.users().list();
    expect(users.map(({ attributes }) => attributes.email)).to.include('casey@example.com');
  });

  it('goes on with the old ones where the new ones would be refused, in the words of a plan', async () => {
    write('inputs.json', flow({ challenge: 'captcha' }));

    expect(await line('Not live: '))
      .to.include('inputs.json')
      .and.include('proves who');
    expect((await user().begin()).ChallengeParameters).to.include({ challenge: 'email_otp' });
  });

  it('sends changed texts; a wrong one leaves its language as it was', async () => {
    expect(await subjectFor('ash@example.com')).to.equal('English');
    write('texts/en.json', text('Wrong', '{cod}'));

    expect(await line('Wrong text: '))
      .to.include('en.json.email_otp.text has the placeholder {cod}')
      .and.include('Messages in en stay as they were.');
    await line('Live: ');
    write('texts/en.json', text('Plain English'));
    await line('Live: ');
    expect(await subjectFor('kit@example.com')).to.equal('Plain English');
  });

  it('runs what a plan says, too: it is read in the same way', async () => {
    const plan = fileURLToPath(new URL('../inputs/plan.json', import.meta.url));
    const given = await readGiven({ plan, module: 'module.sign_in' });
    const { deployment } = await readSetup(module, given, {});

    expect(given.remarks).to.include('From the plan: flow = var.flow');
    expect(deployment.functions.map(({ name }) => name)).to.include('acme-deliver-challenge');
  });

  it('makes the packages again, and tells whether one is another than before', async () => {
    const { modulePath } = await module.read();
    const zip = join(modulePath, 'packages/define-auth-challenge.zip');
    const before = readFileSync(zip);
    writeFileSync(zip, 'of other sources');

    expect(await module.sources?.rebuild()).to.equal(true);
    expect(readFileSync(zip).equals(before)).to.equal(true);
    expect(await module.sources?.rebuild()).to.equal(false);
  });
});
