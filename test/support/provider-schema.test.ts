import { expect } from 'chai';
import { withoutTypes } from './provider-schema.ts';

/** A field of protobuf that holds bytes. */
const field = (number: number, content: Buffer) => {
  const length =
    content.length < 128 ? [content.length] : [(content.length & 127) | 128, content.length >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), content]);
};
const entry = (name: string, schema: string) =>
  Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(schema))]);
const framed = (...fields: readonly Buffer[]) => {
  const message = Buffer.concat(fields);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
};

describe('a provider’s schema', () => {
  const provider = field(1, Buffer.from('region, endpoints'));
  const queue = field(2, entry('aws_sqs_queue', 'x'.repeat(300)));
  const bucket = field(2, entry('aws_s3_bucket', 'y'));
  const data = field(3, entry('aws_s3_object', 'z'));
  const capabilities = field(6, Buffer.from([8, 1]));

  it('keeps the types that are needed, and all that is not a type', () => {
    const whole = framed(provider, queue, bucket, data, capabilities);

    expect(withoutTypes(whole, () => true)).to.deep.equal(whole);
    expect(withoutTypes(whole, type => type === 'aws_sqs_queue')).to.deep.equal(
      framed(provider, queue, capabilities),
    );
  });

  it('is not guessed at where it is compressed, or of another form', () => {
    expect(() => withoutTypes(Buffer.from([1, 0, 0, 0, 0]), () => true)).to.throw('compressed');
    expect(() => withoutTypes(framed(Buffer.from([8, 1])), () => true)).to.throw('wire type 0');
  });
});
