/** The sender of `delivery.sender_function_arn`: sends nothing, and keeps each message where the script reads it. */

import { keep } from './keep.ts';

export async function handler(message: { readonly userPoolId?: string }): Promise<void> {
  await keep('message', message.userPoolId ?? '', message);
}
