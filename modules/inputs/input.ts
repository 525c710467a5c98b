import type { Setting } from '../../functions/settings/declare.ts';
import type { Said } from './words.ts';

/** A Terraform input variable, as data: constructs, the documentation and the tests read the same table. */
export interface Input {
  /** A Terraform type constraint. */
  readonly type: string;
  /** What Terraform and editors show: what the input is, and each of its attributes. */
  readonly description: string;
  /** Absent where the caller must choose. */
  readonly default?: unknown;
  /** Whether null is a value of its own. Default: false. */
  readonly nullable?: boolean;
  readonly validations?: readonly Validation[];
  /** What `type`, and most of the validations, come from. */
  readonly setting: Setting;
  /** What `description` comes from. */
  readonly said: Said;
  /** Inputs of a caller: this one, and what it needs beside it. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** One rule, with a message that tells the cure. */
export interface Validation {
  /** A Terraform expression, without `${}`. */
  readonly condition: string;
  readonly message: string;
}
