/** What an operator can do about an error: the rows of docs/operations.md that a machine can tell apart. */

import type { Call, CallError } from './protocol.ts';

const SIGN_IN = 'docs/operations.md#a-sign-in-fails';
const LOG = 'docs/operations.md#an-error-in-a-functions-log';
const OWN_TRIGGERS = 'docs/contract.md#your-own-triggers';

type Cure = readonly [error: RegExp, cure: string];

/** The first that fits: what IAM refused, the function’s log, which has what it hides from its caller, and the error. */
const CURES: readonly Cure[] = [
  [/DeniedBySwitch/, 'A switch of this server denies the call. Switch it off.'],
  [/AccessDeniedException.*kms:GenerateMac/s, `The role or the key’s policy lacks kms:GenerateMac. ${LOG}`],
  [/AccessDeniedException.*ssm:GetParameter/s, `The role may not read the parameter. ${LOG}`],
  [
    /not authorized to perform|^no \S+ policy allows|^no permissions boundary allows/,
    `A policy is missing, or denies the call. ${LOG}`,
  ],
  [
    /UnexpectedLambdaException.*AccessDeniedException/,
    `Cognito may not invoke the function: its aws_lambda_permission is missing, or for another pool. ${SIGN_IN}`,
  ],
  [
    /Socket timeout/,
    `No try got a response within Cognito’s 5 seconds. Look at the duration, and at cold starts. ${SIGN_IN}`,
  ],
  [/TooManyRequestsException/, `The function was throttled: raise its concurrency. ${SIGN_IN}`],
  [/ResourceNotFoundException/, `The pool calls a function that is not there. ${SIGN_IN}`],
  [
    /InvalidLambdaResponseException/,
    `A function has to return its event with response filled in; parameters are maps of strings. ${OWN_TRIGGERS}`,
  ],
  [
    /gave no valid response/,
    `Run npm run conformance against the external function, and read its own log. ${LOG}`,
  ],
  [/The request is not valid/, `The function is at another trigger than its own. ${SIGN_IN}`],
  [/takes .*; got |is not set: /, `A setting is wrong. ${LOG}`],
  [/Sign-in is not available/, `The reason is in the function’s log, at level FATAL. ${LOG}`],
  [/lambda trigger is not configured/, `The pool has no lambda_config. ${SIGN_IN}`],
  [
    /Incorrect username or password/,
    `Define’s log has the reason, unless Cognito refused the password. ${SIGN_IN}`,
  ],
  [/UserNotConfirmed|PasswordResetRequired|User is disabled/, `It is the user’s state. ${SIGN_IN}`],
  [/[Ss]ession/, `The Session was too old, or used twice: start again. ${SIGN_IN}`],
  [/The message was not sent/, 'The provider refused it. docs/operations.md#messages-do-not-arrive'],
];

export function withCure(
  error: Omit<CallError, 'cure'>,
  { logs, awsCalls }: Pick<Call, 'logs' | 'awsCalls'> = { logs: [], awsCalls: [] },
): CallError {
  const told = [
    ...awsCalls.filter(({ isAllowed }) => !isAllowed).map(({ because }) => because),
    ...logs.filter(({ level }) => level === 'ERROR').map(({ text }) => text),
    `${error.code}: ${error.message}`,
  ];
  const cure = CURES.find(([pattern]) => told.some(text => pattern.test(text)))?.[1];
  return { ...error, ...(cure && { cure }) };
}
