import { constants, crc32, deflateSync } from 'node:zlib';
import type { Picture } from './ink.ts';

/**
 * A picture as PNG (ISO/IEC 15948): greyscale, 2 bits a pixel. Kept libraries write 8 bits at the least, which is
 * twice the bytes in a session's first answer, and would be most of the function's bundle.
 */
export function toPng({ width, height, levels }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([2, 0, 0, 0, 0], 8); // bit depth 2, greyscale, deflate, no filter types but none, not interlaced
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    // A twentieth larger than the smallest, and made in an eighth of the time.
    chunk('IDAT', deflateSync(packed(levels, width, height), { strategy: constants.Z_RLE })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * Four pixels a byte; each row starts with its filter type, 0: none. One turn for each byte, since the first picture of a
 * process is packed before any of this is compiled. If a row does not fill its last byte, the rest has no
 * meaning.
 */
function packed(levels: Uint8Array, width: number, height: number): Uint8Array {
  const stride = 1 + Math.ceil(width / 4);
  const rows = new Uint8Array(stride * height);
  const level = (at: number) => levels[at] ?? 0;
  for (let y = 0; y < height; y++)
    for (let at = y * stride + 1, from = y * width; at < (y + 1) * stride; at++, from += 4) {
      const four = (level(from) << 6) | (level(from + 1) << 4) | (level(from + 2) << 2) | level(from + 3);
      // In greyscale 3 is white, in a picture 0 is paper.
      rows[at] = 0xff - four;
    }
  return rows;
}

/** Length, type, data, and a checksum over type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
