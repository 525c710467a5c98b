import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { FunctionFailed, type Subject, within } from './subject.ts';

/**
 * A function in a process of any language, called by lines: one event a line on its standard input, one answer a line
 * on its standard output. `{"errorMessage": …}` says that the function failed, as Lambda does. What it writes to
 * standard error is shown.
 *
 * @param command for the shell: `python3 handler.py`
 */
export function commandSubject(command: string): Subject {
  let running: Running | undefined;
  const close = async () => {
    const last = running;
    running = undefined;
    if (last) await stop(last);
  };
  return {
    close,
    call: async (event, timeoutMs) => {
      running ??= start(command);
      try {
        return await answerTo(running, event, timeoutMs);
      } catch (error) {
        // What comes late would be taken for the answer to the next event.
        if (!(error instanceof FunctionFailed)) await close();
        throw error;
      }
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly send: (line: string) => void;
  readonly lines: AsyncIterator<string>;
}

function start(command: string): Running {
  // A group of its own, so that what the shell started ends with it.
  const child = spawn(command, { shell: true, detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = child;
  // Written to a process that has ended; the end of its output tells.
  stdin.on('error', () => undefined);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return { child, lines, send: line => stdin.write(`${line}\n`) };
}

async function answerTo({ lines, send }: Running, event: unknown, timeoutMs: number): Promise<unknown> {
  send(JSON.stringify(event));
  const { done, value: line } = await within(timeoutMs, lines.next());
  if (done) throw new Error('the process ended without an answer');
  const answer = parsed(line);
  const { errorMessage } = Object(answer);
  if (errorMessage !== undefined) throw new FunctionFailed(`it failed: ${errorMessage}`);
  return answer;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`it wrote a line that is not JSON: ${line.slice(0, 200)}`);
  }
}

/** Lets the process end by itself, and ends it if it does not. */
async function stop({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  try {
    await within(1000, ended);
  } catch {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
}
