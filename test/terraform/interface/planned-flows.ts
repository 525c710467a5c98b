import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionNames, toId } from '../../../modules/packages.ts';
import { withTypedInputs } from '../../../modules/typed-inputs.ts';
import { moduleJson } from '../../modules/synthesized.ts';
import { type TestRun, tell, terraformTest, told } from '../../support/terraform-test.ts';
import { builtForPlans } from './built-for-plans.ts';
import { flows } from './flows.ts';
import { mockAws, mockClients, mockFunctions } from './mock-aws.ts';
import type { Inputs } from './values.ts';

/** What Terraform plans for a flow. */
export interface PlannedFlow {
  /** The functions' CHALLENGE_SETTINGS. */
  readonly settings: string;
  /** What they were reckoned to be before any resource was there. */
  readonly settingsAtMost: string;
  /** Statements of the functions' policies, by function; none for a function that is not there. */
  readonly policies: Readonly<Record<string, readonly PlannedStatement[]>>;
  /** Who may derive answers, by the key's own policy. */
  readonly derivers: readonly string[];
  /** How many there are of each kind of resource that the delivering function has. */
  readonly delivering: Readonly<Record<string, number>>;
  readonly invocations: readonly {
    readonly maximum_event_age_in_seconds: number;
    readonly destination_config: readonly {
      readonly on_failure: readonly { readonly destination: string }[];
    }[];
  }[];
  readonly ledgers: number;
}

export interface PlannedStatement {
  readonly sid: string;
  readonly actions: readonly string[];
  /** Null where there are none. */
  readonly resources: readonly string[] | null;
  readonly not_resources: readonly string[] | null;
  readonly condition: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
}

let planned: Promise<ReadonlyMap<string, PlannedFlow>> | undefined;

/** A plan of the built module for each flow of the table. Terraform runs once for all who ask. */
export function plannedFlows(): Promise<ReadonlyMap<string, PlannedFlow>> {
  planned ??= planFlows();
  return planned;
}

async function planFlows(): Promise<ReadonlyMap<string, PlannedFlow>> {
  const dist = mkdtempSync(join(tmpdir(), 'cognito-challenge-flows-'));
  try {
    const folder = await builtForPlans(dist);
    writeFileSync(join(folder, 'reckoned.tf.json'), JSON.stringify({ locals: reckoned() }));
    const names = Object.keys(flows);
    const run = Object.fromEntries(names.map((name, index) => [`flow_${index}`, runOf(name)]));
    const results = await terraformTest(folder, { flows: { ...mockAws('plan'), run } });
    return new Map(
      names.map((name, index) => {
        const result = results.get(`flows/flow_${index}`);
        if (!result) throw new Error(`Terraform did not run the flow: ${name}.`);
        return [name, told(result) as unknown as PlannedFlow];
      }),
    );
  } finally {
    rmSync(dist, { recursive: true });
  }
}

/** What reckons the size of the settings, which only the rules of the inputs have: a test can look at the root module alone. */
function reckoned(): Readonly<Record<string, unknown>> {
  const module = moduleJson();
  const output = { ...module.output, reckoned: { value: '${local.settings_at_most}' } };
  const localsOf = (configuration: typeof module) => Object(withTypedInputs(configuration).root.locals);
  const known = localsOf(module);
  return Object.fromEntries(
    Object.entries(localsOf({ ...module, output })).filter(([name]) => !(name in known)),
  );
}

function runOf(name: string): TestRun {
  const variables: Inputs = { name: 'acme', ...flows[name]?.inputs };
  const override_resource = [
    ...mockClients(Object.keys(variables.clients ?? {})),
    ...mockFunctions(String(variables.name), 'plan'),
  ];
  return { command: 'plan', variables, override_resource, assert: [tell(expressions())] };
}

function expressions(): Readonly<Record<keyof PlannedFlow, string>> {
  const delivering = Object.entries(moduleJson().resource)
    .filter(([, blocks]) => 'deliver_challenge' in blocks)
    .map(([type]) => `${type} = length(${type}.deliver_challenge)`);
  const policies = functionNames
    .map(toId)
    .map(id => `${id} = flatten(data.aws_iam_policy_document.${id}[*].statement)`);
  return {
    settings: 'local.settings',
    settingsAtMost: 'local.settings_at_most',
    policies: `{ ${policies.join(', ')} }`,
    derivers:
      'flatten([for principal in data.aws_iam_policy_document.answers.statement[1].principals : principal.identifiers])',
    delivering: `{ ${delivering.join(', ')} }`,
    invocations:
      '[for config in aws_lambda_function_event_invoke_config.deliver_challenge : { maximum_event_age_in_seconds = config.maximum_event_age_in_seconds, destination_config = config.destination_config }]',
    ledgers: 'length(aws_dynamodb_table.ledger)',
  };
}
