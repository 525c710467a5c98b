import { AwsError, asAwsError, type Json, type Service } from '../aws-service.ts';
import { callerOf, type HttpAnswer, type HttpRequest, type Protocol } from './protocol.ts';

/** A service of the AWS query protocol. */
export interface QueryService {
  readonly operations: Service;
  readonly xmlNamespace: string;
  /** What it calls a call that no policy allows. */
  readonly accessDeniedCode: string;
}

/**
 * AWS query: a form with `Action` and `Version` goes in, XML comes out. An operation's input has the form's names as
 * they are, `MessageAttributes.entry.1.Name` too.
 *
 * @param services by `Version`, as `2010-03-31`
 */
export function awsQuery(services: Readonly<Record<string, QueryService>>): Protocol {
  const serviceOf = (form: URLSearchParams) => {
    const version = form.get('Version') ?? '';
    return Object.hasOwn(services, version) ? services[version] : undefined;
  };
  return {
    takes: request => isForm(request) && serviceOf(new URLSearchParams(request.body)) !== undefined,
    answer: async request => {
      const form = new URLSearchParams(request.body);
      const { Action: action = '', ...input } = Object.fromEntries(form);
      const { operations = {}, xmlNamespace = '', accessDeniedCode } = serviceOf(form) ?? {};
      const answer = (status: number, root: string, content: Json): HttpAnswer => ({
        status,
        headers: { 'content-type': 'text/xml' },
        body: `<${root} xmlns="${xmlNamespace}">${toXml(content)}</${root}>`,
      });
      try {
        const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
        if (!operation) throw new AwsError('InvalidAction', `This local server does not have ${action}.`);
        const result = await operation(input, callerOf(request));
        const ResponseMetadata = { RequestId: request.id };
        return answer(200, `${action}Response`, { [`${action}Result`]: result, ResponseMetadata });
      } catch (thrown) {
        const { code, message, status } = asAwsError(thrown);
        const isDenied = code === 'AccessDeniedException';
        const Code = isDenied && accessDeniedCode ? accessDeniedCode : code;
        const Type = status < 500 ? 'Sender' : 'Receiver';
        const error = { Error: { Type, Code, Message: message }, RequestId: request.id };
        return answer(isDenied ? 403 : status, 'ErrorResponse', error);
      }
    },
  };
}

function isForm({ method, headers }: HttpRequest): boolean {
  return method === 'POST' && (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

/** An element for each field. */
function toXml(value: Json): string {
  if (typeof value !== 'object' || value === null) return escapeXml(String(value ?? ''));
  return Object.entries(value)
    .map(([name, content]) => `<${name}>${toXml(content)}</${name}>`)
    .join('');
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
