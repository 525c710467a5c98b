/** What the local server keeps, whatever is deployed: what the pool knows, keys, tables, messages, and who listens. */

import type { Round } from './cognito/cognito.ts';
import { namesFunction } from './cognito/permissions.ts';
import { newPoolState } from './cognito/pool-state.ts';
import { keepLast } from './kept.ts';
import type { LocalAwsOptions } from './local-aws-options.ts';
import { startDynalite } from './services/dynamodb.ts';
import { createEventQueue, type Failure } from './services/event-queue.ts';
import type { Post } from './services/outbox.ts';
import type { Lasting, Stack } from './stack.ts';
import { readState } from './state-file.ts';
import { createExecutions } from './watch/executions.ts';
import { createWatch } from './watch/watch.ts';

/** A round, and what knows the answer to its question: what is deployed later may ask otherwise. */
export type SeenRound = { readonly round: Round } & Pick<Stack, 'answerTo'>;

/** What was seen, newest last: `/local/rounds` and `/local/failures`. */
export interface Seen {
  readonly rounds: readonly SeenRound[];
  readonly failures: readonly Failure[];
}

export interface OpenLasting extends Lasting {
  readonly seen: Seen;
  /** Forgets what was seen, and what waits to be sent. */
  forget(): void;
  /** Ends what only waits. */
  stop(): void;
  close(): Promise<void>;
}

/** @throws Error for a state on disk that cannot be read */
export async function openLasting(
  options: LocalAwsOptions,
  current: { readonly stack: () => Stack; readonly endpoint: () => string },
): Promise<OpenLasting> {
  const { now = Date.now, onRound, onMessage, onFailure } = options;
  const saved = options.state === undefined ? undefined : await readState(options.state);
  let [rounds, failures] = [keepLast<SeenRound>(), keepLast<Failure>()];
  const closing = new AbortController();
  const executions = createExecutions();
  const watch = createWatch({ now, answerTo: round => current.stack().answerTo(round) });
  const dynalite = await startDynalite();
  if (saved) {
    await dynalite.create(options.deployment.tables);
    await dynalite.write(options.deployment.tables, saved.tables);
  }

  const post: Post = (message, sender) => {
    // Of a sign-in before the reset.
    if (sender && executions.isForgotten(sender)) return;
    const run = watch.calls.runOf(sender && executions.requestOf(sender));
    const sent = { ...message, at: new Date(now()).toISOString() };
    watch.messages.add(sent, run);
    onMessage?.(sent);
  };
  const events = createEventQueue({
    get configs() {
      return current.stack().deployment.eventInvokeConfigs;
    },
    deadLetterTargetOf: arn =>
      current.stack().deployment.functions.find(fn => namesFunction(arn, fn))?.deadLetterTargetArn,
    invoke: (...invocation) => current.stack().invoke(...invocation),
    now: Date.now,
    onFailure: failure => {
      failures.add(failure);
      const run = watch.calls.runOf(failure.requestContext.requestId);
      watch.notify({ kind: 'given-up', text: givenUp(failure), ...(run && { run }) });
      onFailure?.(failure);
    },
    ...(options.retryWaitsMs && { retryWaitsMs: options.retryWaitsMs }),
  });
  const stop = () => {
    closing.abort();
    events.close();
  };
  return {
    ...{ executions, watch, dynalite, events, post, endpoint: current.endpoint, closing: closing.signal },
    pool: newPoolState(now, options.makeKeyPair, saved?.pool),
    keyMaterial: new Map(
      Object.entries(saved?.keys ?? {}).map(([arn, text]) => [arn, Buffer.from(text, 'base64')]),
    ),
    get seen() {
      return { rounds: rounds.items, failures: failures.items };
    },
    onRound: round => {
      rounds.add({ round, answerTo: current.stack().answerTo });
      watch.calls.round(round, functionName(current.stack(), round));
      onRound?.(round);
    },
    forget: () => {
      [rounds, failures] = [keepLast<SeenRound>(), keepLast<Failure>()];
      events.clear();
      executions.forget();
      watch.reset();
    },
    stop,
    close: async () => {
      stop();
      watch.close();
      await dynalite.close();
    },
  };
}

function functionName({ deployment, functions }: Stack, { trigger }: Round): string {
  const arn = deployment.userPool.lambdaConfig[trigger] ?? '';
  return functions.find(fn => namesFunction(arn, fn))?.name ?? arn;
}

function givenUp({ requestContext, destination, deadLetterTarget }: Failure): string {
  const told = [destination, deadLetterTarget].flatMap(arn => (arn ? [`${arn} is told.`] : []));
  const nobody =
    'Nobody is told: neither delivery.failure_destination_arn nor dead_letter_target_arns is set for it.';
  return `Lambda gives up an event of ${requestContext.functionArn}: ${requestContext.condition}. ${told.join(' ') || nobody}`;
}
