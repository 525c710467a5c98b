/** Requests and answers as they are on the wire, by AWS's protocols: which operation, which input, which output. */

import type { HttpAnswer, HttpRequest } from '../../local/http/protocol.ts';
import type { Member, Models, Operation, ServiceModel, Shape, Shapes } from './model.ts';

export interface Called {
  readonly model: ServiceModel;
  readonly operation: Operation;
}

/** The operation that a request calls; undefined for what is no request to AWS. */
export function calledBy(models: Models, request: HttpRequest): Called | undefined {
  for (const model of Object.values(models)) {
    const operation = protocols[model.metadata.protocol].operation(model, request);
    if (operation) return { model, operation };
  }
  return undefined;
}

/** The input of an operation, as the model has it, and what is wrong with its form. */
export function inputOf({ model, operation }: Called, request: HttpRequest): Decoded {
  return protocols[model.metadata.protocol].input(model, operation, request);
}

/** The output of an operation, likewise. */
export function outputOf({ model, operation }: Called, answer: HttpAnswer): unknown {
  return protocols[model.metadata.protocol].output(model, operation, answer);
}

export interface AnsweredError {
  readonly code: string;
  readonly fields: unknown;
}

/** The error that an answer tells. */
export function errorOf({ model }: Called, answer: HttpAnswer): AnsweredError {
  return protocols[model.metadata.protocol].error(answer);
}

interface Decoded {
  readonly value: unknown;
  readonly faults: readonly string[];
}

interface WireProtocol {
  readonly operation: (model: ServiceModel, request: HttpRequest) => Operation | undefined;
  readonly input: (model: ServiceModel, operation: Operation, request: HttpRequest) => Decoded;
  readonly output: (model: ServiceModel, operation: Operation, answer: HttpAnswer) => unknown;
  readonly error: (answer: HttpAnswer) => AnsweredError;
}

const expectType = ({ headers }: { headers: HttpRequest['headers'] }, type: string) =>
  headers['content-type'] === type ? [] : [`content-type is ${headers['content-type']}, not ${type}`];

