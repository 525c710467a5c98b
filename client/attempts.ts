import { countdowns, readChallenge } from './challenge.ts';
import { systemClock } from './clock.ts';
import { verdictOf } from './errors.ts';
import { keeper, pageStorage } from './kept.ts';
import { accountOf } from './link.ts';
import type { SignInOptions } from './options.ts';
import type { Solve } from './proof-of-work.ts';
import { createShown } from './shown.ts';
import type { ChallengeState, State, Tokens } from './state.ts';
import type { Asked, CallOptions, Reply, Transport } from './transport.ts';

/** One sign-in, from `start` to its end. What comes for an abandoned one changes nothing. */
export interface Attempt {
  /** What was typed; undefined if a link began it that was not asked for here. */
  readonly typed?: string;
  /** Of that link, until it was sent. */
  token?: string | undefined;
  readonly abort: AbortController;
  asked?: Asked;
  solving?: AbortController;
  /** The link's challenge was chosen: not again, if the server asks something else all the same. */
  hasChosen?: boolean;
  tokens?: Tokens;
}

/** A Session lives for 15 minutes at most (`session_validity_minutes`). */
const LONGEST_SESSION_MS = 900_000;

/** Loaded when it is first asked for: most sign-ins have no proof of work. */
const solveHere: Solve = async (...work) => (await import('./proof-of-work.ts')).solve(...work);

