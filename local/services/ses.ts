import { randomUUID } from 'node:crypto';
import {
  AwsError,
  type Caller,
  isObject,
  type Json,
  type JsonObject,
  type RestRequest,
} from '../aws-service.ts';
import { readObject } from '../http/aws-json.ts';
import type { RestService } from '../http/aws-rest.ts';
import type { Place } from './arn.ts';
import type { Iam } from './iam.ts';
import type { Post } from './outbox.ts';
import { type SesAccount, sendEmailRequests } from './ses-requests.ts';

/** Takes the input of SES v2's `SendEmail`, with a simple message, and gives the message's id. @throws AwsError */
export type SendEmail = (input: JsonObject, caller: Caller, apiVersion: '1' | '2') => string;

/** Every sender counts as verified. */
export function emailSender(place: Place, iam: Iam, post: Post, account: SesAccount = {}): SendEmail {
  return (input, caller, apiVersion) => {
    const sender = mailbox(input.FromEmailAddress);
    if (!sender) throw badRequest('FromEmailAddress is not an address.');
    const [to, ...others] = texts(at(input.Destination, 'ToAddresses'));
    const recipient = to === undefined ? undefined : mailbox(to);
    if (to === undefined || !recipient || others.length > 0) {
      throw badRequest('Destination takes one address here.');
    }
    const { name: displayName, address: from } = sender;
    const parties = { apiVersion, from, displayName, recipients: [recipient.address] };
    iam.authorize(caller, ...sendEmailRequests(input, parties, place, account));
    const refusal = account.refusal?.();
    if (refusal) throw new AwsError(refusal.code, refusal.message);
    const simple = at(input.Content, 'Simple');
    const [subject, text, html] = [
      data(at(simple, 'Subject')),
      data(at(at(simple, 'Body'), 'Text')),
      data(at(at(simple, 'Body'), 'Html')),
    ];
    if (subject === undefined || (text === undefined && html === undefined)) {
      throw badRequest('Content needs a simple message with a subject and a body.');
    }
    post({ medium: 'EMAIL', to, subject, text: text ?? '', ...(html !== undefined && { html }) }, caller);
    return randomUUID();
  };
}

/** SES v2: `SendEmail`. */
export function createSes(send: SendEmail): RestService {
  const operation = ({ body }: RestRequest, caller: Caller) => ({
    status: 200,
    body: JSON.stringify({ MessageId: send(readObject(body), caller, '2') }),
  });
  return {
    routes: [{ method: 'POST', path: /^\/v2\/email\/outbound-emails$/, operation }],
    errorBody: ({ message }) => ({ message }),
  };
}

const badRequest = (message: string) => new AwsError('BadRequestException', message);

/** `Name <address>`, with the name in quotes or without, or an address alone. */
function mailbox(value: Json | undefined): { name: string; address: string } | undefined {
  const [, name = '', inBrackets, alone] =
    /^(?:([^<>]*)<([^<>@\s]+@[^<>@\s]+)>|([^<>@\s]+@[^<>@\s]+))$/.exec(String(value)) ?? [];
  const address = inBrackets ?? alone;
  if (address === undefined) return undefined;
  const [, quoted] = /^"(.*)"$/s.exec(name.trim()) ?? [];
  return { name: quoted?.replace(/\\(.)/gs, '$1') ?? name.trim(), address };
}

const at = (value: Json | undefined, field: string) => (isObject(value) ? value[field] : undefined);

const texts = (value: Json | undefined) =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];

function data(content: Json | undefined): string | undefined {
  const text = at(content, 'Data');
  return typeof text === 'string' && text !== '' ? text : undefined;
}
