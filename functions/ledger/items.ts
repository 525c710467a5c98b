/**
 * Kinds of items in the ledger, and the functions that count in them. Each function's role may touch its own
 * kinds only (`dynamodb:LeadingKeys`): the module makes that condition from this table.
 */
export const ITEM_KINDS = {
  /** Answers to a question, by its name. */
  question: ['create-auth-challenge', 'verify-auth-challenge-response'],
  /** Questions and messages of a user, by pseudonym. Verify looks whether a link of another sign-in was sent. */
  user: ['create-auth-challenge', 'verify-auth-challenge-response', 'support'],
  /** Guesses at a user's codes, by pseudonym. Create looks whether there are many. */
  guesses: ['create-auth-challenge', 'verify-auth-challenge-response', 'support'],
  /** Messages to an address, by pseudonym. */
  destination: ['deliver-challenge', 'support'],
  /** How often a user or an address was unblocked, by pseudonym. */
  unblocks: ['support'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The key of an item. It begins with the kind, which the roles' conditions look at. */
export const itemId = (kind: keyof typeof ITEM_KINDS, name: string): string => `${kind} ${name}`;
