import { randomUUID } from 'node:crypto';
import { AwsError, type Caller, isObject, type Json, type RestRequest } from '../aws-service.ts';
import { readObject } from '../http/aws-json.ts';
import type { RestService } from '../http/aws-rest.ts';
import { arnIn, type Place } from './arn.ts';
import type { Iam } from './iam.ts';
import type { Post } from './outbox.ts';

/** SES v2: `SendEmail` with a simple message. Every sender counts as verified. */
export function createSes(place: Place, iam: Iam, post: Post): RestService {
  function sendEmail({ body }: RestRequest, caller: Caller) {
    const input = readObject(body);
    const from = addressIn(input.FromEmailAddress);
    if (!from) throw badRequest('FromEmailAddress is not an address.');
    authorize(caller, from, input.FromEmailAddressIdentityArn);
    if (typeof input.ConfigurationSetName === 'string') {
      iam.authorize(
        caller,
        'ses:SendEmail',
        arnIn(place, 'ses', `configuration-set/${input.ConfigurationSetName}`),
      );
    }
    const [to, ...others] = texts(at(input.Destination, 'ToAddresses'));
    if (!to || !addressIn(to) || others.length > 0) throw badRequest('Destination takes one address here.');
    const simple = at(input.Content, 'Simple');
    const [subject, text, html] = [
      data(at(simple, 'Subject')),
      data(at(at(simple, 'Body'), 'Text')),
      data(at(at(simple, 'Body'), 'Html')),
    ];
    if (subject === undefined || (text === undefined && html === undefined)) {
      throw badRequest('Content needs a simple message with a subject and a body.');
    }
    post({ medium: 'EMAIL', to, subject, text: text ?? '', ...(html !== undefined && { html }) });
    return { status: 200, body: JSON.stringify({ MessageId: randomUUID() }) };
  }

  /** The sender's identity is the address or its domain: here both are there, so either permission will do. */
  function authorize(caller: Caller, from: string, identityArn: Json | undefined): void {
    const identity = (name: string) => arnIn(place, 'ses', `identity/${name}`);
    if (typeof identityArn === 'string') iam.authorize(caller, 'ses:SendEmail', identityArn);
    else
      iam.authorize(caller, 'ses:SendEmail', identity(from), identity(from.slice(from.lastIndexOf('@') + 1)));
  }

  return {
    routes: [{ method: 'POST', path: /^\/v2\/email\/outbound-emails$/, operation: sendEmail }],
    errorBody: ({ message }) => ({ message }),
  };
}

const badRequest = (message: string) => new AwsError('BadRequestException', message);

/** The plain address in `Name <address>`, or in an address alone. */
function addressIn(value: Json | undefined): string | undefined {
  const [, inBrackets, alone] =
    /^(?:[^<>]*<([^<>@\s]+@[^<>@\s]+)>|([^<>@\s]+@[^<>@\s]+))$/.exec(String(value)) ?? [];
  return inBrackets ?? alone;
}

const at = (value: Json | undefined, field: string) => (isObject(value) ? value[field] : undefined);

const texts = (value: Json | undefined) =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];

function data(content: Json | undefined): string | undefined {
  const text = at(content, 'Data');
  return typeof text === 'string' && text !== '' ? text : undefined;
}
