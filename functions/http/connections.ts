import { once } from 'node:events';
import { type AgentOptions, type ClientRequest, type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { signalIn } from './time-left.ts';

/**
 * What a call goes over: a kept connection if the call may be repeated. A call that must not happen twice gets its own, because
 * nobody knows whether a request arrived on a kept one that turns out closed. Either may be open before there is a call, with
 * nothing sent on it yet.
 */

/**
 * At this age a connection is as good as a new one: nobody can tell the difference. No server closes one so
 * soon for being idle, and a function that was frozen meanwhile finds it older.
 */
const YOUNG_MS = 2000;

const OPEN_MS = 1200;

/** Open, their certificate verified, nothing sent: by where they lead. */
const opened = new Map<string, { readonly socket: Socket; readonly at: number }[]>();

const haveWaited = new WeakSet<Socket>();

const agents = {
  'http:': agentsOf('http:', options => new HttpAgent(options)),
  'https:': agentsOf('https:', options => new HttpsAgent(options)),
};

function agentsOf(protocol: string, create: (options: AgentOptions) => HttpAgent) {
  const ours = (options: AgentOptions, maxAgeMs: number) => {
    const agent = create({ ...options, noDelay: true });
    const connect = agent.createConnection.bind(agent) as (options: object) => Socket;
    agent.createConnection = options => takeOpened(nameOf(protocol, options), maxAgeMs) ?? connect(options);
    return { agent, connect };
  };
  return { kept: ours({ keepAlive: true }, Number.POSITIVE_INFINITY), own: ours({}, YOUNG_MS) };
}

function agentsFor({ protocol }: URL) {
  return agents[protocol === 'http:' ? 'http:' : 'https:'];
}

/** @param which `kept` for what may be sent again */
export function agentFor(url: URL, which: 'kept' | 'own'): HttpAgent {
  return agentsFor(url)[which].agent;
}

/** Whether a request went over a connection that had waited for it: the other side may have closed that meanwhile. */
export function hadWaited({ reusedSocket, socket }: ClientRequest): boolean {
  return reusedSocket || (socket !== null && haveWaited.has(socket));
}

/** Opens a connection for the next call to that host, and sends nothing. @throws Error after 1.2 s too */
export async function openConnection(url: URL): Promise<void> {
  const { connect } = agentsFor(url).kept;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isPlain = url.protocol === 'http:';
  const place = { host, port: Number(url.port) || (isPlain ? 80 : 443) };
  // As Node's agent has it: the name is sent and verified; an address has none to send.
  const socket = connect({ ...place, noDelay: true, ...(isIP(host) === 0 && { servername: host }) });
  try {
    await once(socket, isPlain ? 'connect' : 'secureConnect', { signal: signalIn(OPEN_MS) });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  const name = nameOf(url.protocol, place);
  const waiting = opened.get(name) ?? [];
  opened.set(name, waiting);
  waiting.push({ socket, at: Date.now() });
  // Whoever takes it sees that it is destroyed.
  socket.on('error', () => undefined);
  socket.unref();
}

function takeOpened(name: string, maxAgeMs: number): Socket | undefined {
  const waiting = opened.get(name) ?? [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { socket, at } = next;
    const age = Date.now() - at;
    // What came unasked would be taken for the answer.
    const isIdle = socket.readable && socket.writable && socket.readableLength === 0;
    if (isIdle && age >= 0 && age <= maxAgeMs) {
      haveWaited.add(socket);
      return socket.ref();
    }
    socket.destroy();
  }
  return undefined;
}

const nameOf = (protocol: string, { host, port }: ClientRequestArgs) => `${protocol}//${host}:${port}`;