const json: WireProtocol = {
  operation: ({ metadata, operations }, { headers }) => {
    const [prefix, name = ''] = (headers['x-amz-target'] ?? '').split('.', 2);
    return prefix === metadata.targetPrefix ? operations[name] : undefined;
  },
  input: ({ metadata }, _operation, request) => ({
    value: JSON.parse(request.body),
    faults: [
      ...expectType(request, `application/x-amz-json-${metadata.jsonVersion}`),
      ...(request.method === 'POST' && request.path === '/' ? [] : ['it is not a POST of /']),
    ],
  }),
  output: (_model, _operation, { body }) => JSON.parse(body),
  error: ({ headers, body }) => {
    const { __type, ...fields } = JSON.parse(body);
    const code = String(__type).replace(/^.*#/, '');
    const inHeader = headers['x-amzn-errortype'];
    return { code: inHeader === undefined || inHeader === code ? code : `${code} (${inHeader})`, fields };
  },
};

const restJson: WireProtocol = {
  operation: ({ operations }, { method, path }) =>
    Object.values(operations).find(
      ({ http }) => http.method === method && toPath(http.requestUri).regExp.test(path),
    ),
  input: ({ shapes }, operation, request) => {
    const shape = shapes[operation.input?.shape ?? ''] ?? { type: 'structure' };
    const { regExp, labels } = toPath(operation.http.requestUri);
    const inPath = (regExp.exec(request.path) ?? []).slice(1).map(decodeURIComponent);
    const given = Object.entries(shape.members ?? {}).flatMap(([name, member]): [string, unknown][] => {
      const wireName = member.locationName ?? name;
      const found = {
        uri: () => inPath[labels.indexOf(wireName)],
        header: () => request.headers[wireName.toLowerCase()],
        querystring: () => request.query.get(wireName) ?? undefined,
        statusCode: () => undefined,
        body: () => undefined,
      }[member.location ?? 'body']();
      return found === undefined ? [] : [[wireName, found]];
    });
    const body = shape.payload ? payload(shape, request.body) : JSON.parse(request.body);
    return {
      value: { ...Object.fromEntries(given), ...body },
      faults: expectType(request, 'application/json'),
    };
  },
  output: ({ shapes }, operation, { status, headers, body }) => {
    const shape = shapes[operation.output?.shape ?? ''] ?? { type: 'structure' };
    const given = Object.entries(shape.members ?? {}).flatMap(([name, member]): [string, unknown][] => {
      if (member.location === 'statusCode') return [[name, status]];
      const found = member.location === 'header' && headers[(member.locationName ?? name).toLowerCase()];
      return found ? [[member.locationName ?? name, found]] : [];
    });
    return { ...Object.fromEntries(given), ...(shape.payload ? payload(shape, body) : JSON.parse(body)) };
  },
  error: ({ headers, body }) => ({ code: headers['x-amzn-errortype'] ?? 'none', fields: JSON.parse(body) }),
};

/** Bytes that are the whole body. */
const payload = ({ payload = '' }: Shape, body: string) =>
  body === '' ? {} : { [payload]: Buffer.from(body).toString('base64') };

function toPath(requestUri: string) {
  const labels: string[] = [];
  const [path = ''] = requestUri.split('?');
  const source = path.replace(/\{(\w+)\+?\}/g, (_, label) => {
    labels.push(label);
    return '([^/]+)';
  });
  return { regExp: new RegExp(`^${source}$`), labels };
}

const query: WireProtocol = {
  operation: ({ metadata, operations }, { headers, body }) => {
    const form = new URLSearchParams(headers['x-amz-target'] === undefined ? body : '');
    return form.get('Version') === metadata.apiVersion ? operations[form.get('Action') ?? ''] : undefined;
  },
  input: ({ shapes }, operation, request) => {
    const form = new Map(new URLSearchParams(request.body));
    form.delete('Action');
    form.delete('Version');
    const value = fromForm(shapes, operation.input?.shape ?? '', form, '');
    return {
      value,
      faults: [
        ...expectType(request, 'application/x-www-form-urlencoded; charset=utf-8'),
        ...[...form.keys()].map(name => `${name} is unknown`),
      ],
    };
  },
  output: (_model, { name, output }, { body }) => {
    const root = fromXml(body) as Record<string, Record<string, unknown>>;
    return root[`${name}Response`]?.[output?.resultWrapper ?? ''];
  },
  error: ({ body }) => {
    const {
      Type: _,
      Code,
      ...fields
    } = (fromXml(body) as { ErrorResponse: { Error: Record<string, string> } }).ErrorResponse.Error;
    return { code: Code ?? 'none', fields: { message: fields.Message } };
  },
};

const protocols: Readonly<Record<ServiceModel['metadata']['protocol'], WireProtocol>> = {
  json,
  'rest-json': restJson,
  query,
};

/** Takes a value out of a form; what stays in it is unknown. Lists are not needed yet. */
function fromForm(shapes: Shapes, name: string, form: Map<string, string>, at: string): unknown {
  const { type, members = {}, key, value } = shapes[name] ?? { type: 'string' };
  if (type === 'structure') {
    const fields = Object.entries(members).flatMap(([field, { shape }]) => {
      const found = fromForm(shapes, shape, form, at ? `${at}.${field}` : field);
      return found === undefined ? [] : [[field, found]];
    });
    return fields.length > 0 ? Object.fromEntries(fields) : undefined;
  }
  if (type === 'map') {
    const entries: [string, unknown][] = [];
    for (let n = 1; form.has(`${at}.entry.${n}.${wire(key)}`); n++) {
      const name = String(fromForm(shapes, 'none', form, `${at}.entry.${n}.${wire(key)}`));
      entries.push([name, fromForm(shapes, value?.shape ?? '', form, `${at}.entry.${n}.${wire(value)}`)]);
    }
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  const text = form.get(at);
  form.delete(at);
  return text;
}

const wire = (member: Member | undefined) => member?.locationName ?? '';

/** Elements as an object, text as text. */
function fromXml(xml: string): unknown {
  const elements = [...xml.matchAll(/<(\w+)(?: [^>]*)?>(.*?)<\/\1>/gs)];
  return elements.length > 0
    ? Object.fromEntries(elements.map(([, name, inner = '']) => [name, fromXml(inner)]))
    : xml;
}
