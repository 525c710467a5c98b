import type { Caller } from '../aws-service.ts';
import type { ExecutionEnvironment } from '../lambda/pool.ts';

/** Which invocation calls AWS, by the credentials of its execution environment. */
export interface Executions {
  /** As long as the environment's process lives. */
  add(accessKeyId: string, environment: ExecutionEnvironment): void;
  requestOf(caller: Caller): string | undefined;
  /** From now on, what runs at this moment counts for nothing. */
  forget(): void;
  isForgotten(caller: Caller): boolean;
}

export function createExecutions(): Executions {
  const environments = new Map<string, ExecutionEnvironment>();
  let forgotten: ReadonlySet<string> = new Set();
  const requestOf = ({ accessKeyId = '' }: Caller) => environments.get(accessKeyId)?.requestId() || undefined;
  return {
    add: (accessKeyId, environment) => {
      environments.set(accessKeyId, environment);
      void environment.gone.then(() => environments.delete(accessKeyId));
    },
    requestOf,
    forget: () => {
      forgotten = new Set([...environments.values()].map(({ requestId }) => requestId()));
    },
    isForgotten: caller => forgotten.has(requestOf(caller) ?? ''),
  };
}
