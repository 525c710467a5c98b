/** A dashboard's body, and what it shows: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Dashboard-Body-Structure.html */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import { parseJson } from '../cognito/trigger-events.ts';
import type { Dashboard } from '../deployment.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import type { Place, Dashboard as Told, Widget } from '../watch/protocol.ts';
import { prepareGraph, type Range, requireKnown } from './graph.ts';
import type { MetricStore } from './store.ts';

export interface PreparedDashboard {
  readonly show: (store: MetricStore, range: Range) => Told;
}

type Show = (store: MetricStore, range: Range) => Widget;

/** @throws ConfigurationError with the dashboard's name, for what is not modelled */
export function prepareDashboard({ name, body }: Dashboard): PreparedDashboard {
  const widgets = within(`The dashboard ${name}`, () => {
    const json = parseJson(body);
    if (!isObject(json) || !Array.isArray(json.widgets))
      throw new ConfigurationError('its body has no widgets');
    requireKnown(json, ['widgets', 'start', 'end', 'periodOverride']);
    return json.widgets.map((widget, index) => within(`widgets[${index}]`, () => prepareWidget(widget)));
  });
  return { show: (store, range) => ({ name, widgets: widgets.map(show => show(store, range)) }) };
}

function within<Result>(where: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`${where}: ${error.message}`, { cause: error });
  }
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
    const title = textIn(properties, 'title', '');
    return fixed({ ...place, type: 'log', title, query: textIn(properties, 'query') });
  },
  alarm: (properties, place) => {
    requireKnown(properties, ['alarms', 'title']);
    const { alarms } = properties;
    if (!Array.isArray(alarms)) throw new ConfigurationError('an alarm widget has no alarms');
    // "If you omit sortBy, the alarms are sorted in alphabetical order."
    const names = alarms.map(arn => String(arn).replace(/^.*:alarm:/, '')).sort();
    return fixed({ ...place, type: 'alarm', title: textIn(properties, 'title', ''), alarms: names });
  },
};

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
  const at = (name: string, otherwise?: number): number => {
    const value = widget[name] ?? otherwise;
    if (typeof value === 'number') return value;
    throw new ConfigurationError(
      `it has no ${name}: widgets that find a place by themselves are not modelled here`,
    );
  };
  return prepare(widget.properties, {
    x: at('x'),
    y: at('y'),
    width: at('width', 6),
    height: at('height', 6),
  });
}

function textIn(properties: JsonObject, name: string, otherwise?: string): string {
  const value = properties[name] ?? otherwise;
  if (typeof value === 'string') return value;
  throw new ConfigurationError(`it has no ${name}`);
}
