import type { Call } from '../../../watch/protocol.ts';
import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import type { Part } from '../state/address.ts';
import { metricWords } from '../state/metric-line.ts';
import { clock } from '../state/words.ts';
import { Icon } from './icon.tsx';
import { Json } from './json.tsx';
import { Copy, Scroll, Segments } from './parts.tsx';

/** One call, opened: what went in and came out, what was logged, what was asked of AWS. */
export function CallDetails({ call, model, act }: LoadedProps & { readonly call: Call }) {
  const { part } = model.address;
  const counted = (words: string, count: number) => (
    <span>
      {words} <span class="count">{count}</span>
    </span>
  );
  const shown = part === 'event' ? call.event : call.response;
  return (
    <div class="details">
      {call.error && (
        <div class="failure">
          <p>
            <strong>{call.error.code}</strong>: {call.error.message}
          </p>
          {call.error.cure && <Cure cure={call.error.cure} />}
        </div>
      )}
      <div class="row spread">
        <Segments<Part>
          label="Part of the call"
          chosen={part}
          choose={chosen => act.go({ part: chosen })}
          names={[
            ['event', 'Event'],
            ['response', 'Response'],
            ['logs', counted('Logs', call.logs.length)],
            ['aws', counted('AWS calls', call.awsCalls.length)],
          ]}
        />
        {(part === 'event' || part === 'response') && (
          <Copy act={act} text={JSON.stringify(shown, null, 2)} what={`the ${part}`} />
        )}
      </div>
      {part === 'logs' && <Logs logs={call.logs} />}
      {part === 'aws' && <AwsCalls awsCalls={call.awsCalls} />}
      {(part === 'event' || part === 'response') && <Json json={shown} label={part} />}
      <p class="facts">
        <code>{call.functionName}</code>
        {call.triggerSource && call.triggerSource !== call.functionName && ` · ${call.triggerSource}`}
        {call.expectedAnswer !== undefined && (
          <span>
            {' '}
            · right answer <code>{call.expectedAnswer}</code>
          </span>
        )}
      </p>
    </div>
  );
}

/** Sentences, and where to read on: a document that this server has. */
export function Cure({ cure }: { cure: string }) {
  const [, words = cure, file, anchor = ''] = /^(.*?)\s*docs\/([\w-]+\.md)(#[\w-]+)?\.?$/s.exec(cure) ?? [];
  return (
    <p>
      {words}{' '}
      {file && (
        <a href={`/console/docs/${file}${anchor}`} target="_blank" rel="noreferrer">
          Read on in docs/{file}
        </a>
      )}
    </p>
  );
}

const Logs = ({ logs }: Pick<Call, 'logs'>) => (
  <Scroll name="logs" label="Log lines">
    {logs.length === 0 && <p class="waiting">It logged nothing.</p>}
    {logs.map((line, index) => {
      const counted = metricWords(line.text);
      return (
        <p
          key={String(index)}
          class={`log ${counted ? 'metric' : line.level}`}
          {...(counted && { title: line.text })}
        >
          <time>{clock(line.atMs)}</time> <b>{line.level === 'NONE' || counted ? '' : line.level}</b>{' '}
          {counted ?? line.text}
        </p>
      );
    })}
  </Scroll>
);

const AwsCalls = ({ awsCalls }: Pick<Call, 'awsCalls'>) => (
  <div class="aws">
    {awsCalls.length === 0 && <p class="waiting">It asked nothing of AWS.</p>}
    {awsCalls.map((call, index) => (
      <div key={String(index)} class={`aws-call ${call.isAllowed ? 'good' : 'bad'}`}>
        <Icon name={call.isAllowed ? 'check' : 'cross'} />
        <div>
          <p>
            <code>{call.action}</code> {call.isAllowed ? 'allowed' : 'denied'}
          </p>
          <p class="because">{call.because}</p>
          <p class="arn">{call.resource}</p>
        </div>
      </div>
    ))}
  </div>
);
