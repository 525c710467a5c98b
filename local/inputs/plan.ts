/** `terraform show -json` of a plan, as far as it is read here: https://developer.hashicorp.com/terraform/internals/json-format */

import { ConfigurationError } from '../terraform/errors.ts';
import { readJsonFile } from './read-inputs.ts';

export interface Plan {
  /** The root's variables. */
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly configuration: {
    readonly root_module: ModuleConfiguration;
    readonly provider_config?: Readonly<Record<string, ProviderConfiguration>>;
  };
  readonly planned_values: { readonly root_module?: PlannedModule };
  /** What there was before, data sources included. */
  readonly prior_state?: { readonly values?: { readonly root_module?: PlannedModule } };
}

/** A module as it is written. */
export interface ModuleConfiguration {
  readonly variables?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly module_calls?: Readonly<Record<string, ModuleCall>>;
}

export interface ModuleCall {
  readonly expressions?: Readonly<Record<string, Written>>;
  readonly module?: ModuleConfiguration;
}

interface ProviderConfiguration {
  readonly name?: string;
  readonly expressions?: Readonly<Record<string, Written>>;
}

/** An expression: its value if it refers to nothing, otherwise what it refers to, but not how. */
export interface Written {
  readonly constant_value?: unknown;
  /** `var.a.b`, and also `var.a`, its beginning. */
  readonly references?: readonly string[];
}

/** A module as it will be. */
export interface PlannedModule {
  readonly address?: string;
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly PlannedModule[];
}

export interface PlannedResource {
  /** From the root: `module.a.aws_sns_topic.topic`. */
  readonly address: string;
  /** Attributes that are known; those that are known after the apply only are left out. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** @throws ConfigurationError for what is not the JSON of a plan */
export async function readPlan(file: string): Promise<Plan> {
  const plan = await readJsonFile(file);
  if ('planned_values' in plan && 'configuration' in plan) return plan as unknown as Plan;
  throw new ConfigurationError(
    `${file} is not a plan. Write it with: terraform plan -out plan.tfplan && terraform show -json plan.tfplan > ${file}`,
  );
}

/** All resources of a plan, and all that there was before. */
export function plannedResources({ planned_values, prior_state }: Plan): readonly PlannedResource[] {
  const inside = (module: PlannedModule | undefined): readonly PlannedResource[] => [
    ...(module?.resources ?? []),
    ...(module?.child_modules ?? []).flatMap(inside),
  ];
  return [...inside(planned_values.root_module), ...inside(prior_state?.values?.root_module)];
}
