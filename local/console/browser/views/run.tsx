import type { Call, Run } from '../../../watch/protocol.ts';
import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import { runName } from '../state/people.ts';
import { report } from '../state/report.ts';
import { callTone, clock, duration, runTones, runWord, shortRole } from '../state/words.ts';
import { CallDetails } from './call.tsx';
import { Badge, Copy } from './parts.tsx';

type RunProps = LoadedProps & { readonly run: Run; readonly isOpen: boolean };

export function RunCard(props: RunProps) {
  const { run, isOpen, act, snapshot } = props;
  const { id, status, startedAtMs, calls } = run;
  const name = runName(run, snapshot.users);
  const clientNames = Object.entries(snapshot.server.clientIds);
  const client = clientNames.length > 1 && clientNames.find(([, each]) => each === run.clientId)?.[0];
  const busyMs = calls.reduce((sum, call) => sum + call.durationMs, 0);
  return (
    <article class={`card run ${isOpen ? 'open' : ''}`} aria-label={`Sign-in of ${name}`}>
      <header>
        <button
          type="button"
          class="run-head"
          aria-expanded={String(isOpen)}
          onclick={() => act.go({ run: isOpen ? 'none' : id, call: undefined })}
        >
          <span class="run-name">{name}</span>
          <Badge tone={runTones[status]}>{runWord(run)}</Badge>
          <span class="run-facts">
            {clock(startedAtMs)} · {calls.length} {calls.length === 1 ? 'call' : 'calls'} · {duration(busyMs)}
            {client && ` · ${client}`}
          </span>
        </button>
        {isOpen && (
          <Copy
            act={act}
            text={report(run, snapshot.server, snapshot.messages)}
            what="this run as a report"
            label="Report"
          />
        )}
      </header>
      {isOpen ? <Timeline {...props} /> : <Beads calls={calls} />}
    </article>
  );
}

/** A run in one line. */
const Beads = ({ calls }: { calls: readonly Call[] }) => (
  <p class="beads" aria-hidden="true">
    {calls.map(call => (
      <span
        key={call.id}
        class={`bead ${callTone(call)}`}
        title={`${shortRole(call.role)}: ${call.verdict}`}
      />
    ))}
  </p>
);

/** Longer than this between two calls, it was the user who took the time. */
const PAUSE_MS = 1000;

function Timeline(props: RunProps) {
  const { run, act, model } = props;
  const longest = Math.max(1, ...run.calls.map(({ durationMs }) => durationMs));
  return (
    <ol class="timeline">
      {run.calls.map((call, index) => {
        const before = run.calls[index - 1];
        const pauseMs = before ? call.atMs - before.atMs - before.durationMs : 0;
        const isOpen = model.address.call === call.id;
        const tone = callTone(call);
        return (
          <li key={call.id} class={isOpen ? 'open' : ''}>
            {pauseMs > PAUSE_MS && <p class="pause">{duration(pauseMs)} later</p>}
            <button
              type="button"
              class="call"
              aria-expanded={String(isOpen)}
              onclick={() => act.go({ run: run.id, call: isOpen ? undefined : call.id })}
            >
              <span class={`bead ${tone}`} />
              <span class="call-role" title={call.functionName}>
                {shortRole(call.role)}
              </span>
              <span class={`call-verdict ${tone}`}>
                {call.error ? call.error.code : call.verdict}
                {call.attempt > 1 && ` (call ${call.attempt})`}
              </span>
              {call.coldStart && <span class="cold">cold</span>}
              <span class="call-time">
                <span class="bar" style={{ '--part': String(call.durationMs / longest) }} />
                {duration(call.durationMs)}
              </span>
            </button>
            {call.error && !isOpen && <p class="call-error">{call.error.message}</p>}
            {isOpen && <CallDetails {...props} call={call} />}
          </li>
        );
      })}
      {run.calls.length === 0 && <li class="waiting">The first call is under way.</li>}
    </ol>
  );
}
