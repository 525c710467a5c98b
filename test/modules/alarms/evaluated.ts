import { computedAttributes } from '../../../local/deployment/computed-attributes.ts';
import { evaluateConfiguration } from '../../../local/terraform/configuration.ts';
import { moduleJson } from '../synthesized.ts';

const OURS = /^aws_cloudwatch_(?:dashboard|log_group|metric_alarm|query_definition)$/;

export interface Alarm {
  readonly address: string;
  readonly alarm_name: string;
  readonly alarm_description: string;
  readonly alarm_actions: readonly string[];
  readonly ok_actions: readonly string[];
  readonly comparison_operator: string;
  readonly threshold: number | null;
  readonly threshold_metric_id: string | null;
  readonly metric_name: string | null;
  readonly namespace: string | null;
  readonly dimensions: Readonly<Record<string, string>> | null;
  readonly metric_query?: readonly {
    readonly id: string;
    readonly expression: string | null;
    readonly return_data: boolean;
    readonly metric: readonly {
      readonly namespace: string;
      readonly metric_name: string;
      readonly dimensions: Readonly<Record<string, string>>;
    }[];
  }[];
}

/** What the module makes of CloudWatch's for these inputs, by the local reader of configurations. */
export function cloudwatch(inputs: Readonly<Record<string, unknown>>) {
  const { variable, locals, data, resource } = moduleJson();
  const ours = Object.fromEntries(Object.entries(resource).filter(([type]) => OURS.test(type)));
  const { aws_region } = data;
  const { resources } = evaluateConfiguration(
    { variable, locals: reached(locals, { variable, ours }), data: { aws_region }, resource: ours },
    {
      variables: { name: 'acme', ...inputs },
      modulePath: import.meta.dirname,
      computed: computedAttributes({ region: 'eu-central-1', accountId: '111122223333' }),
    },
  );
  const of = (type: string) =>
    resources
      .filter(each => each.type === type)
      .map(({ address, values }) => ({ address, ...(values as object) }));
  return {
    alarms: of('aws_cloudwatch_metric_alarm') as unknown as readonly Alarm[],
    dashboards: of('aws_cloudwatch_dashboard'),
    queries: of('aws_cloudwatch_query_definition'),
  };
}

/** The locals that something refers to, directly or by others. */
function reached(locals: Readonly<Record<string, string>>, from: unknown) {
  const found = new Set<string>();
  const visit = (value: unknown) => {
    for (const [, name = ''] of JSON.stringify(value ?? null).matchAll(/\blocal\.(\w+)/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(locals[name]);
    }
  };
  visit(from);
  return Object.fromEntries(Object.entries(locals).filter(([name]) => found.has(name)));
}
