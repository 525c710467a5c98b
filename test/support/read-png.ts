import { inflateSync } from 'node:zlib';

export interface DecodedPng {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly colourType: number;
  /** Chunk types, in their order. */
  readonly chunks: readonly string[];
  /** One sample a pixel, row by row: 0 is black, 3 is white. */
  readonly samples: Uint8Array;
}

/** Reads a greyscale PNG of 2 bits a pixel by the book, apart from the code that wrote it. Throws where it is not one. */
export function readPng(png: Buffer): DecodedPng {
  if (png.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG signature');
  const chunks = [...readChunks(png.subarray(8))];
  const header = chunks[0];
  if (header?.type !== 'IHDR' || header.data.length !== 13) throw new Error('no IHDR');
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  const [bitDepth, colourType, compression, filter, interlace] = header.data.subarray(8);
  if (bitDepth !== 2 || colourType !== 0 || compression || filter || interlace) throw new Error('other form');
  const rows = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
  );
  const stride = 1 + Math.ceil(width / 4);
  if (rows.length !== stride * height)
    throw new Error(`${rows.length} bytes for ${height} rows of ${stride}`);
  const samples = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    if (rows.readUInt8(y * stride) !== 0) throw new Error('a row with a filter');
    for (let x = 0; x < width; x++) {
      samples[y * width + x] = (rows.readUInt8(y * stride + 1 + Math.floor(x / 4)) >> (6 - 2 * (x % 4))) & 3;
    }
  }
  return { width, height, bitDepth, colourType, chunks: chunks.map(({ type }) => type), samples };
}

/** The PNG of a data URL. */
export function pngOf(dataUrl: string | undefined): Buffer {
  const [, base64] = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl ?? '') ?? [];
  if (!base64) throw new Error('no data URL of a PNG');
  return Buffer.from(base64, 'base64');
}

function* readChunks(bytes: Buffer): Generator<{ type: string; data: Buffer }> {
  let at = 0;
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('a chunk with a wrong CRC');
    yield { type: body.subarray(0, 4).toString('latin1'), data: body.subarray(4) };
    at += 12 + length;
  }
}

/** The CRC of ISO/IEC 15948, bit by bit as it is defined. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
