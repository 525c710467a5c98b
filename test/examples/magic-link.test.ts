import { expect } from 'chai';

/** The page's own modules, as plain JavaScript. */
interface Round {
  tokens?: object;
  session?: string;
  username?: string;
  typed?: string;
  parameters?: Record<string, string>;
}
interface Cognito {
  initiate: (username: string) => Promise<Round>;
  respond: (round: Round, answer: string, clientMetadata?: object) => Promise<Round>;
}
interface World {
  cognito: Cognito;
  sessions: unknown;
}
interface SignIn {
  typedFor: (link: object, world: World) => string | undefined;
  readLink: (hash: string) => { username: string; token: string } | undefined;
  start: (username: string, world: World) => Promise<Round>;
  respond: (round: Round, answer: string, world: World, clientMetadata?: object) => Promise<Round>;
  redeem: (link: object, world: World) => Promise<Round>;
}
type SessionStore = (storage: object, now?: () => number) => unknown;

const NOW = Date.parse('2025-11-21T18:33:20Z');
const EXPIRES = '2025-11-21T18:48:20.000Z';
const LINK = { username: 'casey.ember', token: 'QUESTION.1763750000.MAC' };

describe('examples/magic-link', () => {
  let page: SignIn;
  let sessionStore: SessionStore;
  let CognitoError: new (name: string, message: string) => Error;
  before(async () => {
    const load = (file: string) => import(`../../examples/magic-link/${file}`);
    page = await load('sign-in.js');
    ({ sessionStore } = await load('sessions.js'));
    ({ CognitoError } = await load('cognito.js'));
  });

  /** A Cognito that takes each Session once, and the right tokens of one user. */
  function fakeCognito(questions: readonly string[] = ['QUESTION']) {
    const open = new Map<string, string>();
    const calls: string[] = [];
    let count = 0;
    const ask = (question = ''): Round => {
      const session = `session ${++count}`;
      open.set(session, question);
      const parameters = { challenge: 'magic_link', question, expiresAt: EXPIRES, destination: 'c***@e***' };
      return { session, username: 'casey.ember', parameters };
    };
    return {
      calls,
      /** Ends a Session, as time does. */
      end: (session: string) => open.delete(session),
      initiate: async (username: string) => {
        calls.push(`initiate ${username}`);
        return ask(questions[count] ?? questions.at(-1));
      },
      respond: async ({ session = '' }: Round, answer: string, clientMetadata?: object) => {
        calls.push(
          `respond ${session} ${answer}${clientMetadata ? ` ${JSON.stringify(clientMetadata)}` : ''}`,
        );
        const question = open.get(session);
        if (!open.delete(session))
          throw new CognitoError('NotAuthorizedException', 'Invalid session for the user.');
        return answer.endsWith('.MAC') || answer === '123456' ? { tokens: { IdToken: 'x' } } : ask(question);
      },
    };
  }

  /** A browser: what is kept is there in each of its tabs. */
  function browser(cognito: Cognito, now = () => NOW) {
    const storage = memoryStorage();
    return { storage, tab: (): World => ({ cognito, sessions: sessionStore(storage, now) }) };
  }

  it('reads what the link holds, and takes no other address for one', () => {
    expect(page.readLink('#username=casey+ember%40x&token=a.b.c')).to.deep.equal({
      username: 'casey ember@x',
      token: 'a.b.c',
    });
    for (const hash of ['', '#', '#token=x', '#username=x', '#/route'])
      expect(page.readLink(hash)).to.equal(undefined);
  });

  it('answers in another tab with the Session that waits', async () => {
    const cognito = fakeCognito();
    const { tab, storage } = browser(cognito);
    await page.start('casey.ember', tab());
    expect(await page.redeem(LINK, tab())).to.have.property('tokens');
    expect(cognito.calls).to.deep.equal(['initiate casey.ember', `respond session 1 ${LINK.token}`]);
    expect(storage.length, 'nothing is left behind').to.equal(0);
  });

  it('keeps several outstanding sign-ins apart, each under its question', async () => {
    const cognito = fakeCognito(['FIRST', 'SECOND']);
    const { tab } = browser(cognito);
    await page.start('casey.ember', tab());
    await page.start('casey.ember', tab());
    await page.redeem({ username: 'casey.ember', token: 'FIRST.1763750000.MAC' }, tab());
    await page.redeem({ username: 'casey.ember', token: 'SECOND.1763750000.MAC' }, tab());
    expect(cognito.calls.slice(2)).to.deep.equal([
      'respond session 1 FIRST.1763750000.MAC',
      'respond session 2 SECOND.1763750000.MAC',
    ]);
  });

  it('starts a sign-in of its own on another device, and answers there', async () => {
    const cognito = fakeCognito();
    await page.start('casey.ember', browser(cognito).tab());
    expect(await page.redeem(LINK, browser(cognito).tab())).to.have.property('tokens');
    expect(cognito.calls.slice(1)).to.deep.equal(['initiate casey.ember', `respond session 2 ${LINK.token}`]);
  });

  it('starts a new sign-in when the Session is over', async () => {
    const cognito = fakeCognito();
    const { tab } = browser(cognito);
    const { session = '' } = await page.start('casey.ember', tab());
    cognito.end(session);
    expect(await page.redeem(LINK, tab())).to.have.property('tokens');
    expect(cognito.calls.at(-1)).to.equal(`respond session 2 ${LINK.token}`);
  });

  it('knows which links were asked for here, and by which name', async () => {
    const cognito = fakeCognito();
    const { tab } = browser(cognito);
    const { typed } = await page.start('Casey@ember.example', tab());
    expect(typed).to.equal('Casey@ember.example');
    expect(page.typedFor(LINK, tab())).to.equal(typed);
    expect(page.typedFor(LINK, browser(cognito).tab()), 'in another browser').to.equal(undefined);
    expect(page.typedFor({ ...LINK, token: 'OTHER.1763750000.MAC' }, tab())).to.equal(undefined);
    expect(page.typedFor({ ...LINK, username: 'mallory' }, tab())).to.equal(undefined);

    expect(await page.redeem(LINK, tab())).to.include({ typed });
  });

  it('tells nobody’s name for a link of another account, though its question is the same', async () => {
    const cognito = fakeCognito();
    const { tab } = browser(cognito);
    const { session = '' } = await page.start('Casey@ember.example', tab());
    cognito.end(session);
    const { tokens, typed } = await page.redeem({ ...LINK, username: 'mallory' }, tab());
    expect(cognito.calls.at(-2)).to.equal('initiate mallory');
    expect(tokens).to.be.an('object');
    expect(typed).to.equal(undefined);
  });

  it('does not start one for other errors', async () => {
    const cognito = fakeCognito();
    const { tab } = browser({
      ...cognito,
      respond: async () => {
        throw new CognitoError('NotAuthorizedException', 'Incorrect username or password.');
      },
    });
    await page.start('casey.ember', tab());
    const error = await page.redeem(LINK, tab()).catch(reason => reason);
    expect(error.message).to.equal('Incorrect username or password.');
    expect(cognito.calls).to.deep.equal(['initiate casey.ember']);
  });

  it('leaves a step that comes before the link to the page', async () => {
    const first = { session: 's', username: 'casey.ember', parameters: { challenge: 'captcha' } };
    const { tab, storage } = browser({ ...fakeCognito(), initiate: async () => first });
    expect(await page.redeem(LINK, tab())).to.equal(first);
    expect(storage.length).to.equal(0);
  });

  it('chooses the link where the step asks something else first', async () => {
    const cognito = fakeCognito();
    const choice = { challenge: 'email_otp', alternatives: 'email_otp,magic_link' };
    const initiate = async (username: string) => ({
      ...(await cognito.initiate(username)),
      parameters: choice,
    });
    expect(await page.redeem(LINK, browser({ ...cognito, initiate }).tab())).to.have.property('tokens');
    expect(cognito.calls.slice(1)).to.deep.equal([
      'respond session 1 magic_link {"challenge":"magic_link"}',
      `respond session 2 ${LINK.token}`,
    ]);
  });

  it('keeps the new Session after a wrong code, and signs in with the right one', async () => {
    const cognito = fakeCognito();
    const { tab } = browser(cognito);
    const asked = await page.start('casey.ember', tab());
    const again = await page.respond(asked, '000000', tab());
    const resent = await page.respond(again, 'resend', tab(), { action: 'resend' });
    const signedIn = await page.respond(resent, '123456', tab());
    expect(signedIn).to.have.property('tokens');
    expect(signedIn.typed).to.equal('casey.ember');
    expect(cognito.calls.slice(1)).to.deep.equal([
      'respond session 1 000000',
      'respond session 2 resend {"action":"resend"}',
      'respond session 3 123456',
    ]);
  });

  it('forgets Sessions when their question is over, and passes over what it did not write', async () => {
    let now = NOW;
    const cognito = fakeCognito();
    const { tab, storage } = browser(cognito, () => now);
    storage.setItem('other', '{}');
    storage.setItem('magic-link.broken', 'no JSON');
    await page.start('casey.ember', tab());
    expect(storage.length).to.equal(2);
    now = Date.parse(EXPIRES);
    await page.redeem(LINK, tab());
    expect(cognito.calls.filter(call => call.startsWith('initiate'))).to.have.length(2);
    expect(storage.getItem('other')).to.equal('{}');
    expect(storage.length).to.equal(1);
  });
});

function memoryStorage() {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (index: number) => [...entries.keys()][index] ?? null,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => entries.set(key, value),
    removeItem: (key: string) => entries.delete(key),
  };
}
