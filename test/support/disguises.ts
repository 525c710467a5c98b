import { createHash } from 'node:crypto';

/** The forms in which somebody might leave a short secret and think that it is hidden. */
export function disguises(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const reversed = [...secret].reverse().join('');
  return [
    secret,
    secret.toLowerCase(),
    reversed,
    reversed.toLowerCase(),
    bytes.toString('hex'),
    Buffer.from(reversed).toString('hex'),
    ...[0, 1, 2].map(shift => base64Within(bytes, shift)),
    Buffer.from(reversed).toString('base64').replace(/=+$/, ''),
    [...secret].join(' '),
    [...secret].join(','),
    encodeURIComponent(secret),
    ...['md5', 'sha1', 'sha256'].flatMap(algorithm => [
      createHash(algorithm).update(secret).digest('hex'),
      createHash(algorithm).update(secret).digest('base64'),
      createHash(algorithm).update(secret.toLowerCase()).digest('hex'),
    ]),
  ];
}

/** What of a secret's base64 is always the same when `shift` other bytes come before it and any others after. */
function base64Within(secret: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), secret]).toString('base64');
  return whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + secret.length) * 8) / 6));
}
