import { computedAttributes } from '../../../local/deployment/computed-attributes.ts';
import { evaluateConfiguration } from '../../../local/terraform/configuration.ts';
import { namesIn } from '../../support/terraform-names.ts';
import { moduleJson } from '../synthesized.ts';

const OURS = /^aws_cloudwatch_(?:dashboard|log_group|metric_alarm|query_definition)$/;

interface Metric {
  readonly namespace: string;
  readonly metric_name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface Alarm extends Partial<Metric> {
  readonly alarm_name: string;
  readonly alarm_description: string;
  readonly treat_missing_data: string;
  readonly alarm_actions: readonly string[];
  readonly ok_actions: readonly string[];
  readonly threshold?: number;
  readonly threshold_metric_id?: string;
  readonly metric_query?: readonly {
    readonly id: string;
    readonly expression?: string;
    readonly return_data: boolean;
    readonly metric?: Metric;
  }[];
}

export interface SavedQuery {
  readonly name: string;
  readonly log_group_names: readonly string[];
  readonly query_string: string;
}

type Inputs = Readonly<Record<string, unknown>>;
const known = new Map<string, ReturnType<typeof evaluated>>();

/** What the module makes of CloudWatch's for these inputs, by the local reader of configurations. Evaluated once for each. */
export function cloudwatch(inputs: Inputs): ReturnType<typeof evaluated> {
  const key = JSON.stringify(inputs);
  const made = known.get(key) ?? evaluated(inputs);
  known.set(key, made);
  return made;
}

function evaluated(inputs: Inputs) {
  const { variable, locals, data, resource } = moduleJson();
  const ours = Object.fromEntries(Object.entries(resource).filter(([type]) => OURS.test(type)));
  const json = {
    variable,
    locals: reached(locals, { variable, ours }),
    data: { aws_region: data.aws_region },
    // Their ids are all that is asked of them.
    resource: { ...ours, aws_cognito_user_pool_client: { client: { for_each: '${var.clients}' } } },
  };
  const { resources } = evaluateConfiguration(json, {
    variables: { name: 'acme', ...inputs },
    modulePath: import.meta.dirname,
    computed: computedAttributes({ region: 'eu-central-1', accountId: '111122223333' }),
  });
  const of = <Values>(type: string) =>
    resources.filter(each => each.type === type).map(({ values }) => values as Values);
  return {
    alarms: of<Alarm>('aws_cloudwatch_metric_alarm'),
    dashboards: of<{ readonly dashboard_name: string; readonly dashboard_body: string }>(
      'aws_cloudwatch_dashboard',
    ),
    queries: of<SavedQuery>('aws_cloudwatch_query_definition'),
  };
}

/** The locals that something refers to, directly or by others: the rest is of other resources. */
function reached(locals: Readonly<Record<string, string>>, from: unknown) {
  const { locals: found } = namesIn(from, locals);
  return Object.fromEntries(Object.entries(locals).filter(([name]) => found.has(name)));
}
