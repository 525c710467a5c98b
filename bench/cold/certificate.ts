import { generateKeyPairSync, sign } from 'node:crypto';

export interface Identity {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

/**
 * A certificate for localhost that vouches for itself (RFC 5280), of a key that nobody keeps: Node signs, and makes no
 * certificates. Its one short signature is checked faster than the three of AWS's chain, so handshakes are cheaper here
 * than they are there.
 */
export function selfMade(now = new Date()): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const day = 24 * 3600 * 1000;
  const name = sequence(set(sequence(oid(COMMON_NAME), tagged(0x0c, Buffer.from('localhost')))));
  const time = (from: number) => tagged(0x17, Buffer.from(utcTime(new Date(now.getTime() + from))));
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const toSign = sequence(
    tagged(0xa0, integer(2)), // v3
    integer(1),
    algorithm,
    name,
    sequence(time(-day), time(day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        extension(BASIC_CONSTRAINTS, sequence(tagged(0x01, Buffer.from([0xff])))),
        extension(SUBJECT_ALT_NAME, sequence(tagged(0x82, Buffer.from('localhost')))),
      ),
    ),
  );
  const signature = sign('sha256', toSign, privateKey);
  const certificate = sequence(toSign, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: toPem(certificate) };
}

/** Object identifiers, in DER. */
const COMMON_NAME = '550403';
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const BASIC_CONSTRAINTS = '551d13';
const SUBJECT_ALT_NAME = '551d11';

function tagged(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const bytes = content.length.toString(16);
  const long = Buffer.from(bytes.padStart(bytes.length + (bytes.length % 2), '0'), 'hex');
  const length = content.length < 128 ? long : Buffer.from([0x80 | long.length, ...long]);
  return Buffer.concat([Buffer.from([tag]), length, content]);
}

const sequence = (...contents: readonly Uint8Array[]) => tagged(0x30, ...contents);
const set = (...contents: readonly Uint8Array[]) => tagged(0x31, ...contents);
const oid = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'));
const integer = (value: number) => tagged(0x02, Buffer.from([value]));
const extension = (id: string, value: Uint8Array) => sequence(oid(id), tagged(0x04, value));

/** `251121190509Z` */
const utcTime = (date: Date) =>
  `${date
    .toISOString()
    .replace(/[-:T]|\.\d+/g, '')
    .slice(2)}`;

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
