const lambda: Console & { fatal?: Console['error'] } = console;

/**
 * Logs for the operator what keeps people from signing in: at level FATAL, which no `log_level` hides. Lambda's runtime
 * for Node.js adds `console.fatal` (its source: `log-patch.ts` of aws-lambda-nodejs-runtime-interface-client).
 */
export const logFault = (entry: object) => (lambda.fatal ?? lambda.error)(entry);
