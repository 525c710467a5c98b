import type { Call, Message, Run, Server } from '../../../watch/protocol.ts';
import { clock, duration } from './words.ts';

/**
 * A run as text for a bug report: what was called, how long it took, what went wrong. Events and responses stay out,
 * since they hold Sessions, attributes and answers; and whatever is secret in them is struck out of log lines too.
 */
export function report(run: Run, server: Server, messages: readonly Message[]): string {
  const flow = server.flow.map(({ challenges }) => challenges.join(' | ')).join(' → ');
  const client = Object.entries(server.clientIds).find(([, id]) => id === run.clientId)?.[0] ?? run.clientId;
  const text = [
    `Sign-in through client ${client}: ${run.status}`,
    `Flow: ${flow}`,
    '',
    ...run.calls.flatMap(told),
  ].join('\n');
  return strikeOut(text, [run.username, ...secretsOf(run, messages)]);
}

function told(call: Call): string[] {
  const { role, attempt, durationMs, coldStart, verdict, error, logs, awsCalls } = call;
  const time = `${duration(durationMs)}${coldStart ? ', cold start' : ''}${attempt > 1 ? `, call ${attempt}` : ''}`;
  return [
    `${clock(call.atMs)}  ${role}: ${verdict} (${time})`,
    ...(error ? [`  ${error.code}: ${error.message}`, ...(error.cure ? [`  ${error.cure}`] : [])] : []),
    ...awsCalls.map(
      ({ action, isAllowed, because }) => `  ${isAllowed ? 'allowed' : 'DENIED'} ${action} (${because})`,
    ),
    // Somebody else's function may log whatever it likes.
    ...(role === 'External'
      ? [`  ${logs.length} lines logged`]
      : logs.map(line => `  ${line.level} ${line.text}`)),
  ];
}

function secretsOf(run: Run, messages: readonly Message[]): string[] {
  const sent = messages.filter(message => message.run === run.id);
  const answers = run.calls.flatMap(({ expectedAnswer, event, response }) => [
    expectedAnswer,
    ...textsOf(event, HIDDEN),
    ...textsOf(response, HIDDEN),
  ]);
  const parts = sent.flatMap(({ to, code, link }) => [to, code, ...(link ? partsOf(link) : [])]);
  return [...answers, ...parts].filter(text => text !== undefined);
}

/** `username` and `token`, which stand in the fragment. */
const partsOf = (link: string): string[] => [...new URLSearchParams(new URL(link).hash.slice(1)).values()];

/** Of an event: who it is about, what was answered, what would be right. */
const HIDDEN = /^(challengeAnswer|privateChallengeParameters|userAttributes|userName|session)$/;

/** All texts at and below the names. */
function textsOf(json: unknown, names: RegExp, isHidden = false): string[] {
  if (typeof json === 'string') return isHidden ? [json] : [];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => textsOf(value, names, isHidden || names.test(name)));
}

/** Words of the protocol that stand among the secrets, in a session for example: `true`, `PASSWORD_VERIFIER`. */
const SHORTEST_SECRET = 4;
const isProtocol = (text: string): boolean =>
  /^(true|false|[A-Z_]*CHALLENGE[A-Z_]*|SRP_A|PASSWORD_VERIFIER)$/.test(text);

function strikeOut(text: string, secrets: readonly string[]): string {
  return [...new Set(secrets)]
    .filter(secret => secret.length >= SHORTEST_SECRET && !isProtocol(secret))
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}
