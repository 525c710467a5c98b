import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onExit } from '../../../local/lambda/on-exit.ts';

export interface MotoServer {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Starts moto's server on loopback, on a port that the system picks, and waits until it answers. It ends with this
 * process, whatever ends that.
 *
 * @throws Error with moto's last lines when it ends before it serves
 */
export async function startMotoServer(): Promise<MotoServer> {
  const server = spawn('moto_server', ['--host', '127.0.0.1', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const forget = onExit(() => server.kill('SIGKILL'));
  const ended = once(server, 'exit');
  const close = async () => {
    server.kill('SIGTERM');
    await ended;
    forget();
  };
  try {
    const endpoint = await announcedEndpoint(server.stderr);
    // From here on a line for each request, which nobody reads: unread, they would fill the pipe and stop moto.
    server.stderr.resume();
    await (await fetch(`${endpoint}/moto-api/`, { method: 'HEAD' })).body?.cancel();
    return { endpoint, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** moto says where it listens once it does. */
async function announcedEndpoint(output: NodeJS.ReadableStream): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: output })) {
    const [endpoint] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (endpoint) return endpoint;
    said.push(line);
  }
  throw new Error(`moto_server ended before it served:\n${said.slice(-20).join('\n')}`);
}
