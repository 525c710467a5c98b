/**
 * Moments say in their type what they count in: the compiler takes neither for the other. A plain number, as arithmetic
 * gives it, is taken for either.
 */
declare const unit: unique symbol;
type Counted<Unit> = number & { readonly [unit]?: Unit };

/** Since 1970, as sessions, questions and the ledger have it. */
export type EpochSeconds = Counted<'seconds'>;

/** Since 1970, as JavaScript's clocks have it. */
export type EpochMs = Counted<'milliseconds'>;

export type Clock = () => EpochMs;

/** A trigger may run on another machine's clock than the one before it. */
export const CLOCK_SKEW_SECONDS = 60;
