import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { g, hash, k, N, pad, power, toInteger } from '../../local/cognito/srp-group.ts';

export interface Proof {
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
}

/**
 * The client's side of SRP-6a as Cognito speaks it: the published clients take so long for it that nothing could be
 * seen of the server beside it.
 *
 * @param poolName what follows the underscore in the pool's id
 */
export function clientSrp(poolName: string, password: string) {
  const a = toInteger(randomBytes(32));
  const A = power(g, a);
  return {
    /** `SRP_A` */
    largeA: A.toString(16),
    /** @param asked the parameters of PASSWORD_VERIFIER */
    prove: (asked: Readonly<Record<string, string>>): Proof => {
      const { SRP_B = '', SALT = '', SECRET_BLOCK = '', USER_ID_FOR_SRP = '' } = asked;
      const B = BigInt(`0x${SRP_B}`);
      const u = hash(pad(A), pad(B));
      const identity = createHash('sha256').update(`${poolName}${USER_ID_FOR_SRP}:${password}`).digest();
      const x = hash(pad(BigInt(`0x${SALT}`)), identity);
      const base = (((B - k * power(g, x)) % N) + N) % N;
      const shared = pad(power(base, a + u * x));
      const key = Buffer.from(hkdfSync('sha256', shared, pad(u), 'Caldera Derived Key', 16));
      const timestamp = cognitoTime(new Date());
      const signature = createHmac('sha256', key)
        .update(`${poolName}${USER_ID_FOR_SRP}`)
        .update(Buffer.from(SECRET_BLOCK, 'base64'))
        .update(timestamp)
        .digest('base64');
      return { timestamp, signature };
    },
  };
}

/** `Fri Nov 21 19:05:09 UTC 2025`: the day without a leading zero. */
function cognitoTime(date: Date): string {
  const [weekday, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}