/** The machine: one state, one sign-in, one call at a time. @param everySecond while something is awaited */
export function createAttempts(
  transport: Transport,
  options: SignInOptions,
  everySecond: (seconds: number) => void,
) {
  const { locale, redirect, workerUrl, clock = systemClock, solve = solveHere } = options;
  const kept = keeper(options.storage === undefined ? pageStorage() : options.storage);
  const always = { ...(locale && { locale }), ...(redirect && { redirect }) };
  let attempt: Attempt | undefined;
  const shown = createShown({ clock, atThisTime, everySecond });
  const { state, show } = shown;

  function atThisTime(now: State): State {
    if (now.at !== 'challenge') return now;
    const { expiresAtMs, secondsLeft, resendInSeconds } = now;
    const resendAtMs = Date.parse(attempt?.asked?.parameters.resendAfter ?? '');
    const times = countdowns({ expiresAtMs, resendAtMs }, clock.now());
    const isSame = times.secondsLeft === secondsLeft && times.resendInSeconds === resendInSeconds;
    return isSame ? now : { ...now, ...times };
  }

  /** @returns the revocation of tokens that nobody said yes to, if there are any */
  function abandon(): Promise<void> | undefined {
    const { abort, solving, tokens } = attempt ?? {};
    abort?.abort();
    solving?.abort();
    attempt = undefined;
    kept.forget();
    return tokens && transport.signOut(tokens);
  }

  const failToRevoke = (error: unknown) => show({ at: 'unavailable', reason: String(error) });

  function end(last: State): void {
    abandon()?.catch(failToRevoke);
    show(last);
  }

  /** Makes a call; its outcome counts unless the sign-in was abandoned meanwhile. */
  async function call(current: Attempt, make: (options: CallOptions) => Promise<Reply>, extra?: object) {
    kept.forget(); // from now on the Session is used up, whatever becomes of the call
    current.solving?.abort();
    let reply: Reply;
    try {
      reply = await make({ clientMetadata: { ...always, ...extra }, signal: current.abort.signal });
    } catch (error) {
      if (current === attempt) fail(error);
      return;
    }
    if (current === attempt) await take(current, reply);
  }

  function fail(error: unknown): void {
    const [verdict, now] = [verdictOf(error), state()];
    if ('at' in verdict) end(verdict);
    else if (now.at === 'cognito-challenge') show({ ...now, ...verdict, busy: false });
    else end({ at: 'unavailable', reason: verdict.problem });
  }

  async function take(current: Attempt, reply: Reply): Promise<void> {
    if ('tokens' in reply) return finish(current, reply.tokens);
    current.asked = reply;
    const { challengeName: name, parameters } = reply;
    if (name !== 'CUSTOM_CHALLENGE') return show({ at: 'cognito-challenge', name, parameters, busy: false });
    const question = readChallenge(parameters, clock.now());
    if (current.token !== undefined) {
      if (question.challenge.name === 'magic_link') {
        const { token } = current;
        current.token = undefined;
        return respond(current, token);
      }
      if (!current.hasChosen && question.alternatives.includes('magic_link')) {
        current.hasChosen = true;
        return respond(current, 'switch', { challenge: 'magic_link' });
      }
    }
    const livesForMs = transport.resumableForMs ?? LONGEST_SESSION_MS;
    const untilMs = Math.min(question.expiresAtMs, clock.now() + livesForMs);
    if (current.typed !== undefined) kept.keep({ typed: current.typed, asked: reply, untilMs });
    await ask(current, question);
  }

  async function ask(current: Attempt, question: ChallengeState): Promise<void> {
    show(question);
    if (question.challenge.name !== 'proof_of_work') return;
    current.solving = new AbortController();
    const { signal } = current.solving;
    const how = { signal, ...(workerUrl && { workerUrl }) };
    const answer = await solve(question.challenge, how).catch(error => {
      if (!signal.aborted) fail(error);
    });
    if (answer !== undefined && !signal.aborted) await respond(current, answer);
  }

  async function respond(current: Attempt, answer: string, extra?: object): Promise<void> {
    const { asked } = current;
    if (!asked) return;
    const now = state();
    if (now.at === 'challenge' || now.at === 'cognito-challenge') {
      const { problem: _, ...rest } = now;
      show({ ...rest, busy: true });
    } else show({ at: 'working' });
    await call(current, callOptions => transport.respond(asked, answer, callOptions), extra);
  }

  function finish(current: Attempt, tokens: Tokens): void {
    current.tokens = tokens;
    if (current.typed !== undefined) {
      accept();
      return;
    }
    try {
      show({ at: 'account', account: accountOf(tokens) });
    } catch (error) {
      fail(error); // nobody can say yes to tokens that name nobody
    }
  }

  function accept(): void {
    const { tokens, asked } = attempt ?? {};
    if (!attempt || !tokens) return;
    delete attempt.tokens; // they are the app's from now on
    end({ at: 'signed-in', tokens });
    if (asked) attempts.onSignedIn(asked.username);
  }

  const attempts = {
    ...shown,
    end,
    respond,
    accept,
    /** Told the name of a user who signed in here. */
    onSignedIn: (_username: string): void => {},
    /** The sign-in that takes an answer now: one at a time. */
    idle: () => {
      const now = state();
      return 'busy' in now && !now.busy ? attempt : undefined;
    },
    /** The sign-in here that waits for a link to that user. */
    waitingFor: (username: string) =>
      attempt?.asked?.username === username && attempt.asked.parameters.challenge === 'magic_link'
        ? attempt
        : undefined,
    async start(who: { username: string; password?: string }, origin: Pick<Attempt, 'typed' | 'token'>) {
      const revoked = abandon();
      attempt = { ...origin, abort: new AbortController() };
      show({ at: 'working' });
      const { username, password } = who;
      const named = { username, ...(password !== undefined && { password }) };
      await call(attempt, async callOptions => {
        if (revoked) await revoked;
        return transport.start({ ...named, ...callOptions });
      });
    },
    /** Back to `idle`. Tokens that nobody said yes to are revoked. */
    forget(): void {
      const revoked = abandon();
      show({ at: revoked ? 'working' : 'idle' });
      revoked?.then(() => {
        if (!attempt && state().at === 'working') show({ at: 'idle' });
      }, failToRevoke);
    },
    /** Without forgetting what a reload needs: a page that goes away closes, too. */
    close(): void {
      attempt?.abort.abort();
      attempt?.solving?.abort();
      attempt = undefined;
      shown.close();
    },
  };

  const left = kept.read(clock.now());
  if (left) {
    attempt = { typed: left.typed, asked: left.asked, abort: new AbortController() };
    void ask(attempt, readChallenge(left.asked.parameters, clock.now()));
  }
  return attempts;
}
