import { expect } from 'chai';
import type { Message, Metrics, Notice, User } from '../../../local/watch/protocol.ts';
import { packageOf, useLoop } from '../../support/loop.ts';
import { callOf, client, listen } from './client.ts';

const RIDDLE = 'arn:aws:lambda:us-east-1:123456789012:function:riddle';
const FLOW = [
  { challenge: 'email_otp' },
  { challenge: 'external', name: 'riddle', function_arn: RIDDLE, proof: false },
];
const riddle = `exports.handler = async event => {
  console.log('a riddle');
  const { request, response } = event;
  if (event.triggerSource.startsWith('Create')) {
    response.publicChallengeParameters = { word: 'stressed' };
    response.privateChallengeParameters = { answer: 'desserts' };
  } else response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.answer;
  return event;
};`;

/** One server for the file: the tests follow one another. */
describe('What the local server tells, and can be asked to do', function () {
  this.timeout(60_000);
  const running = useLoop(() => ({
    inputs: {
      ...{ flow: FLOW, email: { from: 'sign-in@example.com' } },
      alarms: { topic_arn: 'arn:aws:sns:us-east-1:123456789012:on-call' },
    },
    externalFunctions: {
      [RIDDLE]: { packagePath: packageOf(riddle), runtime: 'nodejs22.x', handler: 'index.handler' },
    },
    triggerTimeoutMs: 2000,
    triggerCalls: 1,
  }));
  const { send, get, state, run, cognito } = client(() => running().endpoint);

  const begin = async (USERNAME: string) =>
    (
      await cognito('InitiateAuth', {
        AuthFlow: 'CUSTOM_AUTH',
        ClientId: running().clientId,
        AuthParameters: { USERNAME },
      })
    ).body;
  const answer = async ({ Session, ChallengeParameters }: Record<string, unknown>, ANSWER: string) =>
    (
      await cognito('RespondToAuthChallenge', {
        ChallengeName: 'CUSTOM_CHALLENGE',
        ClientId: running().clientId,
        Session: String(Session),
        ChallengeResponses: { USERNAME: String(Object(ChallengeParameters).USERNAME), ANSWER },
      })
    ).body;
  const codeFor = async (to: string, after = '0') => {
    const { body } = await get<Message[]>(
      `/local/outbox?to=${encodeURIComponent(to)}&after=${after}&wait=10`,
    );
    return body.at(-1) ?? expect.fail('No message came.');
  };
  const ada = 'ada@example.com';

  it('says that it takes sign-ins', async () => {
    expect(await get('/health')).to.deep.equal({ status: 200, body: { status: 'ok' } });
  });

  it('seeds users, one or many, all or none', async () => {
    const given = { username: ada, attributes: { name: 'Ada' }, groups: ['counts'] };
    const one = await send<User>('POST', '/local/users', given);
    expect(one.status).to.equal(201);
    expect(one.body).to.deep.include({ status: 'CONFIRMED', enabled: true, groups: ['counts'] });
    expect(one.body.attributes).to.include({ email: ada, email_verified: 'true', name: 'Ada' });

    const many = [{ username: 'bob@example.com', password: 'Correct-horse-7' }, { username: ada }];
    const refused = await send<{ message: string }>('POST', '/local/users', many);
    expect(refused).to.deep.include({ status: 409 });
    expect(refused.body.message).to.include(ada);
    const names = (await state()).users.map(({ attributes }) => attributes.email);
    expect(names).to.include(ada).and.not.include('bob@example.com');
    expect((await send('POST', '/local/users', { user: 'bob' })).body).to.deep.equal({
      message: 'user has no field user: it takes username, password, attributes, groups.',
    });
  });

  it('tells a sign-in as it happens: who was called by whom, what was said, asked of AWS and allowed', async () => {
    const { endpoint } = running();
    const events = await listen(endpoint);
    expect(await events.next('snapshot')).to.have.keys(
      ...['server', 'runs', 'messages', 'notices', 'users', 'inputs', 'switches', 'bus'],
    );
    const asked = await begin(ada);
    const { run: begun } = (await events.next('run')) as { run: { id: string } };
    expect(begun).to.deep.include({ username: ada, status: 'open' });
    expect(await events.next('call')).to.deep.include({ runId: begun.id });

    const message = await codeFor(ada);
    expect(message.run).to.equal(begun.id);
    const wrong = await answer(await answer(asked, String(message.code)), 'deserts');
    expect(await answer(wrong, 'desserts')).to.include.keys('AuthenticationResult');
    await events.next('message');
    events.close();

    const whole = await run(({ calls }) => calls.some(({ role }) => role === 'Deliver'));
    expect(whole).to.deep.include({ id: begun.id, status: 'passed' });
    const roles = new Set(whole.calls.map(({ role }) => role));
    expect([...roles]).to.have.members([
      ...['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse', 'External', 'Deliver'],
    ]);
    expect(whole.calls.map(({ verdict }) => verdict)).to.include.members([
      ...['next email_otp', 'asks email_otp, step 1 of 2', 'sent', 'right'],
      ...['asks external, step 2 of 2', 'wrong, 2 left', 'issue tokens'],
    ]);
    const create = whole.calls.find(({ role }) => role === 'CreateAuthChallenge') ?? expect.fail();
    expect(create.expectedAnswer).to.equal(message.code);
    expect(create).to.deep.include({ triggerSource: 'CreateAuthChallenge_Authentication', attempt: 1 });
    expect(create.event).to.have.nested.property('request.session').with.length(0);
    expect(create.logs.filter(({ text }) => text.includes('Asked.'))).to.have.length(1);
    expect(
      create.awsCalls.map(({ action, isAllowed, because }) => [action, isAllowed, because]),
    ).to.deep.include(['lambda:InvokeFunction', true, 'HandOver (identity-based policy)']);
    const external = whole.calls.find(({ role }) => role === 'External');
    expect(external).to.deep.include({ functionName: 'riddle', coldStart: true, verdict: 'answered' });
    expect(external?.logs.map(({ text }) => text)).to.deep.equal(['a riddle']);
    expect(callOf(whole, 'Deliver').awsCalls.map(({ action }) => action)).to.include('ses:SendEmail');
  });

  it('says why no message came', async () => {
    await begin('nobody@example.com');
    const whole = await run(({ calls }) => calls.some(({ role }) => role === 'Deliver'));
    const { notices } = await state();
    const notice = notices.find(({ run: of }: Notice) => of === whole.id);
    expect(notice).to.include({ kind: 'decoy' });
    expect(callOf(whole, 'Deliver').verdict).to.equal('decoy: no such user');
  });

  it('changes, lists and deletes users', async () => {
    const path = `/local/users/${encodeURIComponent(ada)}`;
    const changed = await send<User>('PATCH', path, { attributes: { name: 'Countess' }, enabled: false });
    expect(changed.body).to.deep.include({ enabled: false });
    expect(changed.body.attributes).to.include({ name: 'Countess' });
    expect(await begin(ada)).to.deep.include({ message: 'User is disabled.' });
    expect(await run()).to.deep.include({ username: ada, status: 'refused', calls: [] });
    expect((await run()).error?.cure).to.include('docs/operations.md#');
    expect((await send('PATCH', path, { confirmed: false })).status).to.equal(400);
    expect((await send('DELETE', path)).status).to.equal(200);
    expect((await send('DELETE', path)).status).to.equal(404);
  });

  it('tries a slow function: the delay counts against Cognito’s time', async () => {
    const { username } = running().demoUser;
    await send('PUT', '/local/switches', { functions: { 'define-auth-challenge': { delayMs: 50 } } });
    await begin(username);
    const waited = callOf(await run(), 'DefineAuthChallenge');
    expect(waited.durationMs).to.be.at.least(50);

    const slow = { functions: { 'define-auth-challenge': { delayMs: 2500 } } };
    expect(await send('PUT', '/local/switches', slow)).to.deep.equal({ status: 200, body: slow });
    await begin(username);
    const { status, calls } = await run(({ calls: made }) => made.length > 0);
    expect(status).to.equal('failed');
    expect(calls[0]?.error).to.include({ code: 'UnexpectedLambdaException' });
    expect(calls[0]?.error?.cure).to.include('docs/operations.md#a-sign-in-fails');
  });

  it('tries a function that throws, and one that may not do what it needs, with the statement that denies it', async () => {
    const { username } = running().demoUser;
    const throws = { functions: { 'create-auth-challenge': { throws: true } } };
    await send('PUT', '/local/switches', throws);
    expect(await begin(username)).to.deep.include({
      message: 'CreateAuthChallenge failed with error Thrown by a switch of the local server.',
    });

    const denied = { functions: { 'create-auth-challenge': { denied: ['kms:GenerateMac'] } } };
    expect((await send('PUT', '/local/switches', denied)).status).to.equal(200);
    expect(await begin(username)).to.deep.equal({
      __type: 'UserLambdaValidationException',
      message: 'CreateAuthChallenge failed with error Sign-in is not available.',
    });
    const create = callOf(await run(), 'CreateAuthChallenge');
    expect(create.error?.cure).to.equal('A switch of this server denies the call. Switch it off.');
    expect(create.awsCalls).to.deep.include({
      ...(create.awsCalls.find(({ isAllowed }) => !isAllowed) ?? {}),
      action: 'kms:GenerateMac',
      because: 'DeniedBySwitch (identity-based policy)',
    });
    expect(create.logs.some(({ text }) => text.includes('explicit deny'))).to.equal(true);

    await send('PUT', '/local/switches', { functions: {} });
    expect(await begin(username)).to.include.keys('Session');
    for (const wrong of [{ create: {} }, { riddle: { denied: ['kms:GenerateMac'] } }])
      expect((await send('PUT', '/local/switches', { functions: wrong })).status).to.equal(400);
  });

  it('shows the module’s alarms and dashboard by what was counted so far, and tells of the alarm', async () => {
    const { alarms, dashboards } = (await get<Metrics>('/local/metrics?minutes=10')).body;
    const errors = alarms.find(({ name }) => name === 'test-function-errors');
    expect(errors).to.include({ state: 'ALARM' });
    expect(errors?.reason).to.match(/^Threshold Crossed: 1 out of the last 1 datapoints \[\d+\.0 /);
    const { notices } = await state();
    expect(notices.map(({ kind, text }) => [kind, text.split('.')[0]])).to.deep.include([
      ...['alarm', 'test-function-errors is in the state ALARM'],
    ]);
    const series = dashboards.flatMap(({ widgets }) =>
      widgets.flatMap(widget => (widget.type === 'metric' ? widget.series : [])),
    );
    const counted = series.filter(({ values }) => values.some(value => value !== null && value > 0));
    // What Lambda counts, and what a search finds of what the functions count.
    expect(counted.map(({ label }) => label)).to.include.members(['create-auth-challenge', 'email_otp']);
    expect((await get('/local/metrics?minutes=181')).status).to.equal(400);
  });

  it('deploys other inputs in place: users and sessions stay, and what is refused changes nothing', async () => {
    const { values, terraform } = (await get<{ values: object; terraform: string }>('/local/inputs')).body;
    expect(terraform).to.include('module "sign_in"').and.include('challenge = "email_otp"');
    // An alarm that is deployed away is forgotten: it goes off again when it is back.
    const { alarms: _, ...silent } = values as { alarms?: object };
    expect((await send('PUT', '/local/inputs', { values: silent })).status).to.equal(200);
    const events = await listen(running().endpoint);
    const asked = await begin(running().demoUser.username);

    const wrong = { values: { ...values, flow: [{ challenge: 'captchas' }] } };
    const refused = await send<{ errors: string[] }>('PUT', '/local/inputs', wrong);
    expect(refused.status).to.equal(422);
    expect(refused.body.errors.join()).to.include('flow');
    expect((await state()).server.flow).to.have.length(2);

    const shorter = { values: { ...values, flow: FLOW.slice(0, 1) } };
    expect((await send('PUT', '/local/inputs', shorter)).status).to.equal(200);
    expect(await events.next('inputs'))
      .to.have.nested.property('server.flow')
      .with.length(1);
    events.close();
    const { code } = await codeFor(running().demoUser.username);
    expect(await answer(asked, String(code))).to.include.keys('AuthenticationResult');
    const { server, notices } = await state();
    expect(server.flow.map(({ name }) => name)).to.deep.equal(['email_otp']);
    expect(notices.map(({ kind }) => kind)).to.include.members(['reload-failed', 'reloaded']);
    await get('/local/metrics');
    const told = (await state()).notices.filter(({ text }) =>
      text.startsWith('test-function-errors is in the state ALARM'),
    );
    expect(told).to.have.length(2);
  });

  it('forgets everything but the demo user, and what was on its way', async () => {
    const { username } = running().demoUser;
    const asked = await begin(username);
    await send('POST', '/local/users', { username: 'eve@example.com' });
    const events = await listen(running().endpoint);
    expect(await send('POST', '/local/reset')).to.deep.equal({ status: 200, body: {} });
    await events.next('reset');
    events.close();
    const { runs, messages, notices, users } = await state();
    expect([runs, messages, notices]).to.deep.equal([[], [], []]);
    expect(users.map(({ attributes }) => attributes.email)).to.deep.equal([username]);
    const { alarms } = (await get<Metrics>('/local/metrics')).body;
    expect(alarms.find(({ name }) => name === 'test-function-errors')).to.include({ state: 'OK' });
    expect(await answer(asked, '123456')).to.deep.include({ __type: 'NotAuthorizedException' });
    expect((await get('/local/rounds')).body).to.deep.equal([]);
    expect(await begin(username)).to.include.keys('Session');
  });

  it('waits for a message no longer than it is told to', async () => {
    expect(await get('/local/outbox?to=nobody@example.com&wait=0.05')).to.deep.equal({
      status: 200,
      body: [],
    });
    expect((await get('/local/outbox?wait=61')).status).to.equal(400);
  });

  it('names the methods that a path takes', async () => {
    const { status, body } = await send<{ message: string }>('DELETE', '/local/inputs');
    expect(status).to.equal(405);
    expect(body.message).to.equal('/local/inputs takes GET, PUT; got DELETE.');
  });
});
