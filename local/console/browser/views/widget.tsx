import type { Alarm, Graph, Widget } from '../../../watch/protocol.ts';
import { type Child, Fragment, h } from '../dom/element.ts';
import { CHART, chartOf } from '../state/chart.ts';
import { AlarmState } from './alarm-state.tsx';

/** One widget of a dashboard, at its place on CloudWatch's grid of 24 columns. */
export function WidgetView({ widget, alarms }: { widget: Widget; alarms: readonly Alarm[] }) {
  const style = { '--width': String(widget.width), '--column': String(widget.x + 1) } as const;
  if (widget.type === 'text')
    return (
      <div class="widget words" style={style}>
        <Markdown text={widget.markdown} />
      </div>
    );
  return (
    <article class="widget card" style={style} aria-label={widget.title}>
      <h3>{widget.title}</h3>
      {widget.type === 'metric' && <Chart graph={widget} />}
      {widget.type === 'alarm' && (
        <States alarms={alarms.filter(({ name }) => widget.alarms.includes(name))} />
      )}
      {widget.type === 'log' && <pre tabindex="0">{widget.query}</pre>}
    </article>
  );
}

/** Lines or bars, and below them what they add up to. */
function Chart({ graph }: { graph: Graph }) {
  const { drawn, marks, tops, isEmpty } = chartOf(graph);
  if (isEmpty) return <p class="nothing">Nothing yet</p>;
  const told = drawn.map(({ label, total }) => `${label} ${total}`).join(', ');
  return (
    <>
      <div class="plot">
        <p class="tops" aria-hidden="true">
          {tops.map((top, at) => (
            <span key={String(at)}>{top}</span>
          ))}
        </p>
        <svg
          viewBox={`0 0 ${CHART.width} ${CHART.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${graph.title}: ${told}`}
        >
          {marks.map(({ label, y }) => (
            <path key={label} class="mark-line" d={`M0 ${y}H${CHART.width}`} />
          ))}
          {drawn.map(({ path, dots, color }, at) => (
            <g key={String(at)} style={{ '--series': color }}>
              <path class={graph.isStacked ? 'bars' : 'line'} d={path} />
              <path class="line dots" d={dots} />
            </g>
          ))}
        </svg>
      </div>
      <ul class="legend" aria-hidden="true">
        {drawn.map(({ label, color, total }, at) => (
          <li key={String(at)} style={{ '--series': color }}>
            {label} <b>{total}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

const States = ({ alarms }: { alarms: readonly Alarm[] }) => (
  <ul class="states">
    {alarms.map(alarm => (
      <li key={alarm.name} title={alarm.reason}>
        <AlarmState alarm={alarm} />
        {alarm.name}
      </li>
    ))}
  </ul>
);

/** As much as the module's dashboard writes: headings and paragraphs. */
function Markdown({ text }: { text: string }): Child {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map((line, at) => {
      const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
      return heading === undefined ? <p key={String(at)}>{line}</p> : <h3 key={String(at)}>{heading}</h3>;
    });
}
