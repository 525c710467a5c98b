import type { HttpAnswer, HttpRequest } from '../../local/http/protocol.ts';
import { faults } from './check.ts';
import type { Models, Shape, Shapes } from './model.ts';
import { type Called, calledBy, errorOf, inputOf, outputOf } from './wire.ts';

/** A request, and what was answered. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly answer: HttpAnswer;
}

/** `kms GenerateMac`; undefined for what is no call of AWS. */
export function nameOf(models: Models, request: HttpRequest): string | undefined {
  const called = calledBy(models, request);
  return called && `${called.model.metadata.endpointPrefix} ${called.operation.name}`;
}

/** What is wrong with a call, by AWS's model. */
export function requestFaults(models: Models, request: HttpRequest): string[] {
  const called = calledBy(models, request);
  if (!called) return [`There is no operation of AWS at ${request.method} ${request.path}`];
  const { model, operation } = called;
  const { value, faults: ofForm } = inputOf(called, request);
  const { signingName, endpointPrefix } = model.metadata;
  const [, region, signedFor] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  const elsewhere = Object.values(Object(value)).find(each => (arnRegion(each) ?? region) !== region);
  return [
    ...ofForm,
    ...(signedFor === (signingName ?? endpointPrefix) ? [] : [`it is signed for ${signedFor}`]),
    ...(elsewhere === undefined ? [] : [`it is signed for ${region}, and names ${elsewhere}`]),
    ...faults(model.shapes, operation.input?.shape ?? '', value, operation.name),
  ];
}

/** AWS answers for its own region only. */
function arnRegion(value: unknown): string | undefined {
  const [arn, , , region] = typeof value === 'string' ? value.split(':') : [];
  return arn === 'arn' ? region || undefined : undefined;
}

/** What is wrong with an answer, by AWS's model. */
export function answerFaults(models: Models, { request, answer }: Exchange): string[] {
  const called = calledBy(models, request);
  if (!called) return [];
  if (answer.status < 300) return outputFaults(called, outputOf(called, answer));
  const { code, fields } = errorOf(called, answer);
  return errorFaults(called, code, fields, answer.status);
}

export function outputFaults({ model, operation }: Called, output: unknown): string[] {
  const shape = operation.output?.shape;
  if (shape)
    return faults(model.shapes, shape, output, `${operation.name} answer`).filter(
      fault => !SEEN.some(deviation => deviation.test(fault)),
    );
  return JSON.stringify(output) === '{}' ? [] : [`${operation.name} answers nothing`];
}

/** Where AWS itself does not keep to its model. */
const SEEN: readonly RegExp[] = [
  // One of 8420 characters was given out (amplify-js#14411).
  /answer\.Session has \d+, of 20 to 2048$/,
  // `phone_number_verified`, which stands in the schema of every pool.
  /SchemaAttributes\[\d+\]\.Name has 21, of 1 to 20$/,
];

/**
 * Errors that every service may answer, whatever its model says: "Common Errors" of its API reference, such as
 * https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
const COMMON = [
  'AccessDeniedException',
  'InvalidParameterValue',
  'MissingAuthenticationTokenException',
  'SerializationException',
  'ThrottlingException',
  'UnknownOperationException',
  'ValidationException',
];

/** Errors that an operation's page tells of in its text, and its list of errors lacks. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html, ForceAliasCreation
  AdminCreateUser: ['AliasExistsException'],
};

/** By what AWS calls an error, which is not always the name of its shape. */
function errorShape(shapes: Shapes, { operation }: Called, code: string) {
  const names = [...(operation.errors ?? []).map(({ shape }) => shape), ...(TOLD[operation.name] ?? [])];
  const name = names.find(each => (shapes[each]?.error?.code ?? each) === code);
  return name === undefined ? undefined : { name, shape: shapes[name] };
}

export function errorFaults(called: Called, code: string, fields: unknown, status: number): string[] {
  const { model, operation } = called;
  const found = errorShape(model.shapes, called, code);
  const at = `${operation.name} error ${code}`;
  if (!found) return COMMON.includes(code) ? [] : [`${at}: the operation has no such error`];
  const expected = found.shape?.error?.httpStatusCode ?? (found.shape?.fault ? 500 : 400);
  return [
    ...(status === expected ? [] : [`${at} has the status ${status}, not ${expected}`]),
    ...faults(model.shapes, found.name, withoutText(fields, found.shape), at),
  ];
}

/** The errors of SES have no members in its model, and a text on the wire: AWS's SDKs read `message` of any error. */
function withoutText(fields: unknown, shape: Shape | undefined): unknown {
  if (Object.keys(shape?.members ?? {}).length > 0) return fields;
  const { message: _, ...rest } = Object(fields);
  return rest;
}
