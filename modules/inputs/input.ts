/** A Terraform input variable, as data: constructs, the documentation and the tests read the same table. */
export interface Input {
  /** A Terraform type constraint. */
  readonly type: string;
  /** First sentence: what it is. Units and consequences follow. */
  readonly description: string;
  /** Absent where the caller must choose. */
  readonly default?: unknown;
  /** Whether null is a value of its own; false unless said. */
  readonly nullable?: boolean;
  readonly sensitive?: boolean;
  readonly validations?: readonly Validation[];
}

/** One rule, with a message that tells the cure. */
export interface Validation {
  /** A Terraform expression, without `${}`. */
  readonly condition: string;
  readonly message: string;
}
