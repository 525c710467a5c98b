import { GATEWAY_TIMEOUT } from '../aws/fault.ts';
import type { AwsCallError } from '../aws/send.ts';

/** The provider said no: the message was not sent, and may be tried again. The text is the provider's name for why. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Errors of a connection that was never made, so nothing was sent over it. */
const NOT_CONNECTED = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Whether a message was certainly not sent. Otherwise it may have been: no answer came, or one that makes no sense. */
export function isRefused({ code, status }: AwsCallError): boolean {
  const isAnswer = status >= 300 && status !== GATEWAY_TIMEOUT;
  return isAnswer || code === 'FunctionError' || NOT_CONNECTED.includes(code);
}
