import { createHmac, timingSafeEqual } from 'node:crypto';

const key = Buffer.alloc(32);

/** The floor of verify: one HMAC, compared. */
export const handler = async (event: { readonly userName: string }): Promise<boolean> => {
  const mac = createHmac('sha256', key).update(event.userName).digest();
  return timingSafeEqual(mac, key);
};
