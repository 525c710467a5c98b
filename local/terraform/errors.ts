/** What can be wrong with a configuration, by who may catch it. */

/** An expression that cannot be parsed or evaluated. `try` and `can` catch it, as in Terraform. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** Terraform would understand it, this evaluator does not. Never caught, so that `try` cannot hide the gap. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}

/** What a plan would refuse, with the address of the block or argument in front. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Runs `action`; an error in an expression gets the address it happened at. */
export function within<T>(address: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof UnsupportedError) {
      throw new ConfigurationError(`${address}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
