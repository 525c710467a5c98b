/** The part of `terraform show -json` of a plan that the rules read. */
export interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
  readonly configuration?: { readonly root_module?: ModuleConfiguration };
}

/** A module as it is written. */
export interface ModuleConfiguration {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly module_calls?: Readonly<Record<string, ModuleCall>>;
}

export interface ModuleCall {
  readonly source?: string;
  /** Of a registry's module. */
  readonly version_constraint?: string;
  /** By argument; an expression that refers to nothing has its value, with the caller's own keys. */
  readonly expressions?: Readonly<Record<string, { readonly constant_value?: unknown }>>;
  readonly module?: ModuleConfiguration;
}

export interface ResourceChange {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly change: {
    /** `no-op`, `create`, `read`, `update`, `delete`; a replacement is `delete` and `create` in either order. */
    readonly actions: readonly string[];
    readonly after: Attributes | null;
    /** `true` in the place of each attribute that is known after the apply only. */
    readonly after_unknown: Attributes;
  };
}

export type Attributes = Readonly<Record<string, unknown>>;

/** @throws Error for what is not the JSON of a plan: a state has no `resource_changes` and would pass every rule */
export function parsePlan(json: string): Plan {
  const plan: unknown = JSON.parse(json);
  if (typeof plan !== 'object' || plan === null || !('planned_values' in plan)) {
    throw new Error(
      'This is not a plan. Give the output of: terraform show -json <file of terraform plan -out>',
    );
  }
  return plan as Plan;
}
