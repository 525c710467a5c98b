/** The resources, data sources and ephemeral resources of `GetProviderSchema.Response` (tfplugin5.proto, tfplugin6.proto). */
const TYPES = new Set([2, 3, 8]);

/**
 * A provider's schema without the types that nobody asks for: Terraform reads all of it for each provider that it starts, which
 * for AWS takes half a second.
 *
 * @param answer a message of gRPC: a byte of 0, the length in four, and the bytes
 * @throws Error where it is compressed
 */
export function withoutTypes(answer: Buffer, isNeeded: (type: string) => boolean): Buffer {
  if (answer[0] !== 0) throw new Error('The schema is compressed.');
  const message = answer.subarray(5);
  const kept: Buffer[] = [];
  for (let at = 0; at < message.length; ) {
    const start = at;
    const tag = numberAt(message, at);
    const length = numberAt(message, tag.end);
    // All fields of this message are bytes of a length.
    if ((tag.value & 7) !== 2) throw new Error(`The schema has a field of wire type ${tag.value & 7}.`);
    at = length.end + length.value;
    const isType = TYPES.has(tag.value >> 3);
    if (!isType || isNeeded(keyOf(message.subarray(length.end, at)))) kept.push(message.subarray(start, at));
  }
  const rest = Buffer.concat(kept);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(rest.length, 1);
  return Buffer.concat([head, rest]);
}

/** Of an entry of a map: its first field. */
function keyOf(entry: Buffer): string {
  const length = numberAt(entry, 1);
  return entry.toString('utf8', length.end, length.end + length.value);
}

/** A varint: seven bits a byte, the least significant first. */
function numberAt(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, factor = 1; ; at++, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, end: at + 1 };
  }
}
