/** A dashboard's body, and what it shows: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Dashboard-Body-Structure.html */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import { parseJson } from '../cognito/trigger-events.ts';
import type { Dashboard } from '../deployment.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import type { Place, Dashboard as Told, Widget } from '../watch/protocol.ts';
import { prepareGraph, type Range } from './graph.ts';
import { requireKnown, textIn, within } from './properties.ts';
import type { MetricStore } from './store.ts';

export interface PreparedDashboard {
  readonly show: (store: MetricStore, range: Range) => Told;
}

type Show = (store: MetricStore, range: Range) => Widget;

const MAX_WIDGETS = 500;

/** @throws ConfigurationError with the dashboard's name, for what AWS does not take and what is not modelled */
export function prepareDashboard({ name, body }: Dashboard): PreparedDashboard {
  const widgets = within(`The dashboard ${name}`, () => {
    const json = parseJson(body);
    if (!isObject(json) || !Array.isArray(json.widgets))
      throw new ConfigurationError('its body has no widgets');
    requireKnown(json, ['widgets', 'start', 'end', 'periodOverride']);
    if (json.widgets.length > MAX_WIDGETS)
      throw new ConfigurationError(`it has more than ${MAX_WIDGETS} widgets`);
    // "auto" has periods adapt to the time range. The page names no default.
    if (json.periodOverride !== 'inherit')
      throw new ConfigurationError('periodOverride other than inherit is not modelled here');
    return json.widgets.map((widget, index) => within(`widgets[${index}]`, () => prepareWidget(widget)));
  });
  return { show: (store, range) => ({ name, widgets: widgets.map(show => show(store, range)) }) };
}

type Preparation = (properties: JsonObject, place: Place) => Show;

const WIDGETS: Readonly<Record<string, Preparation>> = {
  metric: (properties, place) => {
    const graph = prepareGraph(properties);
    return (store, range) => ({ ...place, type: 'metric', ...graph(store, range) });
  },
  text: (properties, place) => {
    requireKnown(properties, ['markdown', 'background']);
    return fixed({ ...place, type: 'text', markdown: textIn(properties, 'markdown') });
  },
  log: (properties, place) => {
    requireKnown(properties, ['query', 'title', 'view', 'region', 'stacked']);
    textIn(properties, 'region');
    const title = textIn(properties, 'title', '');
    return fixed({ ...place, type: 'log', title, query: textIn(properties, 'query') });
  },
  alarm: (properties, place) => {
    requireKnown(properties, ['alarms', 'title']);
    const { alarms } = properties;
    if (!Array.isArray(alarms) || alarms.length < 1 || alarms.length > MAX_ALARMS)
      throw new ConfigurationError(`an alarm widget takes 1 to ${MAX_ALARMS} alarms`);
    // "If you omit this field, the alarms are sorted in alphabetical order."
    const names = alarms.map(nameOf).sort();
    return fixed({ ...place, type: 'alarm', title: textIn(properties, 'title', ''), alarms: names });
  },
};

const MAX_ALARMS = 100;

function nameOf(arn: Json): string {
  const [, name] = /^arn:[^:]+:cloudwatch:[^:]+:\d+:alarm:(.+)$/.exec(String(arn)) ?? [];
  if (name === undefined) throw new ConfigurationError(`${JSON.stringify(arn)} is not the ARN of an alarm`);
  return name;
}

const fixed =
  (widget: Widget): Show =>
  () =>
    widget;

function prepareWidget(widget: Json): Show {
  if (!isObject(widget) || !isObject(widget.properties)) throw new ConfigurationError('it has no properties');
  requireKnown(widget, ['type', 'x', 'y', 'width', 'height', 'properties']);
  const type = String(widget.type);
  const prepare = Object.hasOwn(WIDGETS, type) ? WIDGETS[type] : undefined;
  if (!prepare) throw new ConfigurationError(`a widget of the type ${type} is not modelled here`);
  const at = (name: keyof Place, otherwise?: number): number => {
    const value = widget[name] ?? otherwise;
    if (value === undefined)
      throw new ConfigurationError(
        `it has no ${name}: widgets that find a place by themselves are not modelled here`,
      );
    const [least, most] = PLACES[name];
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new ConfigurationError(
      `${name} takes a whole number from ${least} to ${most}, and is ${JSON.stringify(value)}`,
    );
  };
  return prepare(widget.properties, {
    x: at('x'),
    y: at('y'),
    width: at('width', 6),
    height: at('height', 6),
  });
}

/** Whether a widget may begin within the 24 columns and end beyond them is on no page. */
const PLACES: Readonly<Record<keyof Place, readonly [least: number, most: number]>> = {
  x: [0, 23],
  y: [0, Number.POSITIVE_INFINITY],
  width: [1, 24],
  height: [1, 1000],
};
