import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js';
import type { Construct } from 'constructs';
import { hcl } from '../hcl.ts';
import { declareLocal } from '../locals.ts';
import { dashboardRows } from './dashboard-rows.ts';
import { expressionOf, listOf } from './expression.ts';

/** A page that answers the on-call's first questions, unless it is switched off. */
export function dashboard(scope: Construct): void {
  const rows = listOf(
    dashboardRows.map(({ height, when, widgets }) => ({ when, value: { height, widgets: listOf(widgets) } })),
  );
  declareLocal(scope, 'dashboard_rows', `\${${rows.hcl}}`);
  const body = { start: '-PT3H', periodOverride: 'inherit', widgets: { hcl: PLACED } };
  new CloudwatchDashboard(scope, 'on_call', {
    count: hcl.number('length([for alarms in var.alarms[*] : alarms if alarms.dashboard_enabled])'),
    // "All dashboards in your account are global, not region-specific":
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
    dashboardName: '${var.name}-${local.region}',
    dashboardBody: `\${jsonencode(${expressionOf(body)})}`,
  });
}

const sumBefore = (list: string, index: string, what: string) =>
  `sum(concat([0], [for before in slice(${list}, 0, ${index}) : before.${what}]))`;

/** Every widget at its place: which rows and widgets there are depends on the configuration. */
const PLACED = `flatten([for r, row in local.dashboard_rows : [for w, widget in row.widgets : merge(widget, {
  x      = ${sumBefore('row.widgets', 'w', 'width')}
  y      = ${sumBefore('local.dashboard_rows', 'r', 'height')}
  height = row.height
})]])`;
