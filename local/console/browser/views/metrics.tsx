import type { Alarm, Metrics } from '../../../watch/protocol.ts';
import { Fragment, h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import type { Minutes } from '../state/address.ts';
import { AlarmState } from './alarm-state.tsx';
import { Empty, Reasons, Segments } from './parts.tsx';
import { WidgetView } from './widget.tsx';

const RANGES: readonly (readonly [Minutes, string])[] = [
  ['15', '15 minutes'],
  ['60', '1 hour'],
  ['180', '3 hours'],
];

/** What CloudWatch would show of this deployment: its alarms, and its dashboard. */
export function MetricsView({ model, act }: LoadedProps) {
  const { metrics, refused, address } = model;
  return (
    <div class="wide-view metrics-view">
      <header class="view-head">
        <h2>Metrics</h2>
        <p>
          The module’s own alarms and dashboard, from the log lines of its functions, as CloudWatch would show
          them.
        </p>
        <Segments
          label="How far back"
          names={RANGES}
          chosen={address.minutes}
          choose={minutes => act.go({ minutes })}
        />
      </header>
      <Reasons reasons={refused.metrics} />
      {metrics && <Told metrics={metrics} />}
    </div>
  );
}

function Told({ metrics: { alarms, dashboards } }: { metrics: Metrics }) {
  if (alarms.length === 0 && dashboards.length === 0)
    return (
      <Empty title="This deployment has no alarms">
        Set the input <code>{'alarms = { topic_arn = "…" }'}</code>, with any topic: nothing is sent from
        here.
      </Empty>
    );
  return (
    <>
      <Alarms alarms={alarms} />
      {dashboards.map(({ name, widgets }) => (
        <section key={name} class="dashboard" aria-label={`Dashboard ${name}`}>
          {widgets.map((widget, at) => (
            <WidgetView key={String(at)} widget={widget} alarms={alarms} />
          ))}
        </section>
      ))}
    </>
  );
}

/** Those that went off, with their reason; how many did not. */
function Alarms({ alarms }: { alarms: readonly Alarm[] }) {
  const loud = alarms.filter(({ state }) => state === 'ALARM');
  return (
    <section class="alarms" aria-label="Alarms">
      <p role="status">
        {loud.length === 0
          ? `None of ${alarms.length} alarms has gone off.`
          : `${loud.length} of ${alarms.length} alarms have gone off.`}
      </p>
      {loud.map(alarm => (
        <article key={alarm.name} class="card alarm" aria-label={alarm.name}>
          <header class="row">
            <AlarmState alarm={alarm} />
            <code>{alarm.name}</code>
            <time>since {new Date(alarm.changedAtMs).toLocaleTimeString('en-GB')}</time>
          </header>
          <p>{alarm.description}</p>
          <p class="alarm-reason">{alarm.reason}</p>
        </article>
      ))}
    </section>
  );
}
