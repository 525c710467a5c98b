const lambda: Console & { fatal?: Console['error'] } = console;

/**
 * Logs for the operator what keeps people from signing in: at level FATAL, which no `log_level` hides. Lambda's runtime
 * for Node.js adds `console.fatal` (its source: `log-patch.ts` of aws-lambda-nodejs-runtime-interface-client).
 */
export const logFault = (entry: object) => (lambda.fatal ?? lambda.error)(entry);

/**
 * Where an error came from, by the module's source maps: its text, as `String(error)` has it, and names of functions and files. So
 * it holds a secret where the text does, which no error of ours may: parsers quote what they cannot read.
 */
export const stackOf = (error: unknown): string | undefined => Object(error).stack;
